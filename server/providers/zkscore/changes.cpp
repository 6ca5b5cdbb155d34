#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>

#include "server/metering/hash.h"
#include "server/providers/zkscore/world.h"

// What operations change of the keys, as it is kept: everything but their secrets.
namespace mockmeter::zkscore {
namespace {

Json limits_row(const KeyLimits& limits) {
  Json row = Json::object();
  for (const LimitMember& member : kLimitMembers) row[member.name] = limits.*member.limit;
  return row;
}

KeyLimits read_limits_row(const Json& row) {
  KeyLimits limits;
  for (const LimitMember& member : kLimitMembers) {
    limits.*member.limit = row.at(member.name).get<std::int64_t>();
  }
  return limits;
}

Json instant_row(const std::optional<Instant>& instant) {
  return instant ? Json(format_rfc3339(*instant)) : Json();
}

std::optional<Instant> read_instant_row(const Json& row) {
  return row.is_null() ? std::nullopt : parse_rfc3339(row.get<std::string>());
}

Json row_of(const Account& account, const Key& key) {
  Json row = {{"account", account.id}, {"id", key.id}, {"number", key.number}};
  row["revoked"] = instant_row(key.revoked);
  if (key.number == 0) return row;  // all else is the world's
  row["name"] = key.name;
  row["description"] = key.description;
  row["created"] = format_rfc3339(key.created);
  row["expires"] = instant_row(key.expires);
  row["limits"] = key.limits ? limits_row(*key.limits) : Json();
  row["permissions"] = key.permissions;
  row["webhooks"] = key.webhooks;
  row["metadata"] = key.metadata;
  return row;
}

Key read_row(const Json& row, std::uint64_t seed) {
  Key key;
  key.number = row.at("number").get<std::uint64_t>();
  issue_credentials(key, seed);
  key.name = row.at("name").get<std::string>();
  key.description = row.at("description").get<std::string>();
  key.created = read_instant_row(row.at("created")).value_or(kEarliest);
  key.expires = read_instant_row(row.at("expires"));
  key.revoked = read_instant_row(row.at("revoked"));
  if (const Json& limits = row.at("limits"); !limits.is_null()) {
    key.limits = read_limits_row(limits);
  }
  key.permissions = row.at("permissions");
  key.webhooks = row.at("webhooks");
  key.metadata = row.at("metadata");
  return key;
}

template <typename Rows>
auto& row_with_id(Rows& rows, const Json& id) {
  const auto found = std::ranges::find_if(rows, [&](const auto& row) { return id == row.id; });
  if (found == rows.end()) throw std::invalid_argument("no " + id.dump());
  return *found;
}

}  // namespace

void issue_credentials(Key& key, std::uint64_t seed) {
  key.id = "key_" + make_token(seed, "zkscore/key", key.number, 16);
  key.secret = "zk_prod_" + make_token(seed, "zkscore/secret", key.number, 32);
}

void visit_changes(const World& before, const World& now,
                   const ProviderCode::ChangeVisitor& visit) {
  const auto& old = before.part<Part>(kName).accounts;
  const auto& accounts = now.part<Part>(kName).accounts;
  // No operation makes or removes an account; new keys come last, and none goes.
  for (std::size_t a = 0; a < accounts.size(); ++a) {
    const auto& keys = accounts[a].keys;
    const auto& old_keys = old[a].keys;
    for (std::size_t k = 0; k < keys.size(); ++k) {
      const bool is_the_same = k < old_keys.size() && keys[k].revoked == old_keys[k].revoked;
      if (!is_the_same) visit(keys[k].id, row_of(accounts[a], keys[k]));
    }
  }
}

void apply_changes(const std::vector<Json>& rows, World& next) {
  Part& part = next.edit<Part>(kName);
  std::multimap<std::uint64_t, const Json*> by_number;
  for (const Json& row : rows) by_number.emplace(row.at("number").get<std::uint64_t>(), &row);
  for (const auto& [number, row] : by_number) {
    Account& account = row_with_id(part.accounts, row->at("account"));
    if (number == 0) {
      row_with_id(account.keys, row->at("id")).revoked = read_instant_row(row->at("revoked"));
    } else {
      Key key = read_row(*row, part.seed);
      const auto known = std::ranges::find(account.keys, key.id, &Key::id);
      known == account.keys.end() ? account.keys.push_back(std::move(key))
                                  : void(*known = std::move(key));
    }
    part.keys_made = std::max(part.keys_made, number);
  }
}

}  // namespace mockmeter::zkscore
