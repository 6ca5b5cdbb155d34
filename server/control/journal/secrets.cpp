#include "server/control/journal/secrets.h"

#include <algorithm>
#include <array>

#include "server/api/message.h"
#include "server/metering/hash.h"
#include "server/providers/providers.h"

namespace mockmeter {
namespace {

/// Credentials that work at somebody whom no provider speaks for.
constexpr std::array<LiveCredential, 4> kOtherLiveCredentials{{
    {"sk_live_", 9},     // Source: Stripe, "secret keys: sk_live_"
    {"rk_live_", 9},     // Source: Stripe, "restricted keys: rk_live_"
    {"whsec_", 20},      // Source: Stripe, webhook signing secrets
    {"eyJhbGciOi", 40},  // Source: RFC 7519: a JWT is base64url of {"alg":
}};

/// All forms of credentials that work at a vendor.
struct LiveCredentials {
  LiveCredentials() {
    for (const Provider* provider : all_providers()) {
      all.insert(all.end(), provider->live_credentials.begin(), provider->live_credentials.end());
    }
    for (const LiveCredential& each : all) min_length = std::min(min_length, each.min_length);
  }
  std::vector<LiveCredential> all{kOtherLiveCredentials.begin(), kOtherLiveCredentials.end()};
  std::size_t min_length = std::string_view::npos;  // of them all: most words are shorter
};

constexpr std::array<std::string_view, 13> kSecretParts{
    "authorization", "token",  "secret",    "password",   "passwd",  "apikey", "api-key",
    "api_key",       "cookie", "signature", "credential", "session", "bearer"};
constexpr std::size_t kShortestPart = 5;  // of them all
constexpr std::array<std::string_view, 6> kSecretWords{"key", "auth", "sig", "jwt", "pass", "pwd"};
constexpr std::size_t kLongestWord = 4;  // of them all

/// ASCII letters in lower case; what is no letter may become another byte.
constexpr char folded(char c) { return static_cast<char>(c | 0x20); }

/// Which of 256 pairs of bytes a part may begin with: few places in a name need a closer look.
constexpr std::size_t pair_bit(std::string_view text) {
  return (static_cast<unsigned char>(folded(text[0])) * 7U +
          static_cast<unsigned char>(folded(text[1]))) %
         256U;
}
constexpr std::array<bool, 256> make_first_pairs() {
  std::array<bool, 256> is_first{};
  for (const std::string_view part : kSecretParts) is_first[pair_bit(part)] = true;
  return is_first;
}
constexpr std::array<bool, 256> kFirstPairs = make_first_pairs();

}  // namespace

void SecretNames::add(std::string_view secret, std::string_view name) {
  if (secret.empty()) return;
  names_.emplace(secret, name);
  shown_.emplace(name);
  filter_.set(filter_bit(secret));
  if (!std::all_of(secret.begin(), secret.end(), is_word_byte)) phrases_.emplace_back(secret);
}

const std::string* SecretNames::find(std::string_view text) const {
  if (text.empty() || !filter_.test(filter_bit(text))) return nullptr;
  const auto found = names_.find(text);
  return found == names_.end() ? nullptr : &found->second;
}

std::size_t SecretNames::filter_bit(std::string_view text) {
  return (text.size() * 37 + static_cast<unsigned char>(text.front())) % kFilterBits;
}

SecretNames names_of_secrets(const World& world) {
  SecretNames names;
  for (const Provider* provider : all_providers()) {
    provider->visit_credentials(
        world, [&names](const KnownCredential& known) { names.add(known.secret, known.name); });
  }
  return names;
}

bool is_secret_name(std::string_view name) {
  const auto is_word = [name](std::string_view word) { return equal_without_case(name, word); };
  if (name.size() <= kLongestWord &&
      std::any_of(kSecretWords.begin(), kSecretWords.end(), is_word)) {
    return true;
  }
  for (; name.size() >= kShortestPart; name.remove_prefix(1)) {
    if (!kFirstPairs[pair_bit(name)]) continue;
    for (const std::string_view part : kSecretParts) {
      if (equal_without_case(name.substr(0, part.size()), part)) return true;
    }
  }
  return false;
}

bool looks_live(std::string_view word) {
  static const LiveCredentials kLive;
  if (word.size() < kLive.min_length) return false;
  return std::any_of(kLive.all.begin(), kLive.all.end(), [word](const LiveCredential& form) {
    return word.size() >= form.min_length && word.starts_with(form.prefix);
  });
}

std::string pseudonym(std::string_view secret) {
  std::string text = "unknown-";
  append_hex(text, hash_text(0, secret), 8);
  return text;
}

}  // namespace mockmeter
