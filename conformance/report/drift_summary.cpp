// What reports say of drift in a few words; summary.h declares it.
#include <algorithm>

#include "base/text/wording.h"
#include "conformance/model/display.h"
#include "conformance/report/summary.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kMaxNamedOperations = 5;

std::string operations_text(const std::vector<std::string>& ids) {
  const std::size_t named = std::min(ids.size(), kMaxNamedOperations);
  const std::vector<std::string> first(ids.begin(),
                                       ids.begin() + static_cast<std::ptrdiff_t>(named));
  const std::string text = join_names(first);
  return ids.size() == named ? text : text + " and " + std::to_string(ids.size() - named) + " more";
}

}  // namespace

std::size_t count_failing(const Drift& drift) {
  return static_cast<std::size_t>(std::ranges::count_if(
      drift.differences, [&](const Difference& each) { return fails_run(each, drift); }));
}

std::string drift_line(const Drift& drift) {
  const std::string from = join_names(drift.recordings);
  if (drift.differences.empty()) {
    return "no difference from " + from + ": " + pluralize(drift.compared.size(), "operation") +
           " compared";
  }
  std::vector<std::string> counts;
  for (std::size_t index = 0; index < kDriftSeverities.size(); ++index) {
    const auto severity = static_cast<DriftSeverity>(index);
    const auto count = std::ranges::count(drift.differences, severity, &Difference::severity);
    if (count != 0)
      counts.push_back(std::to_string(count) + ' ' + std::string(info_of(severity).name));
  }
  return pluralize(drift.differences.size(), "difference") + " from " + from + ": " +
         join_names(counts) + "; " + pluralize(drift.compared.size(), "operation") + " compared";
}

std::vector<std::string> drift_notes(const Drift& drift) {
  std::vector<std::string> notes;
  if (!drift.not_recorded.empty()) {
    notes.push_back("not in the recording, compared with the documents alone: " +
                    operations_text(drift.not_recorded));
  }
  if (!drift.not_asked.empty()) {
    notes.push_back("in the recording, and not asked for in this run: " +
                    operations_text(drift.not_asked));
  }
  return notes;
}

}  // namespace mockmeter::conformance
