#include <algorithm>
#include <map>

#include "server/control/findings/rules/kinds.h"
#include "server/control/findings/same.h"

namespace mockmeter::conduct {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr std::size_t kJudged = 4;  // the first attempt and three retries: three gaps
// Choice: what comes later than this is a new question, as from a poller, and no retry.
constexpr std::chrono::seconds kLongestGap{10};
// Choice: timers and the machine are that inexact; back-off from a millisecond on still grows.
constexpr milliseconds kInexact{2};

/// Attempts at one request, each after a refusal.
struct Run {
  std::vector<const Entry*> attempts;
  bool is_monotonous = false;  // judged by its first attempts
};

/// Whether the client waited as long as the answer said.
bool obeys(const Entry& refusal, const Entry& retry) {
  const auto wanted = retry_after_of(*refusal.record);
  return wanted && waited(refusal, retry) + kTimerSlack >= *wanted;
}

/// Whether all gaps are alike: the longest is at most a quarter longer than the shortest. Gaps with
/// full jitter are alike once in a hundred runs at most; gaps that double never are.
bool is_monotonous(const std::vector<const Entry*>& attempts) {
  nanoseconds shortest = kLongestGap;
  nanoseconds longest{0};
  for (std::size_t i = 1; i < attempts.size(); ++i) {
    if (obeys(*attempts[i - 1], *attempts[i])) return false;
    const nanoseconds gap = waited(*attempts[i - 1], *attempts[i]);
    shortest = std::min(shortest, gap);
    longest = std::max(longest, gap);
  }
  return longest <= shortest + shortest / 4 + kInexact;
}

void join(Run& run, const Entry& entry) {
  const bool retries = !run.attempts.empty() && is_try_later(*run.attempts.back()->record) &&
                       waited(*run.attempts.back(), entry) <= kLongestGap;
  if (!retries) run = {};
  run.attempts.push_back(&entry);
  if (run.attempts.size() == kJudged) run.is_monotonous = is_monotonous(run.attempts);
}

}  // namespace

// The third retry of the same request after 429 or 5xx, and each further one, when the first three
// gaps are alike. Not when a gap obeyed a Retry-After, however constant.
std::vector<Sighting> see_no_backoff(const Traffic& traffic) {
  std::vector<Sighting> sightings;
  std::map<Ask, Run> runs;
  for (const Entry& entry : traffic.entries) {
    if (entry.record->operation == nullptr) continue;
    Run& run = runs[ask_of(*entry.record)];
    join(run, entry);
    if (!run.is_monotonous) continue;
    sightings.push_back({&entry,
                         "The same request came again three times and more after a refusal, each "
                         "time after the same while; wait longer each time."});
  }
  return sightings;
}

}  // namespace mockmeter::conduct
