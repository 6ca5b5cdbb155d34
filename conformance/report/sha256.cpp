#include "conformance/report/sha256.h"

#include <openssl/evp.h>

#include <new>

#include "base/text/ascii.h"

namespace mockmeter::conformance {

std::string sha256(std::string_view bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  // It fails for want of memory alone.
  if (EVP_Digest(bytes.data(), bytes.size(), digest, &length, EVP_sha256(), nullptr) != 1) {
    throw std::bad_alloc();
  }
  return {digest, digest + length};
}

std::string hexadecimal(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) append_hex(text, static_cast<unsigned char>(byte), 2);
  return text;
}

}  // namespace mockmeter::conformance
