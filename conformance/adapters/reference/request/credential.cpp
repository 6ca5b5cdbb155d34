#include "conformance/adapters/reference/request/credential.h"

#include <openssl/evp.h>

#include <algorithm>

#include "conformance/adapters/reference/common/call_error.h"
#include "conformance/adapters/reference/common/text.h"

namespace reference {
namespace {

/// Shorter secrets are words that may stand anywhere.
constexpr std::size_t kMinSecret = 4;

std::string base64(const std::string& bytes) {
  std::string out(4 * ((bytes.size() + 2) / 3) + 1, '\0');  // EVP_EncodeBlock ends it with a zero
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                   reinterpret_cast<const unsigned char*>(bytes.data()),
                                   static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

/// UTF-8 of U+0080 to U+00FF as one byte each.
std::string to_latin1(const std::string& utf8) {
  std::string out;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if ((byte & 0xFC) == 0xC0 && i + 1 < utf8.size()) {
      out += static_cast<char>(((byte & 3) << 6) | (utf8[++i] & 0x3F));
    } else {
      out += utf8[i];
    }
  }
  return out;
}

std::string basic_pair(const Credential& credential, const MutantSet& mutants,
                       const QuirkSet& quirks) {
  std::string password = credential.secret;
  if (mutants.has("decoded-password")) replace_all(password, "%2F", "/");
  const std::string pair =
      credential.username + (mutants.has("basic-nocolon") ? "" : ":") + password;
  return quirks.has("basic-latin1") ? to_latin1(pair) : pair;
}

bool ends_a_field(char c) { return c == '\r' || c == '\n' || c == '\0'; }

void hide(std::string& text, const std::string& secret) {
  if (secret.size() >= kMinSecret) replace_all(text, secret, "***");
}

}  // namespace

std::string authorization(const Credential& credential, const MutantSet& mutants,
                          const QuirkSet& quirks) {
  if (credential.scheme == Credential::Scheme::kNone) return "";
  const bool basic = credential.scheme == Credential::Scheme::kBasic;
  if (!basic && std::ranges::any_of(credential.secret, ends_a_field)) {
    throw CallError(ErrorKind::kUsage, "the token holds a line break");
  }
  const std::string scheme = mutants.has("wrong-scheme") ? "Token " : basic ? "Basic " : "Bearer ";
  return scheme + (quirks.has("two-blanks") ? " " : "") +
         (basic ? base64(basic_pair(credential, mutants, quirks)) : credential.secret);
}

std::string without_secrets(std::string text, const Credential& credential) {
  hide(text, credential.secret);
  if (credential.scheme == Credential::Scheme::kBasic) {
    const std::string pair = credential.username + ':' + credential.secret;
    hide(text, base64(pair));
    hide(text, base64(to_latin1(pair)));
  }
  return text;
}

}  // namespace reference
