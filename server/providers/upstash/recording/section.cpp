#include "server/providers/upstash/recording/section.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/tables.h"
#include "base/text/plural.h"
#include "base/text/wording.h"
#include "schemas/data/embedded.h"
#include "server/providers/upstash/recording/joined_accounts.h"

namespace mockmeter::upstash {
namespace {

// As in schemas/upstash/world.json.
constexpr std::uint64_t kMaxPerHour = 1'000'000'000'000'000;
constexpr std::uint64_t kMaxBytes = 104'857'600;
constexpr std::uint64_t kMaxWeight = 1'000'000;
constexpr std::uint64_t kMaxPerRun = 1'000'000;
// Of whom only stats were recorded.
constexpr const char* kDefaultRegion = "us-east-1";
constexpr std::int64_t kDefaultCreation = 1'640'995'200;  // 2022-01-01T00:00:00Z
// Source: pricing page: "$1 per 100K messages".
constexpr int kMicroDollars = 1'000'000;

bool is_email(const std::string& customer) { return customer.find('@') != customer.npos; }

using SeriesValues = std::map<std::string, LoggedValues>;

/// The values of the series of a split. A response that has some of them has 0 of the others; only
/// windows that all of them have stay.
SeriesValues values_of(const SeriesLogs& series, LoggedConflicts& conflicts) {
  ValueLog zeros;
  for (const auto& [id, log] : series) {
    for (const LoggedValue& each : log.levels()) zeros.add(each.window, 0, each.number);
  }
  SeriesValues values;
  std::map<std::pair<Instant, Instant>, std::size_t> counts;
  for (const auto& [id, log] : series) {
    ValueLog whole = zeros;
    whole.merge(log);
    values[id] = whole.counted(conflicts);
    for (const LoggedValue& each : values[id]) ++counts[{each.window.from, each.window.to}];
  }
  for (auto& [id, each] : values) {
    std::erase_if(each, [&](const LoggedValue& value) {
      return counts[{value.window.from, value.window.to}] < series.size();
    });
  }
  return values;
}

std::uint64_t sum_of(const LoggedValues& values) {
  std::uint64_t sum = 0;
  for (const LoggedValue& each : values) sum += std::min(each.value, kMaxPerHour);
  return sum;
}

/// How the messages go on: in the shares that were recorded.
Json shares_of(const SeriesValues& series, const char* otherwise) {
  Json shares = Json::array();
  std::uint64_t most = 1;
  for (const auto& [id, values] : series) most = std::max(most, sum_of(values));
  for (const auto& [id, values] : series) {
    const double share = static_cast<double>(sum_of(values)) / static_cast<double>(most);
    const auto weight = static_cast<std::uint64_t>(share * static_cast<double>(kMaxWeight));
    shares.push_back({{"id", id}, {"weight", std::max<std::uint64_t>(weight, 1)}});
  }
  if (shares.empty()) shares.push_back({{"id", otherwise}, {"weight", 1}});
  return shares;
}

/// What becomes dead letters: what failed, or else what is rarest.
std::string dead_letters_of(const Json& shares) {
  for (const Json& each : shares) {
    if (each.at("id") == "failed") return "failed";
  }
  return std::ranges::min_element(
             shares, [](const Json& a, const Json& b) { return a.at("weight") < b.at("weight"); })
      ->at("id");
}

std::uint64_t ratio(std::uint64_t value, std::uint64_t by, std::uint64_t least,
                    std::uint64_t most) {
  return by == 0 ? least : std::clamp(value / by, least, most);
}

/// What was recorded of a user, free of contradictions.
struct UserValues {
  SeriesValues counters;
  SeriesValues gauges;
  SeriesValues messages;
  SeriesValues workflow_messages;

  std::uint64_t sum(const char* name) const {
    const auto found = counters.find(name);
    return found == counters.end() ? 0 : sum_of(found->second);
  }
  std::uint64_t per_hour(const char* name) const {
    const auto found = counters.find(name);
    return found == counters.end() ? 0 : std::min(hourly_mean(found->second), kMaxPerHour);
  }
};

Json usage_of(const UserValues& values) {
  Json usage{{"requests", {{"per_hour", values.per_hour("requests")}}},
             {"workflow", {{"per_hour", values.per_hour("workflow")}}},
             {"messages", shares_of(values.messages, "delivered")},
             {"workflow_messages", shares_of(values.workflow_messages, "success")},
             {"micro_dollars_per_100k", kMicroDollars}};
  usage["bytes_per_request"] = ratio(values.sum("bytes"), values.sum("requests"), 0, kMaxBytes);
  usage["messages_per_run"] =
      ratio(values.sum("workflow"), values.sum("workflow_runs"), 1, kMaxPerRun);
  usage["dead_letters"] = dead_letters_of(usage["messages"]);
  return usage;
}

void add_series(Json& recorded, const SeriesValues& series, const std::string& prefix) {
  for (const auto& [id, values] : series) {
    if (!values.empty()) recorded[prefix + id] = counter_document(values);
  }
}

Json recorded_of(const UserValues& values) {
  Json recorded = Json::object();
  add_series(recorded, values.counters, "");
  add_series(recorded, values.messages, "messages/");
  add_series(recorded, values.workflow_messages, "workflow_messages/");
  for (const auto& [name, each] : values.gauges) recorded[name] = gauge_document(each);
  return recorded;
}

UserValues fitted(const UserLog& log, LoggedConflicts& conflicts) {
  UserValues values;
  for (const auto& [name, each] : log.counters) values.counters[name] = each.counted(conflicts);
  for (const auto& [name, each] : log.gauges) values.gauges[name] = each.levels();
  values.messages = values_of(log.messages, conflicts);
  values.workflow_messages = values_of(log.workflow_messages, conflicts);
  return values;
}

class SectionWriter {
 public:
  SectionWriter(Pseudonyms& names, LoggedConflicts& conflicts)
      : names_(names), conflicts_(conflicts) {}

  Section write(const RecordedAccounts& recorded) {
    const Json plans = Json::parse(*embedded_file("fixtures/worlds/default.json")).at("upstash");
    Section section;
    section.document = {{"limits", plans.at("limits")}, {"plans", plans.at("plans")}};
    plans_ = plans.at("plans");
    for (const TeamLog& team : recorded.teams) add_team(team);
    section.document["accounts"] = Json::array();
    for (const AccountLog& account : join_accounts(recorded.accounts)) {
      section.document["accounts"].push_back(account_document(account));
    }
    section.document["teams"] = std::move(teams_);
    if (!recorded.ipv4.empty()) section.document["ipv4"] = recorded.ipv4;
    section.summary = count_text(section.document["accounts"].size(), "account") + " with " +
                      count_text(users_, "user") + "; credentials " + join_names(credentials_);
    return section;
  }

 private:
  std::string team_id(const std::string& id) { return names_.uuid("team id", id); }

  void add_team(const TeamLog& team) {
    Json document{{"id", team_id(team.id)}};
    if (!team.name.empty()) document["name"] = names_.words("name", team.name);
    for (const MemberLog& each : team.members) {
      document["members"].push_back({{"email", names_.email(each.email)}, {"role", each.role}});
    }
    known_teams_.insert(team.id);
    teams_.push_back(std::move(document));
  }

  Json account_document(const AccountLog& log) {
    const std::string& label = log.credentials.front();
    const auto owner = std::ranges::find_if(
        log.users, [](const UserLog& each) { return is_email(each.customer); });
    const std::string email = unique_email(
        names_.email(owner == log.users.end() ? "of " + label : owner->customer), label);
    Json document{{"id", names_.words("upstash account", label)}, {"email", email}};
    for (std::size_t i = 0; i < log.credentials.size(); ++i) {
      document["keys"].push_back(next_key(email));
    }
    document["qstash"] = Json::array();
    for (const UserLog& each : log.users) {
      document["qstash"].push_back(user_document(each, label, email));
    }
    return document;
  }

  /// Two accounts may not have one address: with other users, they are told apart by their keys.
  std::string unique_email(const std::string& email, const std::string& label) {
    return emails_.insert(email).second ? email : names_.email("of " + label);
  }

  Json next_key(const std::string& email) {
    const std::string number = credentials_.empty() ? "" : std::to_string(credentials_.size() + 1);
    const std::string key = "upstash-recorded" + number;
    credentials_.push_back(email + ':' + key);
    return {{"name", key}, {"key", key}};
  }

  Json user_document(const UserLog& log, const std::string& label, const std::string& email) {
    ++users_;
    const UserValues values = fitted(log, conflicts_);
    Json document = log.members;
    document["id"] = names_.uuid("qstash user id", log.id.empty() ? "of " + label : log.id);
    document["plan"] = plan_of(log.members);
    document.emplace("region", kDefaultRegion);
    document.emplace("creation_time", kDefaultCreation);
    if (!log.created_by.empty()) document["created_by"] = names_.email(log.created_by);
    if (!log.customer.empty()) document["customer_id"] = customer_of(log.customer, email);
    document["usage"] = usage_of(values);
    if (Json recorded = recorded_of(values); !recorded.empty()) {
      document["recorded"] = std::move(recorded);
    }
    return document;
  }

  std::string plan_of(const Json& members) const {
    const auto reserved = members.value("reserved_type", "");
    return plans_.contains(reserved) ? reserved : members.value("type", "paid");
  }

  /// The account itself, or a team.
  std::string customer_of(const std::string& customer, const std::string& email) {
    if (is_email(customer)) return email;
    if (known_teams_.insert(customer).second) teams_.push_back(team_id(customer));
    return team_id(customer);
  }

  Pseudonyms& names_;
  LoggedConflicts& conflicts_;
  Json plans_;
  Json teams_ = Json::array();
  std::set<std::string> known_teams_;
  std::set<std::string> emails_;
  std::vector<std::string> credentials_;
  std::size_t users_ = 0;
};

}  // namespace

Section make_section(RecordedAccounts recorded, Pseudonyms& names, LoggedConflicts& conflicts) {
  return SectionWriter(names, conflicts).write(recorded);
}

}  // namespace mockmeter::upstash
