#include "server/providers/neon/recording/reader.h"

#include <algorithm>
#include <array>
#include <deque>
#include <set>
#include <utility>

#include "base/tables.h"
#include "server/api/recorded_shape.h"
#include "server/providers/neon/metrics.h"
#include "server/providers/neon/parameters.h"
#include "server/providers/neon/recording/account_log.h"
#include "server/providers/neon/recording/section.h"

namespace mockmeter::neon {
namespace {

/// What a recorded call asked for.
struct RecordedQuestion {
  Window range;  ///< aligned, and not beyond `now`
  Granularity granularity;
  std::vector<std::string_view> metrics;  ///< empty: the default
  bool is_list;  ///< the response lists metrics, and leaves out those that are 0
  Instant now;
  std::size_t number;
};

RecordedQuestion question_of(const RecordedCall& call, bool is_list) {
  try {
    const Granularity granularity = required_granularity(call.query);
    const Instant to = floor_to(required_time(call.query, "to"), granularity);
    return {{floor_to(required_time(call.query, "from"), granularity), std::min(to, call.now)},
            granularity,
            split_values(call.query, "metrics"),
            is_list,
            call.now,
            call.number};
  } catch (const ApiError&) {
    throw UnexpectedShape("the request is one that a 400 answers");
  }
}

class NeonRecordingReader : public RecordingReader {
 public:
  explicit NeonRecordingReader(Pseudonyms& names) : names_(names) {}

  bool add(const RecordedCall& call) override {
    const auto* row = find_by(kReaders, &Row::operation, call.operation.name());
    if (row == nullptr) return false;
    (this->*row->read)(call);
    return true;
  }
  std::size_t values() const override { return values_; }
  Json section(LoggedConflicts& conflicts) override {
    place_facts();
    Section section = make_section({accounts_.begin(), accounts_.end()}, names_, conflicts);
    summary_ = std::move(section.summary);
    return std::move(section.document);
  }
  std::string summary() const override { return summary_; }

 private:
  struct Row {
    std::string_view operation;
    void (NeonRecordingReader::*read)(const RecordedCall&);
  };
  static const std::array<Row, 10> kReaders;

  AccountLog& account(const std::string& id, bool is_organization) {
    const auto found = std::ranges::find_if(accounts_, [&](const AccountLog& each) {
      return each.id == id && each.is_organization == is_organization;
    });
    if (found != accounts_.end()) return *found;
    accounts_.emplace_back().id = id;
    accounts_.back().is_organization = is_organization;
    return accounts_.back();
  }

  /// Whose consumption it is: of the organization that the request names, or of who asks.
  AccountLog& account_of(const RecordedCall& call) {
    AccountLog& own = account(call.credential, false);
    if (own.credentials.empty()) own.credentials.push_back(call.credential);
    const std::string organization(call.query.get("org_id").value_or(""));
    if (organization.empty()) return own;
    if (!contains(own.organizations, organization)) own.organizations.push_back(organization);
    return account(organization, true);
  }

  void read_account(const RecordedCall& call) {
    AccountLog& account = account_of(call);
    read_subject(account, account, call.body, question_of(call, false));
  }

  void read_projects(const RecordedCall& call) {
    const RecordedQuestion asked = question_of(call, false);
    AccountLog& account = account_of(call);
    for (const Json& item : list_member(call.body, "projects")) {
      ProjectLog& project = account.project(text_member(item, "project_id"));
      const Instant first = read_subject(account, project, item, asked);
      if (first > asked.range.from) project.not_before = std::max(project.not_before, first);
    }
  }

  void read_projects_v2(const RecordedCall& call) {
    const RecordedQuestion asked = question_of(call, true);
    AccountLog& account = account_of(call);
    for (const Json& item : list_member(call.body, "projects")) {
      read_subject(account, account.project(text_member(item, "project_id")), item, asked);
    }
  }

  void read_branches_v2(const RecordedCall& call) {
    const RecordedQuestion asked = question_of(call, true);
    AccountLog& account = account_of(call);
    for (const Json& item : list_member(call.body, "branches")) {
      const std::string id = text_member(item, "branch_id");
      BranchLog& branch = account.project(text_member(item, "project_id")).branches[id];
      branch.id = id;
      read_subject(account, branch, item, asked);
    }
  }

  void read_project_list(const RecordedCall& call) {
    AccountLog& account = account_of(call);
    for (const Json& item : list_member(call.body, "projects")) {
      facts_.read_project(item);
      account.project(text_member(item, "id"));
    }
  }

  void read_project(const RecordedCall& call) {
    const auto project = call.body.find("project");
    if (project == call.body.end()) throw UnexpectedShape("project is missing");
    facts_.read_project(*project);
  }

  void read_branches(const RecordedCall& call) {
    facts_.read_branches(call.path.front().second, list_member(call.body, "branches"));
  }

  void read_organization(const RecordedCall& call) { facts_.read_organization(call.body); }

  void read_organizations(const RecordedCall& call) {
    for (const Json& item : list_member(call.body, "organizations")) {
      facts_.read_organization(item);
    }
  }

  void read_person(const RecordedCall& call) { facts_.read_person(call.credential, call.body); }

  /// What the neighbours say comes in any order: it is put where it belongs at the end.
  void place_facts() {
    for (AccountLog& account : accounts_) {
      account.name = account.is_organization ? facts_.organization_name(account.id) : "";
      account.email = account.is_organization ? "" : facts_.person_email(account.id);
      for (ProjectLog& project : account.projects) {
        const ProjectFacts* facts = facts_.project(project.id);
        if (facts == nullptr) continue;
        project.facts = *facts;
        for (const auto& [id, branch] : facts->branches) {
          project.branches[id].id = id;
          project.branches[id].facts = branch;
        }
      }
    }
  }

  /// Returns when the first bucket begins within its period; the end of the range when there is
  /// none.
  Instant read_subject(AccountLog& account, SubjectLog& subject, const Json& item,
                       const RecordedQuestion& asked) {
    account.asked_from = std::min(account.asked_from, asked.range.from);
    Instant first = asked.range.to;
    std::set<std::pair<Instant, std::string>> seen;
    for (const Json& period : list_member(item, "periods")) {
      const Window window = read_period(account, period, asked);
      for (const Json& bucket : list_member(period, "consumption")) {
        const Instant begin = instant_member(bucket, "timeframe_start");
        const Window timeframe{begin, instant_member(bucket, "timeframe_end")};
        first = std::min(first, std::max(begin, window.from));
        read_bucket(subject, bucket, intersect(timeframe, window), asked, seen);
      }
    }
    if (asked.is_list) add_zeros(account, subject, asked, seen);
    return first;
  }

  static Window read_period(AccountLog& account, const Json& period,
                            const RecordedQuestion& asked) {
    const Instant from = instant_member(period, "period_start");
    const std::string plan = text_member(period, "period_plan");
    if (!is_plan(plan)) throw UnexpectedShape("period_plan is none of Neon's plans");
    account.periods[from] = {plan, text_member(period, "period_id")};
    const Instant to =
        period.contains("period_end") ? instant_member(period, "period_end") : kLatest;
    return {from, std::min(to, asked.now)};
  }

  void read_bucket(SubjectLog& subject, const Json& bucket, Window window,
                   const RecordedQuestion& asked, std::set<std::pair<Instant, std::string>>& seen) {
    if (window.empty()) return;
    if (asked.is_list) {
      for (const Json& each : list_member(bucket, "metrics")) {
        const std::string name = text_member(each, "metric_name");
        if (find_by(kBillingMetrics, &Metric::name, name) == nullptr) continue;
        seen.emplace(window.from, name);
        log(subject, name, window, count_member(each, "value"), asked.number);
      }
      return;
    }
    for (const Metric& metric : kLegacyMetrics) {
      const std::string name(metric.name);
      const auto value = bucket.find(name);
      // A column that nobody asked for may be there as a 0.
      const bool is_asked = asked.metrics.empty() || contains(asked.metrics, metric.name);
      if (value == bucket.end() || !is_asked) continue;
      log(subject, name, window, count_of(*value, name.c_str()), asked.number,
          metric.kind == MetricType::kGauge);
    }
  }

  void log(SubjectLog& subject, const std::string& name, Window window, std::uint64_t value,
           std::size_t number, bool is_gauge = false) {
    ++values_;
    if (is_gauge) {
      subject.gauges[name].add(window.to, value, number);
    } else {
      subject.counters[name].add(window, value, number);
    }
  }

  /// Of what a list could have had, and has not, there was nothing.
  void add_zeros(const AccountLog& account, SubjectLog& subject, const RecordedQuestion& asked,
                 const std::set<std::pair<Instant, std::string>>& seen) {
    for (const Window& timeframe : buckets_touching(asked.range, asked.granularity)) {
      for (const Window& window : cut_by_periods(account, timeframe, asked.now)) {
        for (const std::string_view name : asked.metrics) {
          if (find_by(kBillingMetrics, &Metric::name, name) == nullptr) continue;
          if (seen.contains({window.from, std::string(name)})) continue;
          log(subject, std::string(name), window, 0, asked.number);
        }
      }
    }
  }

  static std::vector<Window> cut_by_periods(const AccountLog& account, Window window, Instant now) {
    std::vector<Window> windows;
    window.to = std::min(window.to, now);
    for (const auto& [begin, period] : account.periods) {
      if (begin <= window.from || begin >= window.to) continue;
      windows.push_back({window.from, begin});
      window.from = begin;
    }
    if (!window.empty()) windows.push_back(window);
    return windows;
  }

  Pseudonyms& names_;
  std::deque<AccountLog> accounts_;
  RecordedFacts facts_;
  std::size_t values_ = 0;
  std::string summary_;
};

const std::array<NeonRecordingReader::Row, 10> NeonRecordingReader::kReaders{{
    {"account_consumption", &NeonRecordingReader::read_account},
    {"project_consumption", &NeonRecordingReader::read_projects},
    {"project_consumption_v2", &NeonRecordingReader::read_projects_v2},
    {"branch_consumption_v2", &NeonRecordingReader::read_branches_v2},
    {"list_projects", &NeonRecordingReader::read_project_list},
    {"get_project", &NeonRecordingReader::read_project},
    {"list_branches", &NeonRecordingReader::read_branches},
    {"get_organization", &NeonRecordingReader::read_organization},
    {"list_user_organizations", &NeonRecordingReader::read_organizations},
    {"get_user", &NeonRecordingReader::read_person},
}};

}  // namespace

ProjectLog& AccountLog::project(const std::string& project_id) {
  const auto found = std::ranges::find(projects, project_id, &ProjectLog::id);
  if (found != projects.end()) return *found;
  projects.emplace_back().id = project_id;
  return projects.back();
}

std::unique_ptr<RecordingReader> read_recording(Pseudonyms& names) {
  return std::make_unique<NeonRecordingReader>(names);
}

}  // namespace mockmeter::neon
