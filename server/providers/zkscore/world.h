#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/operation.h"
#include "server/providers/zkscore/recorded_traffic.h"
#include "server/providers/zkscore/traffic.h"

namespace mockmeter::zkscore {

/// How many requests are allowed; `burst` at once.
struct KeyLimits {
  std::int64_t per_minute = 0;
  std::int64_t per_hour = 0;
  std::int64_t per_day = 0;
  std::int64_t burst = 0;
};

struct LimitMember {
  const char* name;  ///< as the pages write it
  std::int64_t KeyLimits::*limit;
};
inline constexpr std::array<LimitMember, 4> kLimitMembers{{
    {"requestsPerMinute", &KeyLimits::per_minute},
    {"requestsPerHour", &KeyLimits::per_hour},
    {"requestsPerDay", &KeyLimits::per_day},
    {"burstLimit", &KeyLimits::burst},
}};

struct Tier {
  std::string_view name;
  std::optional<KeyLimits> limits;  ///< empty: custom, so the world says it
};

/// Source: get-usage, Rate Limits, "Free tier: 60 requests per minute"; days: introduction.
/// Inferred: the hours are borrowed from the rate-limits page, whose minutes and days agree.
/// Choice: the burst is undocumented; it is a minute's worth.
inline constexpr std::array<Tier, 4> kTiers{{
    {"free", KeyLimits{60, 1'000, 10'000, 60}},
    {"starter", KeyLimits{300, 10'000, 100'000, 300}},
    {"professional", KeyLimits{1'000, 50'000, 1'000'000, 1'000}},
    {"enterprise", std::nullopt},
}};

/// One API key: a credential, and whose requests are counted.
struct Key {
  std::string id;
  std::string name;
  std::string description;
  std::string secret;
  Instant created;
  std::optional<Instant> expires;
  std::optional<Instant> revoked;
  bool active = true;
  std::optional<KeyLimits> limits;  ///< its own; empty = those of its account
  Json permissions;                 ///< [{resource, actions, restrictions}]
  Json webhooks;                    ///< as List API Keys shows them
  Json metadata;
  std::uint64_t number = 0;  ///< of a created key, from 1 on; 0 = it is the world's
  Curve requests;
  std::shared_ptr<const KeyTraffic> traffic;    ///< null for a key without requests
  std::shared_ptr<const RecordedKey> recorded;  ///< null: nothing was

  /// When its traffic stops for good: revoked or expired, whichever comes first.
  Instant end() const;
  /// How many requests it made before `t`.
  std::int64_t requests_before(Instant t) const;
  /// The same, read with a cursor of `requests`; `t` is not after the end.
  std::int64_t requests_at(Instant t, Curve::Cursor& cursor) const;
  EventRange events_in(Window window) const;
};

/// Inferred: the values come from the counters of List API Keys' summary.
enum class KeyStatus { kActive, kInactive, kExpired, kRevoked };
KeyStatus status_at(const Key& key, Instant now);
std::string_view to_string(KeyStatus status);

struct Account {
  std::string id;
  std::string tier;
  KeyLimits limits;
  Instant created;  ///< where `timeframe=all` begins
  std::shared_ptr<const TrafficProfile> traffic;
  std::vector<Key> keys;
};

struct Part final : WorldSection {
  std::uint64_t seed = 1;
  std::vector<Account> accounts;
  std::uint64_t keys_made = 0;  ///< the number of the last key that was created

  std::shared_ptr<WorldSection> clone() const override { return std::make_shared<Part>(*this); }
};

/// The provider's name in a world.
inline constexpr std::string_view kName = "zkscore";

/// The account of a principal that the world knows.
const Account& account_of(const World& world, const Principal& principal);

/// Writes id and secret of a created key, made from the seed and its number.
/// Source: guides/api-keys, samples of the form "zk_prod_<alnum>".
void issue_credentials(Key& key, std::uint64_t seed);

/// See ProviderCode: the keys that were created or revoked.
void visit_changes(const World& before, const World& now, const ProviderCode::ChangeVisitor& visit);
void apply_changes(const std::vector<Json>& rows, World& next);

std::shared_ptr<const WorldSection> read_world(const Json& section, std::uint64_t seed,
                                               std::vector<ValidationError>& faults);

}  // namespace mockmeter::zkscore
