#include "conformance/drift/find_drift.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <tuple>
#include <utility>

#include "base/tables.h"
#include "base/text/wording.h"
#include "conformance/drift/documented.h"
#include "conformance/drift/responses.h"
#include "conformance/model/display.h"

namespace mockmeter::conformance::drift {
namespace {

constexpr int kUnauthorized = 401;
constexpr int kTooManyRequests = 429;  // tells how many were sent, and nothing of the API

std::set<int> without_noise(std::set<int> statuses) {
  statuses.erase(0);
  statuses.erase(kTooManyRequests);
  return statuses;
}

std::set<int> statuses_of(const ResponseProfiles& profiles) {
  std::set<int> statuses;
  for (const auto& [status, profile] : profiles) statuses.insert(status);
  return without_noise(std::move(statuses));
}

std::set<int> all_of(const StatusesByCredential& statuses) {
  std::set<int> all;
  for (const auto& [credential, seen] : statuses) all.insert(seen.begin(), seen.end());
  return without_noise(std::move(all));
}

bool have_one_in_common(const std::set<int>& a, const std::set<int>& b) {
  return std::ranges::any_of(a, [&b](int each) { return b.contains(each); });
}

std::string statuses_text(const std::set<int>& statuses) {
  return join(statuses, ", ", [](int status) { return std::to_string(status); });
}

/// Those that say whether requests are good, or all.
std::set<int> telling(const std::set<int>& statuses) {
  std::set<int> good;
  std::ranges::copy_if(statuses, std::inserter(good, good.end()), is_success);
  return good.empty() ? statuses : good;
}

/// Differences that belong together come once.
class Findings {
 public:
  void add(Difference difference, const std::string& request) {
    const Key key = key_of(difference);
    const auto known = places_.find(key);
    if (known != places_.end()) {
      if (!request.empty() && !all_[known->second].request.empty()) ++more_[known->second];
      return;
    }
    places_.emplace(key, all_.size());
    difference.request = request;
    all_.push_back(std::move(difference));
  }

  const std::vector<Difference>& all() const { return all_; }

  std::vector<Difference> take() {
    for (const auto& [index, count] : more_) {
      all_[index].request += " and " + pluralize(count, "other kind") + " of request";
    }
    return std::move(all_);
  }

 private:
  using Key = std::tuple<DriftKind, std::string, std::string>;

  /// Members that are missing or new are one kind here, and statuses are told apart.
  static Key key_of(const Difference& difference) {
    const DriftKind kind = difference.kind;
    const bool is_presence = kind == DriftKind::kOptionalMember || kind == DriftKind::kNewMember;
    const bool is_by_text =
        kind == DriftKind::kNewValue || kind == DriftKind::kStatus || kind == DriftKind::kSeries;
    const std::string text =
        kind == DriftKind::kSeries ? difference.recorded : difference.recorded + difference.now;
    return {is_presence ? DriftKind::kMissingMember : kind, difference.where,
            is_by_text ? text : std::string()};
  }

  std::vector<Difference> all_;
  std::map<Key, std::size_t> places_;
  std::map<std::size_t, std::size_t> more_;
};

/// What differs in one operation.
class OperationComparison {
 public:
  OperationComparison(const OperationProfile* recorded, const OperationProfile& now)
      : recorded_(recorded), now_(now), operation_(*now.operation) {}

  std::vector<Difference> run() {
    const ResponseProfiles all_now = now_.all();
    const ResponseProfiles all_recorded =
        recorded_ == nullptr ? ResponseProfiles() : recorded_->all();
    compare_bodies(all_recorded, all_now, "");
    compare_documents(all_recorded, all_now);
    if (recorded_ == nullptr) return findings_.take();
    bool is_asked_again = false;
    for (const auto& [kind, profiles] : now_.requests) {
      const auto same = recorded_->requests.find(kind);
      if (same == recorded_->requests.end()) continue;
      is_asked_again = true;
      compare_wholeness(same->second, profiles, kind);
      compare_accounts(recorded_->statuses.at(kind), now_.statuses.at(kind), kind);
      compare_bodies(same->second, profiles, kind);
    }
    if (!is_asked_again) compare_success(all_recorded, all_now);
    return findings_.take();
  }

 private:
  const Shape* documented(int status) {
    auto known = documented_.find(status);
    if (known == documented_.end()) {
      known = documented_.emplace(status, documented_shape(operation_, status)).first;
    }
    return known->second ? &*known->second : nullptr;
  }

  void add(DriftKind kind, DriftSeverity severity, std::string recorded, std::string now,
           const std::string& request) {
    findings_.add({.severity = severity,
                   .kind = kind,
                   .operation = std::string(operation_.id),
                   .where = kind == DriftKind::kStatus ? "status" : "response",
                   .recorded = std::move(recorded),
                   .now = std::move(now)},
                  request);
  }

  void compare_bodies(const ResponseProfiles& recorded, const ResponseProfiles& now,
                      const std::string& request) {
    for (const auto& [status, profile] : now) {
      const auto same = recorded.find(status);
      if (same == recorded.end() || status == 0) continue;
      const ResponsePair pair{operation_, status, same->second, profile, documented(status)};
      for (Difference& each : compare_responses(pair)) findings_.add(std::move(each), request);
    }
  }

  void compare_documents(const ResponseProfiles& recorded, const ResponseProfiles& now) {
    for (const auto& [status, profile] : now) {
      const Shape* shape = status == 0 ? nullptr : documented(status);
      if (shape == nullptr) continue;
      const auto same = recorded.find(status);
      const ResponseProfile* before = same == recorded.end() ? nullptr : &same->second;
      for (Difference& each :
           compare_to_document(operation_, status, profile, *shape, before, findings_.all())) {
        findings_.add(std::move(each), "");
      }
    }
  }

  void compare_wholeness(const ResponseProfiles& recorded, const ResponseProfiles& now,
                         const std::string& request) {
    if (recorded.contains(0) || !now.contains(0)) return;
    add(DriftKind::kBody, DriftSeverity::kBreaking, "whole", "no whole response", request);
  }

  /// A credential is compared with itself. Where none is in both, those that were recorded may be
  /// of several accounts: it differs when none of them was answered as anybody is now.
  void compare_accounts(const StatusesByCredential& recorded, const StatusesByCredential& now,
                        const std::string& request) {
    bool has_same = false;
    for (const auto& [credential, statuses] : now) {
      const auto same = recorded.find(credential);
      if (same == recorded.end()) continue;
      has_same = true;
      compare_statuses(telling(without_noise(same->second)), telling(without_noise(statuses)),
                       request);
    }
    if (has_same) return;
    const std::set<int> before = all_of(recorded);
    const std::set<int> here = all_of(now);
    // Whom nobody knows is no account.
    std::set<int> of_accounts = before;
    of_accounts.erase(kUnauthorized);
    if (have_one_in_common(of_accounts, telling(here))) return;
    compare_statuses(telling(before), telling(here), request);
  }

  void compare_statuses(const std::set<int>& before, const std::set<int>& here,
                        const std::string& request) {
    if (before.empty() || here.empty() || have_one_in_common(before, here)) return;
    const bool breaks = is_success(*before.begin());
    add(DriftKind::kStatus, breaks ? DriftSeverity::kBreaking : DriftSeverity::kChange,
        statuses_text(before), statuses_text(here), request);
  }

  /// Of requests that no two of are alike: whether any is still good.
  void compare_success(const ResponseProfiles& recorded, const ResponseProfiles& now) {
    const auto before = telling(statuses_of(recorded));
    const auto here = telling(statuses_of(now));
    const bool was_good = !before.empty() && is_success(*before.begin());
    if (!was_good || here.empty() || is_success(*here.begin())) return;
    add(DriftKind::kStatus, DriftSeverity::kBreaking, statuses_text(before), statuses_text(here),
        "");
  }

  const OperationProfile* recorded_;
  const OperationProfile& now_;
  const OperationInfo& operation_;
  std::map<int, std::optional<Shape>> documented_;
  Findings findings_;
};

DriftSeverity severity_of(Verdict verdict) {
  if (verdict == Verdict::kFail) return DriftSeverity::kBreaking;
  return verdict == Verdict::kWarning ? DriftSeverity::kChange : DriftSeverity::kNotice;
}

}  // namespace

void sort_by_severity(std::vector<Difference>& differences) {
  std::ranges::stable_sort(differences, {}, [](const Difference& each) {
    const bool is_invariant = each.kind == DriftKind::kInvariant;
    return std::tuple(each.severity, is_invariant, each.operation, each.where);
  });
}

std::vector<Difference> find_differences(const ServerProfile& recorded, const ServerProfile& now) {
  std::vector<Difference> differences;
  for (const auto& [id, profile] : now.operations()) {
    const auto same = recorded.operations().find(id);
    const OperationProfile* before = same == recorded.operations().end() ? nullptr : &same->second;
    std::ranges::move(OperationComparison(before, profile).run(), std::back_inserter(differences));
  }
  sort_by_severity(differences);
  return differences;
}

Drift find_drift(const ServerProfile& recorded, const ServerProfile& now) {
  Drift drift;
  drift.differences = find_differences(recorded, now);
  for (const auto& [id, profile] : now.operations()) {
    const auto same = recorded.operations().find(id);
    if (same == recorded.operations().end()) {
      drift.not_recorded.push_back(id);
    } else {
      drift.compared.push_back({id, same->second.responses, profile.responses});
    }
  }
  for (const auto& [id, profile] : recorded.operations()) {
    if (!now.operations().contains(id)) drift.not_asked.push_back(id);
  }
  return drift;
}

void add_invariants(const Verdicts& recorded, const std::vector<CaseResult>& now, Drift& drift) {
  for (const CaseResult& result : now) {
    if (!is_failure(result.verdict)) continue;
    const auto before = recorded.find(result.subject->id);
    const std::string verdict = before == recorded.end() ? std::string() : before->second;
    const VerdictInfo* known = find_by(kVerdicts, &VerdictInfo::name, verdict);
    if (known != nullptr && known->is_failure) continue;
    // Only the name: what was expected and found are values.
    const Assertion* missed = find_by(result.checks, &Assertion::passed, false);
    const Case& subject = *result.subject;
    drift.differences.push_back(
        {.severity = severity_of(result.verdict),
         .kind = DriftKind::kInvariant,
         .operation = subject.operations.empty() ? std::string() : subject.operations.front(),
         .where = subject.id,
         .recorded = verdict,
         .documented = join_names(subject.requirements, &Requirement::id),
         .now = std::string(to_string(result.verdict)) +
                (missed == nullptr ? "" : ": " + missed->name)});
  }
  sort_by_severity(drift.differences);
}

}  // namespace mockmeter::conformance::drift
