#include "conformance/benchmark/drive.h"

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "bench/load/pacer.h"

namespace mockmeter::conformance {
namespace {

using std::chrono::nanoseconds;
using std::chrono::steady_clock;

constexpr nanoseconds kGlance = std::chrono::milliseconds(100);  // how often a stop is noticed

/// What the threads of a repetition share.
class Repetition {
 public:
  Repetition(const load::Plan& plan, const Passage& passage,
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

  Driven finish() {
    if (failure_) std::rethrow_exception(failure_);
    driven_.elapsed = passage_.now();
    load::Report owed;
    owed.latency = driven_.latency;
    pacer_.owe(driven_.elapsed, owed);
    driven_.latency = owed.latency;
    driven_.unbegun = owed.unanswered;
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
    if (failure) return driven_.troubles.add(*failure);
    ++driven_.results;
    driven_.latency.record(end - intended);
  }

  const load::Plan& plan_;
  const Passage& passage_;
  const std::function<bool()>& is_stopped_;
  std::mutex mutex_;  // of all below
  load::Pacer pacer_;
  Driven driven_;
  std::exception_ptr failure_;
};

}  // namespace

Passage machine_passage() {
  const auto start = steady_clock::now();
  return {[start] { return nanoseconds(steady_clock::now() - start); },
          [start](nanoseconds moment) { std::this_thread::sleep_until(start + moment); }};
}

double Driven::results_per_second() const {
  const double seconds = std::chrono::duration<double>(elapsed).count();
  return seconds > 0 ? static_cast<double>(results) / seconds : 0;
}

Driven drive(const load::Plan& plan, const std::function<std::optional<CallFailure>()>& call,
             const std::function<bool()>& is_stopped, const Passage& passage) {
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
