#include "base/text/base64.h"

#include <gtest/gtest.h>

namespace mockmeter {
namespace {

struct TestVector {
  std::string_view bytes;
  std::string_view text;
};

// Source: RFC 4648 section 10, test vectors.
constexpr TestVector kVectors[] = {
    {"", ""},
    {"f", "Zg=="},
    {"fo", "Zm8="},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="},
    {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"},
    {"\xff\xfe\xfd", "//79"},
};

TEST(Base64, EncodesTheVectorsOfTheRfc) {
  for (const TestVector& vector : kVectors) EXPECT_EQ(base64_encode(vector.bytes), vector.text);
}

TEST(Base64, DecodesTheVectorsOfTheRfc) {
  for (const TestVector& vector : kVectors) EXPECT_EQ(base64_decode(vector.text), vector.bytes);
}

TEST(Base64, GivesBackEveryByte) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  EXPECT_EQ(base64_decode(base64_encode(bytes)), bytes);
}

TEST(Base64, RefusesWhatIsNotCanonical) {
  for (const std::string_view text : {"Zg", "Zg=", "Z", "Zg==Zg==", "====", "Z===", "Zm9v ", "Zm-_",
                                      "Zh==", "Zm9=", " Zg=", "Zg==\n"}) {
    EXPECT_EQ(base64_decode(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace mockmeter
