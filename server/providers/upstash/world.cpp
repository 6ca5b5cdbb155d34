#include "server/providers/upstash/world.h"

#include <algorithm>
#include <limits>

#include "base/tables.h"
#include "base/text/base64.h"
#include "server/metering/hash.h"
#include "server/metering/section_reader.h"
#include "server/providers/upstash/recorded_usage.h"

namespace mockmeter::upstash {
namespace {

constexpr std::size_t kPasswordLength = 32;

// Observed: the development server's token and mcp-server's samples decode to this object.
std::string encode_token(const std::string& user_id, const std::string& password) {
  return base64_encode(Json{{"UserID", user_id}, {"Password", password}}.dump());
}

// Long enough for every share to show, short enough for every hour to hold whole turns.
constexpr std::size_t kEventsPerTurn = 1000;

// What a user has when neither the world nor its plan says otherwise.
Json usual_members(const Account& account) {
  return {{"customer_id", account.email},
          {"active", true},
          {"state", "active"},
          {"last_plan_upgrade_time", 0},
          {"prod_pack_enabled", false},
          {"prometheus_enabled", "false"},
          {"budget", 0},
          {"created_by", account.email},
          {"deletion_time", 0}};
}

// What describes the user to this world, and is not a member of a QStashUser.
bool is_internal(std::string_view name) {
  return name == "plan" || name == "usage" || name == "recorded";
}

Window life_of(const Json& members) {
  const auto deleted = members.at("deletion_time").get<std::int64_t>();
  return {from_unix_seconds(members.at("creation_time").get<std::int64_t>()),
          deleted == 0 ? kLatest : from_unix_seconds(deleted)};
}

Split read_split(const Json& usage, const char* name, const std::string& pointer,
                 const std::string& prefix, SectionReader& reader) {
  Split split;
  std::vector<std::int64_t> weights;
  for_each_in(usage, name, pointer, [&](const Json& share, const std::string& at) {
    split.ids.push_back(share.at("id").get<std::string>());
    weights.push_back(share.at("weight").get<std::int64_t>());
    reader.must_be_new("share of " + pointer + "/" + name, split.ids.back(), at + "/id");
  });
  const auto kinds = assign_kinds(reader.seed, prefix + name, weights, kEventsPerTurn);
  split.parts = cycles_by_kind(kinds, weights.size());
  return split;
}

PeriodicSum read_dead_letters(const Json& usage, const std::string& pointer, const Split& messages,
                              const SectionReader& reader) {
  const auto id = usage.at("dead_letters").get<std::string>();
  const auto found = std::ranges::find(messages.ids, id);
  if (found == messages.ids.end()) {
    reader.add_fault(pointer + "/dead_letters", "the id of one of the messages", id);
    return {};
  }
  return messages.parts[static_cast<std::size_t>(found - messages.ids.begin())];
}

// A request has half to one and a half times the mean, so that no bytes are without a request.
void read_bytes(const Json& json, const std::string& prefix, std::uint64_t seed, Usage& usage) {
  const auto mean = json.at("bytes_per_request").get<std::int64_t>();
  const std::uint64_t source = hash_text(seed, prefix + "bytes");
  std::vector<std::int64_t> sizes(kEventsPerTurn);
  for (std::size_t k = 0; k < sizes.size(); ++k) {
    sizes[k] = (mean + 1) / 2 +
               static_cast<std::int64_t>(mix(source, k) % static_cast<std::uint64_t>(mean + 1));
  }
  usage.bytes = PeriodicSum(sizes);
  usage.most_requests_with_bytes = std::numeric_limits<std::int64_t>::max() / (2 * mean + 2);
}

std::shared_ptr<Usage> read_usage(const Json& json, const std::string& pointer, const User& user,
                                  SectionReader& reader) {
  const std::string prefix = "upstash/" + user.id + '/';
  const auto curve = [&](const char* name) {
    return reader.curve(json, name, pointer, prefix + name, user.life);
  };
  auto usage = std::make_shared<Usage>();
  usage->requests = curve("requests");
  read_bytes(json, prefix, reader.seed, *usage);
  usage->workflow = curve("workflow");
  usage->messages = read_split(json, "messages", pointer, prefix, reader);
  usage->workflow_messages = read_split(json, "workflow_messages", pointer, prefix, reader);
  usage->dead_letters = read_dead_letters(json, pointer, usage->messages, reader);
  usage->messages_per_run = json.at("messages_per_run").get<std::int64_t>();
  usage->micro_dollars_per_100k = json.at("micro_dollars_per_100k").get<std::int64_t>();
  return usage;
}

const Json& plan_of(const Json& user, const std::string& pointer, const Part& part,
                    const SectionReader& reader) {
  static const Json kNothing = Json::object();
  const auto name = user.at("plan").get<std::string>();
  const auto plan = part.plans.find(name);
  if (plan != part.plans.end()) return plan->second;
  reader.add_fault(pointer + "/plan", "the name of one of the plans", name);
  return kNothing;
}

void check_customer(const User& user, const Account& account, const std::string& pointer,
                    const Part& part, const SectionReader& reader) {
  const auto customer = user.members.json().at("customer_id").get<std::string>();
  if (customer == account.email) return;
  if (find_by(part.teams, &Team::id, customer) != nullptr) return;
  reader.add_fault(pointer + "/customer_id", "the account's email or the id of one of the teams",
                   customer);
}

User read_user(const Json& json, const std::string& pointer, const Account& account,
               const Part& part, SectionReader& reader) {
  User user;
  user.id = reader.new_text(json, "id", "user id", pointer);
  user.members.edit([&](Json& members) {
    members = usual_members(account);
    members.update(plan_of(json, pointer, part, reader));
    for (const auto& [name, value] : json.items()) {
      if (!is_internal(name)) members[name] = value;
    }
  });
  user.life = life_of(user.members.json());
  user.billing = initial_terms(user.members.json(), user.life.from);
  issue_credentials(user, reader.seed);
  check_customer(user, account, pointer, part, reader);
  const auto usage = read_usage(json.at("usage"), pointer + "/usage", user, reader);
  read_recorded_usage(json, pointer, *usage, reader);
  user.usage = usage;
  return user;
}

Key read_key(const Json& json, const std::string& pointer, SectionReader& reader) {
  Key key;
  key.name = reader.new_text(json, "name", "key name", pointer);
  key.secret = json.at("key").get<std::string>();
  key.read_only = json.value("read_only", false);
  key.end = reader.instant_if_any(json, "expires_at", pointer).value_or(kLatest);
  return key;
}

Member read_member(const Json& json, const std::string& pointer, const std::string& team,
                   SectionReader& reader) {
  return {reader.new_text(json, "email", "member of " + team, pointer),
          json.at("role").get<std::string>()};
}

// Source: docs branch DX-2829-developer-api-docs-refresh, 2026-07-10: "EMAIL is always your own
// account email, even when you use a team API key"; who has the team role Readonly only reads.
Key used_by(const Member& member, Key key) {
  key.name += " of " + member.email;
  key.email = member.email;
  key.read_only = key.read_only || member.role == "readonly";
  return key;
}

/// A team, or its id alone.
Team read_team(const Json& json, const std::string& pointer, SectionReader& reader) {
  Team team;
  const Json& id = json.is_string() ? json : json.at("id");
  team.id = id.get<std::string>();
  reader.must_be_new("account id", team.id, json.is_string() ? pointer : pointer + "/id");
  team.name = json.is_string() ? team.id : json.value("name", team.id);
  if (json.is_string()) return team;
  team.members = read_array(json, "members", pointer, read_member, team.id, reader);
  for (const Key& key : read_array(json, "keys", pointer, read_key, reader)) {
    for (const Member& member : team.members) team.keys.push_back(used_by(member, key));
  }
  return team;
}

Account read_account(const Json& json, const std::string& pointer, const Part& part,
                     SectionReader& reader) {
  Account account;
  account.id = reader.new_text(json, "id", "account id", pointer);
  account.email = reader.new_text(json, "email", "account email", pointer);
  account.keys = read_array(json, "keys", pointer, read_key, reader);
  for (Key& key : account.keys) key.email = account.email;
  account.users = read_array(json, "qstash", pointer, read_user, account, part, reader);
  return account;
}

void read_plans(const Json& section, Part& part, const SectionReader& reader) {
  const Json limits = section.value("limits", Json::object());
  const Json plans = section.value("plans", Json::object());
  for (const auto& [name, plan] : plans.items()) {
    const auto set = plan.at("limits").get<std::string>();
    if (!limits.contains(set)) {
      reader.add_fault("/upstash/plans/" + name + "/limits", "the name of one of the limits", set);
      continue;
    }
    Json members = plan;
    members.erase("limits");
    members.update(limits.at(set));
    part.plans.emplace(name, std::move(members));
  }
}

}  // namespace

void issue_credentials(User& user, std::uint64_t seed) {
  const std::string purpose = "upstash/" + user.id;
  const std::string password =
      make_token(seed, purpose + "/password", user.rotations, kPasswordLength);
  const std::string read_only =
      make_token(seed, purpose + "/read-only", user.rotations, kPasswordLength);
  user.members.edit([&](Json& members) {
    members["password"] = password;
    members["token"] = encode_token(user.id, password);
    members["read_only_token"] = encode_token(user.id, read_only);
  });
}

std::shared_ptr<const WorldSection> read_world(const Json& section, std::uint64_t seed,
                                               std::vector<ValidationError>& faults) {
  auto part = std::make_shared<Part>();
  part->ipv4 = section.value("ipv4", part->ipv4);
  SectionReader reader{seed, faults};
  part->teams = read_array(section, "teams", "/upstash", read_team, reader);
  read_plans(section, *part, reader);
  part->accounts = read_array(section, "accounts", "/upstash", read_account, *part, reader);
  return part;
}

}  // namespace mockmeter::upstash
