#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/metering/world.h"
#include "server/providers/zkscore/limits.h"
#include "server/providers/zkscore/traffic.h"

namespace mockmeter::zkscore {

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
  std::optional<Limits> limits;  ///< its own; empty = those of its account
  Json permissions;              ///< [{resource, actions, restrictions}]
  Json webhooks;                 ///< as List API Keys shows them
  Json metadata;
  Curve requests;

  /// When its traffic stops for good: revoked or expired, whichever comes first.
  Instant end() const;
  /// How many requests it made before `t`.
  std::int64_t requests_before(Instant t) const;
  EventRange events_in(Window window) const;
};

/// Inferred: the values come from the counters of List API Keys' summary.
enum class KeyStatus { kActive, kInactive, kExpired, kRevoked };
KeyStatus status_at(const Key& key, Instant now);
std::string_view to_string(KeyStatus status);

struct Account {
  std::string id;
  std::string tier;
  Limits limits;
  Instant created;  ///< where `timeframe=all` begins
  std::shared_ptr<const Traffic> traffic;
  std::vector<Key> keys;

  const Key* find_key(std::string_view id) const;
};

struct Part final : WorldPart {
  std::uint64_t seed = 1;
  std::vector<Account> accounts;
  std::uint64_t keys_made = 0;  ///< counter behind the ids and secrets of created keys

  std::shared_ptr<WorldPart> clone() const override { return std::make_shared<Part>(*this); }
  const Account* find_account(std::string_view id) const;
  Account& account(std::string_view id);  ///< of a known id, to be changed
};

/// The provider's name in a world.
inline constexpr std::string_view kName = "zkscore";

std::shared_ptr<const WorldPart> read_world(const Json& section, std::uint64_t seed,
                                            std::vector<DocumentFault>& faults);

}  // namespace mockmeter::zkscore
