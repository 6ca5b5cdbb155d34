#include <thread>
#include <utility>

#include "server/control/store/shared_state.h"

// How a replica keeps its place among those who share a state.
namespace mockmeter {
namespace {

using std::chrono::milliseconds;

// Choice: clocks of two machines differ by far less over a second.
constexpr milliseconds kCaution{100};
constexpr milliseconds kRenewEvery{200};
constexpr milliseconds kRejoinPause{200};

}  // namespace

void SharedState::require_current() {
  // After a pause of this program one try is enough. While the database is away requests must not
  // wait for it one after the other; the thread that tries again and again says when it is back.
  if (!is_current() && !problem()) renew();
  if (!is_current()) {
    throw StoreError(problem().value_or("store " + database_->name() + " does not answer in time"));
  }
}

/// Takes a place or keeps it, and has what all have to know. Reports what goes wrong.
void SharedState::renew() {
  const std::uint64_t before = renewals_;
  const std::scoped_lock one_at_a_time(renewal_mutex_);
  if (renewals_ != before) return;  // another thread has just tried
  try {
    report_problems([&] {
      // The first time it says that one is there, the second time what one has.
      for (int i = 0; i < 5; ++i) {
        Version mine;
        {
          const std::scoped_lock lock(mutex_);
          mine = is_unsure_ ? Version{} : version_;
        }
        const auto asked = machine_monotonic();
        const auto [published, last] = database_->renew(replica_, mine, kPlaceTime);
        const bool has_all = published.epoch == mine.epoch && published.number <= mine.number;
        if (has_all && last >= mine.number) {
          current_until_ = (asked + kPlaceTime - kCaution).count();
          return;
        }
        const std::scoped_lock lock(mutex_);
        follow(is_unsure_);
      }
    });
  } catch (const StoreError&) {
    // It was reported, and is tried again.
  }
  ++renewals_;
}

void SharedState::run() {
  while (!is_stopping_) {
    try {
      database_->wait_for_news(kRenewEvery);
    } catch (const StoreError&) {
      std::this_thread::sleep_for(kRejoinPause);  // renew() reports it
    }
    renew();
  }
}

}  // namespace mockmeter
