#include "server/providers/upstash/world_reader.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "base/tables.h"
#include "base/text/wording.h"
#include "server/providers/upstash/world.h"

namespace mockmeter::upstash {
namespace {

using Faults = std::vector<DocumentFault>;

// Long enough for every share to show, short enough for every hour to hold whole turns.
constexpr std::size_t kEventsPerTurn = 1000;

std::string at_index(const std::string& pointer, std::size_t index) {
  return pointer + '/' + std::to_string(index);
}

/// Names that may be given once.
class Names {
 public:
  Names(std::string expected, Faults& faults) : expected_(std::move(expected)), faults_(faults) {}
  void add(const std::string& name, const std::string& pointer) {
    if (!seen_.insert(name).second) faults_.push_back({pointer, expected_, in_quotes(name)});
  }

 private:
  std::string expected_;
  Faults& faults_;
  std::set<std::string, std::less<>> seen_;
};

/// What is common to everything read from one section.
struct Source {
  std::uint64_t seed;
  Faults& faults;
  Names user_ids{"an id that no other user has", faults};
  Names key_names{"a name that no other key has", faults};
};

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
bool is_internal(std::string_view name) { return name == "plan" || name == "usage"; }

Window life_of(const Json& members) {
  const auto deleted = members.at("deletion_time").get<std::int64_t>();
  return {from_unix_seconds(members.at("creation_time").get<std::int64_t>()),
          deleted == 0 ? kLatest : from_unix_seconds(deleted)};
}

Split read_split(const Json& shares, const std::string& pointer, std::string_view key,
                 Source& source) {
  Split split;
  std::vector<std::int64_t> weights;
  Names ids("an id that no other share has", source.faults);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    split.ids.push_back(shares[i].at("id").get<std::string>());
    weights.push_back(shares[i].at("weight").get<std::int64_t>());
    ids.add(split.ids.back(), at_index(pointer, i) + "/id");
  }
  const auto kinds = deal_kinds(source.seed, key, weights, kEventsPerTurn);
  split.parts = cycles_by_kind(kinds, weights.size());
  return split;
}

Cycle read_dead_letters(const Json& usage, const std::string& pointer, const Split& messages,
                        Faults& faults) {
  const auto id = usage.at("dead_letters").get<std::string>();
  const auto found = std::find(messages.ids.begin(), messages.ids.end(), id);
  if (found == messages.ids.end()) {
    faults.push_back({pointer + "/dead_letters", "the id of one of the messages", in_quotes(id)});
    return {};
  }
  return messages.parts[static_cast<std::size_t>(found - messages.ids.begin())];
}

std::shared_ptr<const Usage> read_usage(const Json& json, const std::string& pointer,
                                        const User& user, Source& source) {
  const Window alive = life_of(user.members.json());
  const std::string prefix = "upstash/" + user.id + '/';
  const auto curve = [&](const char* name) {
    return read_curve(json.at(name), pointer + '/' + name, source.seed, prefix + name, alive,
                      source.faults);
  };
  const auto split = [&](const char* name) {
    return read_split(json.at(name), pointer + '/' + name, prefix + name, source);
  };
  auto usage = std::make_shared<Usage>();
  usage->requests = curve("requests");
  usage->bandwidth = curve("bandwidth");
  usage->workflow = curve("workflow");
  usage->messages = split("messages");
  usage->workflow_messages = split("workflow_messages");
  usage->dead_letters = read_dead_letters(json, pointer, usage->messages, source.faults);
  usage->messages_per_run = json.at("messages_per_run").get<std::int64_t>();
  usage->micro_dollars_per_100k = json.at("micro_dollars_per_100k").get<std::int64_t>();
  return usage;
}

const Json& plan_of(const Json& user, const std::string& pointer, const Part& part,
                    Faults& faults) {
  static const Json kNothing = Json::object();
  const auto name = user.at("plan").get<std::string>();
  const auto plan = part.plans.find(name);
  if (plan != part.plans.end()) return plan->second;
  faults.push_back({pointer + "/plan", "the name of one of the plans", in_quotes(name)});
  return kNothing;
}

void check_customer(const User& user, const Account& account, const std::string& pointer,
                    const Part& part, Faults& faults) {
  const auto customer = user.members.json().at("customer_id").get<std::string>();
  if (customer == account.email) return;
  if (contains(part.teams, customer)) return;
  faults.push_back({pointer + "/customer_id", "the account's email or the id of one of the teams",
                    in_quotes(customer)});
}

User read_user(const Json& json, const std::string& pointer, const Account& account,
               const Part& part, Source& source) {
  User user{json.at("id").get<std::string>(), {}, 0, nullptr};
  source.user_ids.add(user.id, pointer + "/id");
  user.members.edit([&](Json& members) {
    members = usual_members(account);
    members.update(plan_of(json, pointer, part, source.faults));
    for (const auto& [name, value] : json.items()) {
      if (!is_internal(name)) members[name] = value;
    }
  });
  issue_credentials(user, source.seed);
  check_customer(user, account, pointer, part, source.faults);
  user.usage = read_usage(json.at("usage"), pointer + "/usage", user, source);
  return user;
}

Account read_account(const Json& json, const std::string& pointer, const Part& part,
                     Source& source) {
  Account account{json.at("id").get<std::string>(), json.at("email").get<std::string>(), {}, {}};
  const Json& keys = json.at("keys");
  for (std::size_t i = 0; i < keys.size(); ++i) {
    account.keys.push_back({keys[i].at("name").get<std::string>(),
                            keys[i].at("key").get<std::string>(),
                            keys[i].value("read_only", false)});
    source.key_names.add(account.keys.back().name, at_index(pointer + "/keys", i) + "/name");
  }
  const Json& users = json.at("qstash");
  for (std::size_t i = 0; i < users.size(); ++i) {
    account.users.push_back(
        read_user(users[i], at_index(pointer + "/qstash", i), account, part, source));
  }
  return account;
}

void read_plans(const Json& section, Part& part, Faults& faults) {
  const Json limits = section.value("limits", Json::object());
  const Json plans = section.value("plans", Json::object());
  for (const auto& [name, plan] : plans.items()) {
    const auto set = plan.at("limits").get<std::string>();
    if (!limits.contains(set)) {
      faults.push_back(
          {"/upstash/plans/" + name + "/limits", "the name of one of the limits", in_quotes(set)});
      continue;
    }
    Json members = plan;
    members.erase("limits");
    members.update(limits.at(set));
    part.plans.emplace(name, std::move(members));
  }
}

void read_accounts(const Json& accounts, Part& part, Source& source) {
  Names ids("an id that no other account has", source.faults);
  Names emails("an email that no other account has", source.faults);
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const std::string pointer = at_index("/upstash/accounts", i);
    ids.add(accounts[i].at("id").get<std::string>(), pointer + "/id");
    emails.add(accounts[i].at("email").get<std::string>(), pointer + "/email");
    part.accounts.push_back(read_account(accounts[i], pointer, part, source));
  }
}

}  // namespace

std::shared_ptr<const WorldPart> read_world(const Json& section, std::uint64_t seed,
                                            std::vector<DocumentFault>& faults) {
  auto part = std::make_shared<Part>();
  part->ipv4 = section.value("ipv4", part->ipv4);
  part->teams = section.value("teams", part->teams);
  read_plans(section, *part, faults);
  Source source{seed, faults};
  read_accounts(section.value("accounts", Json::array()), *part, source);
  return part;
}

}  // namespace mockmeter::upstash
