#include "server/providers/neon/world.h"

#include <algorithm>
#include <span>
#include <tuple>

#include "base/tables.h"
#include "base/text/ascii.h"
#include "server/metering/hash.h"
#include "server/metering/section_reader.h"

namespace mockmeter::neon {
namespace {

// Source: OpenAPI file 2.7.2, listProjectBranches (the root branch is "main") and PgVersion (17).
constexpr const char* kRootName = "main";
constexpr int kPgVersion = 17;
// Observed: live capture of 2026-08-09 in philip/neon-usage.
constexpr const char* kRegion = "aws-us-east-2";

struct Reader : SectionReader {
  const Json& profiles;
};

/// Where an object finds its curves.
struct CurveSource {
  const Json& curves;
  std::string pointer;
};

/// Its own curves come before those of the profile that it names.
std::vector<CurveSource> find_sources(const Json& object, const std::string& pointer,
                                      Reader& reader) {
  std::vector<CurveSource> sources;
  if (object.contains("curves")) sources.push_back({object["curves"], pointer + "/curves"});
  if (!object.contains("profile")) return sources;
  const std::string name = object["profile"].get<std::string>();
  if (reader.profiles.contains(name)) {
    sources.push_back({reader.profiles[name], "/neon/profiles/" + name});
  } else {
    reader.faults.push_back(
        {pointer + "/profile", "the name of a profile", object["profile"].dump()});
  }
  return sources;
}

/// Fills `curves` with what `object` says about `names`. A curve that nobody describes stays 0.
void read_curves(const Json& object, const std::string& pointer, const std::string& owner,
                 Window active, std::span<const std::string_view> names, std::span<Curve> curves,
                 Reader& reader) {
  const std::vector<CurveSource> sources = find_sources(object, pointer, reader);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string name(names[i]);
    const auto source = std::ranges::find_if(
        sources, [&](const CurveSource& each) { return each.curves.contains(name); });
    if (source == sources.end()) continue;
    curves[i] =
        reader.curve(source->curves, name, source->pointer, "neon/" + owner + "/" + name, active);
  }
}

Branch read_branch(const Json& json, const std::string& pointer, const Instant& project_created,
                   Reader& reader) {
  Branch branch;
  branch.id = reader.new_text(json, "id", "branch id", pointer);
  branch.root = json.value("root", false);
  branch.name = json.value("name", branch.root ? std::string(kRootName) : branch.id);
  branch.created_at = reader.instant_if_any(json, "created_at", pointer).value_or(project_created);
  if (branch.created_at < project_created) {
    reader.faults.push_back({pointer + "/created_at", "an instant not before the project's",
                             json["created_at"].dump()});
  }
  read_curves(json, pointer, branch.id, {branch.created_at, kLatest},
              std::span(kCurveNames).first<kBranchCurves>(), branch.curves, reader);
  branch.recorded = read_recorded(json, pointer, reader);
  return branch;
}

Project read_project(const Json& json, const std::string& pointer, Reader& reader) {
  Project project;
  project.id = reader.new_text(json, "id", "project id", pointer);
  project.name = json.value("name", project.id);
  project.region = json.value("region_id", kRegion);
  project.pg_version = json.value("pg_version", kPgVersion);
  project.created_at = reader.instant(json, "created_at", pointer);
  read_curves(json, pointer, project.id, {project.created_at, kLatest},
              std::span(kCurveNames).last<kProjectCurves>(), project.curves, reader);
  project.recorded = read_recorded(json, pointer, reader);
  project.branches = read_array(json, "branches", pointer, read_branch, project.created_at, reader);
  const auto roots =
      std::ranges::count_if(project.branches, [](const Branch& branch) { return branch.root; });
  if (roots != 1) {
    reader.faults.push_back({pointer + "/branches", "exactly one root branch",
                             std::to_string(roots) + " root branches"});
  }
  std::ranges::sort(project.branches, [](const Branch& a, const Branch& b) { return a.id < b.id; });
  return project;
}

std::vector<PlanPeriod> read_plans(const Json& account, const std::string& pointer,
                                   Reader& reader) {
  std::vector<PlanPeriod> plans;
  const std::string id = account["id"].get<std::string>();
  for_each_in(account, "plan_history", pointer, [&](const Json& entry, const std::string& at) {
    const Instant from = reader.instant(entry, "from", at);
    if (!plans.empty()) {
      if (from <= plans.back().window.from) {
        reader.faults.push_back(
            {at + "/from", "an instant after the plan before it", entry["from"].dump()});
      }
      plans.back().window.to = from;
    }
    const std::string made = make_uuid(reader.seed, "neon/" + id + "/period", plans.size());
    plans.push_back(
        {entry["plan"].get<std::string>(), entry.value("period_id", made), {from, kLatest}});
  });
  return plans;
}

Key read_key(const Json& json, const std::string& pointer, Reader& reader) {
  return {reader.new_text(json, "name", "key name", pointer),
          reader.new_text(json, "secret", "secret", pointer), json.value("project", "")};
}

void check_projects_of_keys(const Account& account, const std::string& pointer, Reader& reader) {
  for (std::size_t i = 0; i < account.keys.size(); ++i) {
    const std::string& project = account.keys[i].project;
    if (project.empty() || find_by(account.projects, &Project::id, project) != nullptr) continue;
    reader.faults.push_back({pointer + "/keys/" + std::to_string(i) + "/project",
                             "the id of a project of the account", '"' + project + '"'});
  }
}

/// "Ocean Art" as it stands in ids: "ocean-art".
std::string slug_of(std::string_view name) {
  std::string slug;
  for (const char c : name) slug += is_letter(c) || is_digit(c) ? to_lower(c) : '-';
  return slug;
}

Account read_account(const Json& json, const std::string& pointer, Reader& reader) {
  Account account;
  account.id = reader.new_text(json, "id", "account id", pointer);
  account.name = json.value("name", account.id);
  const std::string slug = slug_of(account.name);
  // Inferred: OpenAPI file 2.7.2, the sample of an organization: its name, then its id.
  account.handle = slug + "-" + account.id;
  account.email = json.value("email", slug + "@example.com");
  if (json.contains("spending_limit_cents")) {
    account.spending_limit_cents = json["spending_limit_cents"].get<std::int64_t>();
  }
  account.plans = read_plans(json, pointer, reader);
  account.keys = read_array(json, "keys", pointer, read_key, reader);
  account.organizations = json.value("organizations", account.organizations);
  account.projects = read_array(json, "projects", pointer, read_project, reader);
  check_projects_of_keys(account, pointer, reader);
  account.recorded = read_recorded(json, pointer, reader);
  // Source: OpenAPI file 2.7.2, v2/projects: pages by project creation, newest first.
  std::ranges::sort(account.projects, [](const auto& a, const auto& b) {
    return std::tie(b.created_at, a.id) < std::tie(a.created_at, b.id);
  });
  return account;
}

void check_organizations(const Part& part, std::vector<ValidationError>& faults) {
  for (std::size_t a = 0; a < part.accounts.size(); ++a) {
    const auto& organizations = part.accounts[a].organizations;
    for (std::size_t o = 0; o < organizations.size(); ++o) {
      if (part.find_account(organizations[o]) != nullptr) continue;
      faults.push_back(
          {"/neon/accounts/" + std::to_string(a) + "/organizations/" + std::to_string(o),
           "the id of an account", "\"" + organizations[o] + "\""});
    }
  }
}

}  // namespace

std::string_view Account::plan_at(Instant now) const {
  std::string_view plan;
  for (const PlanPeriod& span : plans) {
    if (span.window.from <= now) plan = span.plan;
  }
  return plan;
}

std::vector<BillingPeriod> Account::billing_periods(Window range) const {
  std::vector<BillingPeriod> periods;
  for (const PlanPeriod& each : plans) {
    for (const Window& month :
         buckets_touching(intersect(each.window, range), Granularity::kMonth)) {
      periods.push_back({&each, intersect(each.window, month)});
    }
  }
  return periods;
}

bool Account::is_member_of(std::string_view account_id) const {
  return id == account_id || contains(organizations, account_id);
}

const Key* Account::find_key(std::string_view key_name) const {
  return find_by(keys, &Key::name, key_name);
}

const Account* Part::find_account(std::string_view id) const {
  return find_by(accounts, &Account::id, id);
}

std::shared_ptr<const WorldSection> read_world(const Json& section, std::uint64_t seed,
                                               std::vector<ValidationError>& faults) {
  auto part = std::make_shared<Part>();
  const Json profiles = section.value("profiles", Json::object());
  Reader reader{{seed, faults}, profiles};
  part->accounts = read_array(section, "accounts", "/neon", read_account, reader);
  check_organizations(*part, faults);
  return part;
}

}  // namespace mockmeter::neon
