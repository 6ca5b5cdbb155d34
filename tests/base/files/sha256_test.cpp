#include "base/files/sha256.h"

#include <gtest/gtest.h>

#include "base/text/ascii.h"

namespace mockmeter {
namespace {

TEST(Sha256, IsTheDigestOfItsStandard) {
  const struct {
    std::string bytes;
    const char* digest;
  } cases[] = {
      // Source: NIST, "Cryptographic Standards and Guidelines, Example Values", SHA256.pdf
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      // Source: NIST, "SHA-256 additional test vectors", 1000000 times 'a'; and sha256sum of
      // nothing
      {std::string(1'000'000, 'a'),
       "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
  };
  for (const auto& [bytes, digest] : cases) {
    std::string digits;
    for (const char byte : sha256(bytes)) append_hex(digits, static_cast<unsigned char>(byte), 2);
    EXPECT_EQ(digits, digest) << bytes.size();
  }
}

}  // namespace
}  // namespace mockmeter
