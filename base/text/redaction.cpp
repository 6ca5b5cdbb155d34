#include "base/text/redaction.h"

#include <algorithm>
#include <array>

#include "base/text/ascii.h"
#include "base/text/hash.h"

namespace mockmeter {
namespace {

constexpr std::array<std::string_view, 13> kSecretParts{
    "authorization", "token",  "secret",    "password",   "passwd",  "apikey", "api-key",
    "api_key",       "cookie", "signature", "credential", "session", "bearer"};
constexpr std::size_t kMinPart = 5;  // of them all
constexpr std::array<std::string_view, 6> kSecretWords{"key", "auth", "sig", "jwt", "pass", "pwd"};

// Words that are no secret in front of one. Anything else may be the secret itself.
constexpr std::array<std::string_view, 5> kSchemes{"Bearer", "Basic", "Digest", "Token", "ApiKey"};

template <std::size_t kCount>
bool is_one_of(std::string_view text, const std::array<std::string_view, kCount>& words) {
  return std::ranges::any_of(
      words, [text](std::string_view word) { return equal_without_case(text, word); });
}

/// Which of 256 pairs of bytes a part may begin with: few places in a name need a closer look.
constexpr std::size_t pair_bit(std::string_view text) {
  // What is no letter may become another byte.
  const auto folded = [](char c) {
    return static_cast<unsigned>(static_cast<unsigned char>(c) | 0x20U);
  };
  return (folded(text[0]) * 7U + folded(text[1])) % 256U;
}
constexpr auto kFirstPairs = [] {
  std::array<bool, 256> is_first{};
  for (const std::string_view part : kSecretParts) is_first[pair_bit(part)] = true;
  return is_first;
}();

}  // namespace

bool is_secret_name(std::string_view name) {
  if (name.size() < kMinPart) return is_one_of(name, kSecretWords);
  for (; name.size() >= kMinPart; name.remove_prefix(1)) {
    if (!kFirstPairs[pair_bit(name)]) continue;
    for (const std::string_view part : kSecretParts) {
      if (equal_without_case(name.substr(0, part.size()), part)) return true;
    }
  }
  return false;
}

std::string_view scheme_prefix(std::string_view value) {
  const std::size_t blank = std::min(value.find_first_of(" \t"), value.size());
  if (!is_one_of(value.substr(0, blank), kSchemes)) return {};
  return value.substr(0, std::min(value.find_first_not_of(" \t", blank), value.size()));
}

std::string hashed_label(std::string_view secret) {
  std::string text = "unknown-";
  append_hex(text, hash_text(0, secret), 8);
  return text;
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) {
    text.replace(at, what.size(), by);
  }
}

}  // namespace mockmeter
