#include "server/providers/neon/recording/fitted.h"

#include <algorithm>
#include <chrono>
#include <set>

#include "base/tables.h"
#include "server/metering/recorded/fit_parts.h"

namespace mockmeter::neon {
namespace {

using SeriesByName = std::map<std::string, LoggedValues>;
using Fit = LoggedValues (*)(const LoggedValues&, const std::vector<LoggedValues*>&,
                             LoggedConflicts&);

constexpr auto kBeforeBirth = std::chrono::hours(24 * 366 * 20);

bool is_nonzero(const LoggedValues& values) {
  return std::ranges::any_of(values, [](const LoggedValue& each) { return each.value > 0; });
}

/// Nothing is counted before `born`.
void cut_before(Instant born, LoggedValues& values) {
  std::erase_if(values, [&](const LoggedValue& each) {
    return each.window.empty() ? each.window.to < born : each.window.to <= born;
  });
  for (LoggedValue& each : values) each.window.from = std::max(each.window.from, born);
}

/// `born` stands in for the begin of everything.
FittedValues values_of(const SubjectLog& log, Instant born, LoggedConflicts& conflicts) {
  FittedValues values;
  for (const auto& [name, each] : log.counters) {
    values.counters[name] = each.counted(conflicts);
    cut_before(born, values.counters[name]);
  }
  for (const auto& [name, each] : log.gauges) {
    values.gauges[name] = each.levels();
    cut_before(born, values.gauges[name]);
  }
  return values;
}

/// A part that is born later has nothing before, and gets no share there.
void mark_birth(Instant born, LoggedValues& values) {
  values.insert(values.begin(), {{born - kBeforeBirth, born}, 0, 0, true});
}

void fit_counter(const std::string& name, const LoggedValues& whole,
                 const std::vector<FittedProject*>& projects, FittedValues& own,
                 LoggedConflicts& conflicts) {
  std::vector<LoggedValues*> parts;
  for (FittedProject* each : projects) {
    parts.push_back(&each->own.counters[name]);
    mark_birth(each->created_at, *parts.back());
  }
  LoggedValues beyond = fit_parts(whole, parts, conflicts);
  if (!beyond.empty()) own.counters[name] = std::move(beyond);
  for (FittedProject* each : projects) cut_before(each->created_at, each->own.counters[name]);
}

void fit_gauge(const std::string& name, const LoggedValues& whole,
               const std::vector<FittedProject*>& projects, FittedValues& own,
               LoggedConflicts& conflicts) {
  std::vector<LoggedValues*> parts;
  for (FittedProject* each : projects) {
    parts.push_back(&each->own.gauges[name]);
    LoggedValues unborn;
    for (const LoggedValue& level : whole) {
      if (level.window.to < each->created_at) unborn.push_back({level.window, 0, 0, true});
    }
    parts.back()->insert(parts.back()->begin(), unborn.begin(), unborn.end());
  }
  LoggedValues beyond = fit_levels(whole, parts, conflicts);
  if (!beyond.empty()) own.gauges[name] = std::move(beyond);
  for (FittedProject* each : projects) cut_before(each->created_at, each->own.gauges[name]);
}

/// The branches that a metric is about. Where there is none, one is made.
std::vector<FittedBranch*> branches_of(FittedProject& project, Scope scope, bool is_needed) {
  const auto is_about = [scope](const FittedBranch& branch) {
    return scope == Scope::kAllBranches || branch.root == (scope == Scope::kRootBranch);
  };
  if (scope == Scope::kProject) return {};
  if (is_needed && std::ranges::none_of(project.branches, is_about)) {
    project.branches.push_back({{}, scope != Scope::kChildBranches, {}});
  }
  std::vector<FittedBranch*> branches;
  for (FittedBranch& each : project.branches) {
    if (is_about(each)) branches.push_back(&each);
  }
  return branches;
}

/// Hands the values of a project to its branches. What stays is of none that is known.
void deal(FittedProject& project, SeriesByName FittedValues::*series, Fit fit_series,
          LoggedConflicts& conflicts) {
  SeriesByName& all = project.own.*series;
  for (auto each = all.begin(); each != all.end();) {
    const Scope scope = metric_of(each->first).scope;
    std::vector<LoggedValues*> parts;
    for (FittedBranch* branch : branches_of(project, scope, is_nonzero(each->second))) {
      parts.push_back(&(branch->values.*series)[each->first]);
    }
    if (scope != Scope::kProject && !parts.empty()) {
      each->second = fit_series(each->second, parts, conflicts);
    }
    each = each->second.empty() ? all.erase(each) : std::next(each);
  }
}

bool has_recorded(const FittedBranch& branch, const char* name) {
  const auto found = branch.values.counters.find(name);
  return found != branch.values.counters.end() && is_nonzero(found->second);
}

/// The list of branches says which one is the root. Without it, its storage does. Where none has
/// any, it is the first that is no child.
void find_root(FittedProject& project) {
  auto& branches = project.branches;
  auto root = std::ranges::find_if(branches,
                                   [](const FittedBranch& each) { return each.facts.is_default; });
  if (root == branches.end()) {
    root = std::ranges::find_if(branches, [](const FittedBranch& each) {
      return has_recorded(each, "root_branch_bytes_month");
    });
  }
  if (root == branches.end()) {
    root = std::ranges::find_if_not(branches, [](const FittedBranch& each) {
      return has_recorded(each, "child_branch_bytes_month");
    });
  }
  if (root == branches.end()) {
    branches.insert(branches.begin(), FittedBranch{{}, true, {}});
  } else {
    root->root = true;
  }
}

FittedProject project_of(const ProjectLog& log, Instant created_at, LoggedConflicts& conflicts) {
  FittedProject project{log.id, created_at, values_of(log, created_at, conflicts), {}, log.facts};
  for (const auto& [id, branch] : log.branches) {
    project.branches.push_back({id, false, values_of(branch, created_at, conflicts), branch.facts});
  }
  find_root(project);
  return project;
}

/// `not_before`, or when a counter counted all the same: some leave out buckets in which nothing
/// happened.
Instant begin_of_use(const ProjectLog& project) {
  Instant begin = project.not_before;
  for (const auto& [name, values] : project.counters) {
    for (const LoggedValue& each : values.levels()) {
      const bool is_earlier = each.value > 0 && each.window.to <= project.not_before;
      if (is_earlier) begin = std::min(begin, each.window.from);
    }
  }
  return begin;
}

/// Nobody knows when a project was created of which there is only consumption. Projects are listed
/// from the newest on: a second apart, they keep their order.
Instant creation_of(const ProjectLog& project, std::size_t index, std::size_t count,
                    Instant begin) {
  if (project.facts.created_at) return *project.facts.created_at;
  return std::max(begin_of_use(project), begin) + std::chrono::seconds(count - index);
}

}  // namespace

const Metric& metric_of(const std::string& name) {
  const Metric* metric = find_by(kBillingMetrics, &Metric::name, name);
  return metric != nullptr ? *metric : *find_by(kLegacyMetrics, &Metric::name, name);
}

FittedAccount fit(const AccountLog& log, Instant begin, LoggedConflicts& conflicts) {
  FittedAccount account;
  for (const ProjectLog& each : log.projects) {
    const Instant created = creation_of(each, account.projects.size(), log.projects.size(), begin);
    account.projects.push_back(project_of(each, created, conflicts));
  }
  const FittedValues whole = values_of(log, begin, conflicts);
  if (account.projects.empty() && !whole.empty()) {
    FittedProject made{{}, begin, {}, {}};
    find_root(made);
    account.projects.push_back(std::move(made));
  }
  std::vector<FittedProject*> projects;
  for (FittedProject& each : account.projects) projects.push_back(&each);
  for (const auto& [name, values] : whole.counters) {
    fit_counter(name, values, projects, account.own, conflicts);
  }
  for (const auto& [name, values] : whole.gauges) {
    fit_gauge(name, values, projects, account.own, conflicts);
  }
  for (FittedProject& each : account.projects) {
    deal(each, &FittedValues::counters, fit_parts, conflicts);
    deal(each, &FittedValues::gauges, fit_levels, conflicts);
  }
  return account;
}

}  // namespace mockmeter::neon
