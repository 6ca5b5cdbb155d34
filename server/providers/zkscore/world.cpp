#include "server/providers/zkscore/world.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/tables.h"
#include "server/metering/section_reader.h"

namespace mockmeter::zkscore {
namespace {

KeyLimits read_limits(const Json& limits) {
  const std::int64_t per_minute = limits.at("per_minute").get<std::int64_t>();
  return {per_minute, limits.at("per_hour").get<std::int64_t>(),
          limits.at("per_day").get<std::int64_t>(), limits.value("burst", per_minute)};
}

std::optional<KeyLimits> read_own_limits(const Json& object) {
  return object.contains("limits") ? std::optional(read_limits(object.at("limits"))) : std::nullopt;
}

KeyLimits limits_of(const Json& account, const std::string& pointer, SectionReader& reader) {
  if (const std::optional<KeyLimits> own = read_own_limits(account)) return *own;
  const std::string name = account.at("tier").get<std::string>();
  const Tier* tier = find_by(kTiers, &Tier::name, name);
  if (tier == nullptr || !tier->limits) {
    reader.add_fault(pointer + "/tier", "a tier with fixed limits, or \"limits\" beside it", name);
    return {1, 1, 1, 1};
  }
  return *tier->limits;
}

std::shared_ptr<const TrafficProfile> read_traffic(const Json& account, const std::string& pointer,
                                                   SectionReader& reader) {
  TrafficProfile profile;
  for (const Json& endpoint : account.at("endpoints")) {
    profile.endpoints.push_back(
        {endpoint.at("method").get<std::string>(), endpoint.at("path").get<std::string>(),
         endpoint.at("weight").get<std::int64_t>(), endpoint.at("latency_ms").get<std::int64_t>(),
         endpoint.at("bytes").get<std::int64_t>()});
  }
  for_each_in(account, "statuses", pointer, [&](const Json& status, const std::string& at) {
    profile.statuses.push_back(
        {status.at("status").get<int>(), status.at("weight").get<std::int64_t>()});
    reader.must_be_new("status of " + pointer, std::to_string(profile.statuses.back().status),
                       at + "/status");
  });
  return std::make_shared<TrafficProfile>(std::move(profile));
}

Key read_key(const Json& json, const std::string& pointer, const Account& account,
             SectionReader& reader) {
  Key key;
  key.id = reader.new_text(json, "id", "key id", pointer);
  key.secret = reader.new_text(json, "secret", "secret", pointer);
  key.name = json.at("name").get<std::string>();
  key.description = json.value("description", "");
  key.created = reader.instant_if_any(json, "created", pointer).value_or(account.created);
  key.expires = reader.instant_if_any(json, "expires", pointer);
  key.revoked = reader.instant_if_any(json, "revoked", pointer);
  key.active = json.value("active", true);
  key.limits = read_own_limits(json);
  key.permissions = json.at("permissions");
  key.webhooks = json.value("webhooks", Json::array());
  key.metadata = json.value("metadata", Json::object());
  const Window active{std::max(key.created, account.created), key.end()};
  const std::string name = "zkscore/" + account.id + "/" + key.id;
  key.requests = reader.curve(json, "requests", pointer, name + "/requests", active);
  key.traffic = make_traffic(reader.seed, name + "/traffic", account.traffic,
                             key.limits.value_or(account.limits).per_hour);
  key.recorded = read_recorded_key(json, pointer, key, reader);
  return key;
}

Account read_account(const Json& json, const std::string& pointer, SectionReader& reader) {
  Account account;
  account.id = reader.new_text(json, "id", "account id", pointer);
  account.tier = json.at("tier").get<std::string>();
  account.limits = limits_of(json, pointer, reader);
  account.created = reader.instant(json, "created", pointer);
  account.traffic = read_traffic(json, pointer, reader);
  account.keys = read_array(json, "keys", pointer, read_key, account, reader);
  return account;
}

}  // namespace

Instant Key::end() const { return std::min(expires.value_or(kLatest), revoked.value_or(kLatest)); }

std::int64_t Key::requests_before(Instant t) const {
  Curve::Cursor cursor(requests);
  return requests_at(std::min(t, end()), cursor);
}

std::int64_t Key::requests_at(Instant t, Curve::Cursor& cursor) const {
  if (recorded == nullptr) return cursor.at(t);
  return recorded->requests.at(t, [&cursor](Instant each) { return cursor.at(each); });
}

EventRange Key::events_in(Window window) const {
  return {requests_before(window.from), requests_before(std::max(window.from, window.to))};
}

KeyStatus status_at(const Key& key, Instant now) {
  if (key.revoked && now >= *key.revoked) return KeyStatus::kRevoked;
  if (key.expires && now >= *key.expires) return KeyStatus::kExpired;
  return key.active ? KeyStatus::kActive : KeyStatus::kInactive;
}

std::string_view to_string(KeyStatus status) {
  constexpr std::array<std::string_view, 4> kNames{"active", "inactive", "expired", "revoked"};
  return kNames.at(static_cast<std::size_t>(status));
}

const Account& account_of(const World& world, const Principal& principal) {
  return *find_by(world.part<Part>(kName).accounts, &Account::id, principal.account);
}

std::shared_ptr<const WorldSection> read_world(const Json& section, std::uint64_t seed,
                                               std::vector<ValidationError>& faults) {
  auto part = std::make_shared<Part>();
  part->seed = seed;
  SectionReader reader{seed, faults};
  part->accounts = read_array(section, "accounts", "/zkscore", read_account, reader);
  return part;
}

}  // namespace mockmeter::zkscore
