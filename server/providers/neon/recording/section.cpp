#include "server/providers/neon/recording/section.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "base/tables.h"
#include "base/text/plural.h"
#include "base/text/wording.h"
#include "server/providers/neon/metrics.h"
#include "server/providers/neon/recording/fitted.h"
#include "server/providers/neon/recording/joined_accounts.h"

namespace mockmeter::neon {
namespace {

// As in schemas/neon/world.json.
constexpr std::array<std::string_view, 6> kPlans{"free",  "launch",   "scale",
                                                 "agent", "business", "enterprise"};
constexpr std::uint64_t kMaxPerHour = 1'000'000'000'000'000;
constexpr std::uint64_t kMaxLevel = 1'000'000'000'000'000'000;
constexpr const char* kUnrecorded = "unrecorded";
constexpr const char* kComputeTime = "compute_time_seconds";
constexpr const char* kComputeUnits = "compute_unit_seconds";

/// What is generated of a metric of which nothing was recorded: a small project at work.
Json unrecorded_profile() {
  const auto curve = [](int per_hour) {
    return Json{{"per_hour", per_hour}, {"load_profile", "office"}};
  };
  Json profile;
  profile["active_time_seconds"] = curve(420);
  profile[kComputeTime] = curve(300);
  profile["written_data_bytes"] = curve(20'000'000);
  profile["synthetic_storage_size_bytes"] = {{"level", 6'000'000'000}, {"per_hour", 300'000}};
  profile["logical_size_bytes"] = {{"level", 4'000'000'000}, {"per_hour", 150'000}};
  profile["instant_restore_bytes_month"] = curve(1'000'000);
  profile["public_network_transfer_bytes"] = curve(5'000'000);
  return profile;
}

/// How a subject goes on where nothing was recorded.
Json curves_of(const FittedValues& values) {
  Json curves = Json::object();
  for (const auto& [name, each] : values.counters) {
    if (!each.empty() && contains(kCurveNames, name)) {
      curves[name] = {{"per_hour", std::min(hourly_mean(each), kMaxPerHour)}};
    }
  }
  for (const auto& [name, each] : values.gauges) {
    if (!each.empty()) curves[name] = {{"level", std::min(each.front().value, kMaxLevel)}};
  }
  return curves;
}

Json recorded_of(const FittedValues& values) {
  Json recorded = Json::object();
  for (const auto& [name, each] : values.counters) {
    if (!each.empty()) recorded[name] = counter_document(each);
  }
  for (const auto& [name, each] : values.gauges) {
    if (!each.empty()) recorded[name] = gauge_document(each);
  }
  return recorded;
}

/// Both names of one curve have the same values, as long as only one of them was recorded.
void name_compute_time(FittedValues& values) {
  const auto units = values.counters.find(kComputeUnits);
  if (units == values.counters.end() || values.counters.contains(kComputeTime)) return;
  values.counters[kComputeTime] = std::move(units->second);
  values.counters.erase(kComputeUnits);
}

void add_values(Json& subject, FittedValues values) {
  name_compute_time(values);
  if (Json curves = curves_of(values); !curves.empty()) subject["curves"] = std::move(curves);
  if (Json recorded = recorded_of(values); !recorded.empty()) {
    subject["recorded"] = std::move(recorded);
  }
}

/// What is not known by an id gets one of what it belongs to.
std::string known_or(const std::string& id, const std::string& other) {
  return id.empty() ? other : id;
}

/// Of the names, those stay that are Neon's own. Source: OpenAPI file 2.7.2, listProjectBranches:
/// "main".
void add_facts(Json& document, const BranchFacts& facts, Instant project_created,
               Pseudonyms& names) {
  if (!facts.name.empty()) {
    document["name"] = facts.name == "main" ? "main" : names.words("name", facts.name);
  }
  if (facts.created_at) {
    document["created_at"] = format_rfc3339(std::max(*facts.created_at, project_created));
  }
}

void add_facts(Json& document, const ProjectFacts& facts, Pseudonyms& names) {
  if (!facts.name.empty()) document["name"] = names.words("name", facts.name);
  if (!facts.region.empty()) document["region_id"] = facts.region;
  if (facts.pg_version != 0) document["pg_version"] = facts.pg_version;
}

Json branch_document(const FittedBranch& branch, const std::string& project, Instant created,
                     Pseudonyms& names) {
  const std::string made = project + (branch.root ? "/root" : "/child");
  Json document{{"id", "br-" + names.words("branch id", known_or(branch.id, made))}};
  if (branch.root) document["root"] = true;
  add_facts(document, branch.facts, created, names);
  document["profile"] = kUnrecorded;
  add_values(document, branch.values);
  return document;
}

Json project_document(const FittedProject& project, const std::string& account, Pseudonyms& names) {
  const std::string id = known_or(project.id, account + "/project");
  Json document{{"id", names.words("project id", id)},
                {"created_at", format_rfc3339(project.created_at)}};
  add_facts(document, project.facts, names);
  add_values(document, project.own);
  document["branches"] = Json::array();
  for (const FittedBranch& branch : project.branches) {
    document["branches"].push_back(branch_document(branch, id, project.created_at, names));
  }
  return document;
}

class SectionWriter {
 public:
  SectionWriter(Pseudonyms& names, LoggedConflicts& conflicts)
      : names_(names), conflicts_(conflicts) {}

  Section write(const std::vector<AccountLog>& accounts) {
    Section section;
    section.document = {{"profiles", {{kUnrecorded, unrecorded_profile()}}},
                        {"accounts", Json::array()}};
    for (const AccountLog& account : accounts) {
      section.document["accounts"].push_back(account_document(account));
    }
    section.summary = count_text(accounts.size(), "account") + " with " +
                      count_text(projects_, "project") + "; key " + join_names(secrets_);
    return section;
  }

 private:
  std::string id_of(const std::string& id, bool is_organization) {
    return is_organization ? "org-" + names_.words("organization id", id)
                           : names_.uuid("account", id);
  }

  Json account_document(const AccountLog& log) {
    Json document{{"id", id_of(log.id, log.is_organization)}};
    if (!log.name.empty()) document["name"] = names_.words("name", log.name);
    if (!log.email.empty()) document["email"] = names_.email(log.email);
    Instant begin = kLatest;
    document["plan_history"] = plan_history(log, begin);
    document["keys"] = Json::array();
    for (std::size_t i = 0; i < log.credentials.size(); ++i) document["keys"].push_back(next_key());
    for (const std::string& each : log.organizations) {
      document["organizations"].push_back(id_of(each, true));
    }
    const FittedAccount fitted = fit(log, begin, conflicts_);
    if (Json recorded = recorded_of(fitted.own); !recorded.empty()) {
      document["recorded"] = std::move(recorded);
    }
    document["projects"] = Json::array();
    for (const FittedProject& each : fitted.projects) {
      document["projects"].push_back(project_document(each, log.id, names_));
      ++projects_;
    }
    return document;
  }

  Json next_key() {
    const std::string number = secrets_.empty() ? "" : std::to_string(secrets_.size() + 1);
    secrets_.push_back("napi_recorded" + number);
    return {{"name", "recorded" + number}, {"secret", secrets_.back()}};
  }

  /// Where the recording does not show that an account began, its first plan is as old as a year.
  Json plan_history(const AccountLog& log, Instant& begin) {
    Json history = Json::array();
    const auto add = [&](const std::string& plan, Instant from) {
      history.push_back({{"plan", plan}, {"from", format_rfc3339(from)}});
    };
    if (log.periods.empty()) {
      begin = from_unix_seconds(kHistoryBegins);
      add("scale", begin);
      return history;
    }
    const auto& [first, period] = *log.periods.begin();
    begin = first;
    if (log.asked_from >= first) {
      begin = next_bucket(floor_to(first, Granularity::kMonth), Granularity::kMonth, -12);
      add(period.plan, begin);
    }
    for (const auto& [from, each] : log.periods) {
      add(each.plan, from);
      history.back()["period_id"] = names_.uuid("billing period id", each.id);
    }
    return history;
  }

  // Source: OpenAPI file 2.7.2 "history is available starting from March 1, 2024".
  static constexpr std::int64_t kHistoryBegins = 1'709'251'200;

  Pseudonyms& names_;
  LoggedConflicts& conflicts_;
  std::size_t projects_ = 0;
  std::vector<std::string> secrets_;
};

}  // namespace

bool is_plan(std::string_view plan) { return contains(kPlans, plan); }

Section make_section(std::vector<AccountLog> accounts, Pseudonyms& names,
                     LoggedConflicts& conflicts) {
  return SectionWriter(names, conflicts).write(join_accounts(std::move(accounts)));
}

}  // namespace mockmeter::neon
