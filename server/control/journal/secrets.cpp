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

}  // namespace

void SecretLabels::add(std::string_view secret, std::string_view name) {
  if (secret.empty()) return;
  names_.emplace(secret, name);
  shown_.emplace(name);
  filter_.set(filter_bit(secret));
  if (!std::ranges::all_of(secret, is_word_byte)) phrases_.emplace_back(secret);
}

const std::string* SecretLabels::find(std::string_view text) const {
  if (text.empty() || !filter_.test(filter_bit(text))) return nullptr;
  const auto found = names_.find(text);
  return found == names_.end() ? nullptr : &found->second;
}

std::size_t SecretLabels::filter_bit(std::string_view text) {
  return (text.size() * 37 + static_cast<unsigned char>(text.front())) % kFilterBits;
}

SecretLabels names_of_secrets(const World& world) {
  SecretLabels names;
  for (const Provider* provider : all_providers()) {
    provider->visit_credentials(
        world, [&names](const KnownCredential& known) { names.add(known.secret, known.name); });
  }
  return names;
}

bool looks_live(std::string_view word) {
  static const LiveCredentials kLive;
  if (word.size() < kLive.min_length) return false;
  return std::ranges::any_of(kLive.all, [word](const LiveCredential& form) {
    return word.size() >= form.min_length && word.starts_with(form.prefix);
  });
}

}  // namespace mockmeter
