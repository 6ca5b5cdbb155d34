#include "server/control/store/state_storage.h"

#include <spdlog/spdlog.h>

#include <exception>
#include <utility>

#include "server/control/store/state_document.h"

namespace mockmeter {
namespace {

using std::chrono::milliseconds;

// Choice: so long a request that only counts something may wait to be written: one transaction for
// all that come meanwhile costs each of them little.
constexpr milliseconds kPace{10};
constexpr milliseconds kRetry{1000};

// Choice: more serials than can be drawn within that time. An end without warning forgets those
// that were drawn last; none of them may come again.
constexpr std::uint64_t kSerialsInDoubt = 1'000'000;

std::uint64_t number_in(const StoredValues& values, const char* name) {
  const auto found = values.find(name);
  return found == values.end() ? 0 : Json::parse(found->second).get<std::uint64_t>();
}

std::string journal_text(std::uint64_t last, std::uint64_t last_dropped) {
  return stored_text({{"last", last}, {"lastDropped", last_dropped}});
}

}  // namespace

StateStorage::StateStorage(std::shared_ptr<Store> store, const MockSettings& start, Parts parts)
    : store_(std::move(store)), start_(start), parts_(std::move(parts)) {}

StateStorage::~StateStorage() {
  if (!thread_.joinable()) return;
  {
    const std::scoped_lock lock(stop_mutex_);
    is_stopping_ = true;
  }
  stop_changed_.notify_one();
  is_touched_ = true;
  is_touched_.notify_one();
  thread_.join();
  retry_at_ = {};
  settle();
}

State StateStorage::take_up(State first) {
  StoredState kept = store_->load();
  if (kept.values.empty()) {
    const std::scoped_lock lock(mutex_);
    commit(everything(first), true);
    return first;
  }
  try {
    const Json start = start_document(start_);
    const std::string difference = difference_of(Json::parse(kept.values.at("start")), start);
    if (!difference.empty()) {
      throw StoreError("store " + store_->name() + " belongs to a mock that started with " +
                       difference + "; start with the same options, or choose another store");
    }
    read_state(Json::parse(kept.values.at("state")), kept.values, start_, first);
    parts_.limiter.restore(read_limits(kept.values));
    const Json numbers = Json::parse(kept.values.at("journal"));
    kept.journal.last_number = numbers.at("last").get<std::uint64_t>();
    kept.journal.last_dropped = numbers.at("lastDropped").get<std::uint64_t>();
    parts_.journal.restore(kept.journal, first.clock.lived_before());
    parts_.next_serial = number_in(kept.values, "serials") + kSerialsInDoubt;
    *first.draws = written_draws_ = number_in(kept.values, "draws");
  } catch (const StoreError&) {
    throw;
  } catch (const std::exception& error) {
    throw StoreError("store " + store_->name() + " is damaged: " + error.what() +
                     "; choose another store");
  }
  written_world_ = first.world;
  written_origin_ = first.origin;
  is_behind_ = false;
  return first;
}

void StateStorage::start() {
  parts_.limiter.follow();
  parts_.journal.follow(
      [this] {
        if (is_touched_.load(std::memory_order_relaxed)) return;
        if (!is_touched_.exchange(true)) is_touched_.notify_one();
      },
      [this] { settle(); });
  thread_ = std::thread([this] { run(); });
}

void StateStorage::write(const State& next, Extent extent, const std::function<void()>& publish) {
  const std::scoped_lock lock(mutex_);
  if (extent == Extent::kReset) {
    commit(anew(next), true);
  } else if (is_behind_) {
    commit(everything(next), true);
  } else {
    StoreChange change = changes(next);
    change.values["state"] = stored_text(state_document(next));
    commit(change, false);
  }
  publish();
}

void StateStorage::settle() {
  const std::uint64_t ticket = ++asked_;
  const std::scoped_lock lock(mutex_);
  if (settled_ >= ticket) return;  // somebody else has written it meanwhile
  settle_locked();
}

void StateStorage::settle_locked() {
  const std::uint64_t covered = asked_.load();
  if (is_behind_ && machine_monotonic() < retry_at_) return;
  const auto state = parts_.current();
  try {
    const bool is_whole = is_behind_;
    const StoreChange change = is_whole ? everything(*state) : changes(*state);
    if (!change.empty()) commit(change, is_whole);
  } catch (const StoreError&) {
    // It was reported, and is tried again.
  }
  settled_ = covered;
}

/// What has changed since it was last taken. The state itself is left to the caller.
StoreChange StateStorage::changes(const State& state) {
  StoreChange change;
  if (written_world_ != state.world) {
    // Another world was put in place: what is kept of the old one goes.
    const bool is_another = written_origin_ != state.origin;
    if (is_another) change.erased.emplace_back(kWorldPrefix);
    add_world_changes(is_another ? *state.origin : *written_world_, *state.world, change.values);
    written_world_ = state.world;
    written_origin_ = state.origin;
  }
  add_counts(state, false, change);
  return change;
}

/// The first part of what replaces all that is kept.
StoreChange StateStorage::beginning(const State& state) {
  StoreChange change = first_change(start_, state);
  written_world_ = state.world;
  written_origin_ = state.origin;
  return change;
}

StoreChange StateStorage::everything(const State& state) {
  StoreChange change = beginning(state);
  add_world_changes(*state.origin, *state.world, change.values);
  add_counts(state, true, change);
  return change;
}

/// A state whose counts have just begun.
StoreChange StateStorage::anew(const State& next) {
  StoreChange change = beginning(next);
  add_faults(next.faults, true, change);
  change.values["serials"] = std::to_string(parts_.next_serial.load());
  change.values["journal"] = journal_text(parts_.journal.last_number(), 0);
  change.journal.is_cleared = true;
  return change;
}

void StateStorage::add_counts(const State& state, bool all, StoreChange& change) {
  add_faults(state.faults, all, change);
  add_limits(parts_.limiter.take_changes(all), change.values);
  change.journal = parts_.journal.take_change(all);
  if (all || !change.journal.empty()) {
    change.values["journal"] =
        journal_text(change.journal.last_number, change.journal.last_dropped);
  }
  const std::uint64_t serial = parts_.next_serial.load();
  if (all || serial != written_serial_) change.values["serials"] = std::to_string(serial);
  written_serial_ = serial;
  const std::uint64_t draws = state.draws->load();
  if (all || draws != written_draws_) change.values["draws"] = std::to_string(draws);
  written_draws_ = draws;
}

/// Writes a change; when that fails, everything that it was made of has to be written again.
void StateStorage::commit(const StoreChange& change, bool is_whole) {
  try {
    store_->write(change);
  } catch (const StoreError& error) {
    is_behind_ = true;
    retry_at_ = machine_monotonic() + kRetry;
    report(error.what());
    throw;
  }
  if (is_whole) is_behind_ = false;
  report({});
}

/// Once for each time that it begins or ends.
void StateStorage::report(const std::string& problem) {
  const std::scoped_lock lock(problem_mutex_);
  if (problem_.empty() && !problem.empty()) {
    spdlog::error("{}; changes are refused with 503, and what is counted waits in memory", problem);
  }
  if (!problem_.empty() && problem.empty()) spdlog::warn("store {} works again", store_->name());
  problem_ = problem;
}

std::optional<std::string> StateStorage::problem() const {
  const std::scoped_lock lock(problem_mutex_);
  return problem_.empty() ? std::nullopt : std::optional(problem_);
}

void StateStorage::run() {
  std::unique_lock lock(stop_mutex_);
  while (!is_stopping_) {
    lock.unlock();
    is_touched_.wait(false);
    lock.lock();
    stop_changed_.wait_for(lock, problem() ? kRetry : kPace, [this] { return is_stopping_; });
    if (is_stopping_) break;
    lock.unlock();
    is_touched_ = false;
    settle();
    if (problem()) is_touched_ = true;  // to be tried again, whether more is counted or not
    lock.lock();
  }
}

}  // namespace mockmeter
