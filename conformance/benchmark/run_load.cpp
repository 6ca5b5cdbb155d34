#include "conformance/benchmark/run_load.h"

#include <algorithm>
#include <exception>
#include <mutex>
#include <numeric>
#include <thread>
#include <vector>

#include "bench/load/pacer.h"
#include "conformance/model/display.h"

namespace mockmeter::conformance {
namespace {

using std::chrono::nanoseconds;
using std::chrono::steady_clock;

constexpr nanoseconds kGlance = std::chrono::milliseconds(100);  // how often a stop is noticed

/// What the threads of a repetition share.
class Repetition {
 public:
  Repetition(const load::LoadPlan& plan, const TimeSource& passage,
             const std::function<bool()>& is_stopped)
      : plan_(plan), passage_(passage), is_stopped_(is_stopped), pacer_(plan) {}

  /// Until there is nothing to begin any more.
  void work(const std::function<std::optional<CallFailure>()>& call) {
    try {
      while (const auto intended = next()) note(*intended, call());
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
    }
  }

  LoadResult finish() {
    if (failure_) std::rethrow_exception(failure_);
    driven_.elapsed = passage_.now();
    driven_.not_started = pacer_.count_unanswered(driven_.elapsed, driven_.latency);
    return driven_;
  }

 private:
  /// When a call was meant to begin; waits for that.
  std::optional<nanoseconds> next() {
    if (is_over()) return std::nullopt;
    std::optional<nanoseconds> intended;
    {
      const std::lock_guard lock(mutex_);
      if (failure_) return std::nullopt;
      intended = pacer_.next(passage_.now());
    }
    while (intended && passage_.now() < *intended) {
      if (is_stopped_()) return std::nullopt;
      passage_.sleep_until(std::min(*intended, passage_.now() + kGlance));
    }
    return intended;
  }

  bool is_over() const { return is_stopped_() || passage_.now() >= plan_.duration; }

  void note(nanoseconds intended, const std::optional<CallFailure>& failure) {
    const nanoseconds end = passage_.now();
    const std::lock_guard lock(mutex_);
    if (failure) return driven_.failures.add(*failure);
    ++driven_.results;
    driven_.latency.record(end - intended);
  }

  const load::LoadPlan& plan_;
  const TimeSource& passage_;
  const std::function<bool()>& is_stopped_;
  std::mutex mutex_;  // of all below
  load::Pacer pacer_;
  LoadResult driven_;
  std::exception_ptr failure_;
};

}  // namespace

std::optional<CallFailure> call_failure_of(const CallOutcome& outcome, const Json* expected) {
  switch (outcome.kind) {
    case CallOutcome::Kind::kResult:
      if (expected == nullptr || outcome.value == *expected) return std::nullopt;
      return CallFailure{CallFailureKind::kOther, to_display(outcome.value)};
    case CallOutcome::Kind::kError:
      return CallFailure{CallFailureKind::kError, to_display(outcome.value)};
    case CallOutcome::Kind::kUnsupported:
      return CallFailure{CallFailureKind::kUnsupported, outcome.text};
    case CallOutcome::Kind::kCrashed:
      return CallFailure{CallFailureKind::kCrashed, outcome.text};
    case CallOutcome::Kind::kTimeout:
      break;
  }
  return CallFailure{CallFailureKind::kTimeout, outcome.text};
}

void CallFailureTally::add(const CallFailure& failure, std::size_t times) {
  const auto kind = static_cast<std::size_t>(failure.kind);
  counts[kind] += times;
  if (first.empty()) first = std::string(kCallFailureNames[kind]) + ": " + failure.text;
}

void CallFailureTally::add(const CallFailureTally& other) {
  for (std::size_t kind = 0; kind < counts.size(); ++kind) counts[kind] += other.counts[kind];
  if (first.empty()) first = other.first;
}

std::size_t CallFailureTally::total() const {
  return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
}

std::string CallFailureTally::text() const {
  std::string text;
  for (std::size_t kind = 0; kind < counts.size(); ++kind) {
    if (counts[kind] == 0) continue;
    text += (text.empty() ? "" : ", ") + std::string(kCallFailureNames[kind]) + " " +
            std::to_string(counts[kind]);
  }
  return text;
}

TimeSource machine_time() {
  const auto start = steady_clock::now();
  return {[start] { return nanoseconds(steady_clock::now() - start); },
          [start](nanoseconds moment) { std::this_thread::sleep_until(start + moment); }};
}

double LoadResult::results_per_second() const {
  const double seconds = std::chrono::duration<double>(elapsed).count();
  return seconds > 0 ? static_cast<double>(results) / seconds : 0;
}

LoadResult run_load(const load::LoadPlan& plan,
                    const std::function<std::optional<CallFailure>()>& call,
                    const std::function<bool()>& is_stopped, const TimeSource& passage) {
  Repetition repetition(plan, passage, is_stopped);
  std::vector<std::jthread> beside;
  for (unsigned i = 1; i < plan.connections; ++i) {
    beside.emplace_back([&] { repetition.work(call); });
  }
  repetition.work(call);
  beside.clear();  // waits for them
  return repetition.finish();
}

}  // namespace mockmeter::conformance
