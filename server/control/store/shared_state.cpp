#include "server/control/store/shared_state.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "server/control/store/state_document.h"
#include "server/metering/hash.h"

namespace mockmeter {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

// How often it is asked whether the others have a version: at first, and at last.
constexpr microseconds kFirstGlance{100};
constexpr microseconds kSlowestGlance{5000};

// Choice: another replica writes a few thousand times a second at most; each time one of them gets
// on.
constexpr int kMaxAttempts = 10'000;

// Choice: more numbers than any replica draws; each has its own.
constexpr unsigned kSerialBits = 40;

}  // namespace

SharedState::SharedState(std::shared_ptr<RedisDatabase> database, const MockSettings& start,
                         Parts parts)
    : database_(std::move(database)),
      start_(start),
      parts_(std::move(parts)),
      replica_(random_digits()) {}

SharedState::~SharedState() {
  if (!thread_.joinable()) return;
  is_stopping_ = true;
  thread_.join();
  try {
    database_->leave(replica_);
  } catch (const StoreError&) {
    // The others will not wait for long.
  }
}

State SharedState::take_up(State first) {
  const std::scoped_lock lock(mutex_);
  RedisDatabase::News news = database_->read({});
  while (news.version.epoch.empty()) {
    StoreChange all = beginning(first);
    if (const auto version = database_->write({}, all, Audience::kAll)) {
      values_ = std::move(all.values);
      version_ = *version;
      return first;
    }
    news = database_->read({});  // another one was faster
  }
  check_start(news.values);
  try {
    read_changes({news.values, news.values, true}, start_, first);
  } catch (const std::exception& error) {
    throw StoreError("store " + database_->name() + " is damaged: " + error.what() +
                     "; choose another database");
  }
  values_ = std::move(news.values);
  version_ = news.version;
  return first;
}

void SharedState::check_start(const StoredValues& values) const {
  const auto kept = values.find("start");
  const Json document = kept == values.end() ? Json() : Json::parse(kept->second, nullptr, false);
  if (!document.is_object()) {
    throw StoreError("store " + database_->name() +
                     " is damaged: it does not say how its mock started; choose another database");
  }
  const std::string difference = difference_of(document, start_document(start_));
  if (difference.empty()) return;
  throw StoreError("store " + database_->name() + " belongs to a mock that started with " +
                   difference + "; start with the same options, or choose another database");
}

void SharedState::start() {
  parts_.next_serial = database_->count_replica() << kSerialBits;
  parts_.limiter.share([this](const std::string& key, std::string& seen, const std::string& next) {
    return database_->exchange(key, seen, next);
  });
  renew();
  thread_ = std::thread([this] { run(); });
}

void SharedState::edit(const std::function<void(State&)>& change) {
  publish_for_all([&](const State& now, State& next) {
    change(next);
    return change_between(now, next);
  });
}

void SharedState::reset(const std::function<State(const State& now)>& first) {
  publish_for_all([&](const State& now, State& next) {
    next = first(now);
    return beginning(next);
  });
}

void SharedState::publish_for_all(const Step& step) {
  Version version;
  report_problems([&] { version = commit(Audience::kAll, step); });
  await_others(version);
}

SharedState::Version SharedState::commit(Audience audience, const Step& step) {
  const std::scoped_lock lock(mutex_);
  if (is_unsure_) follow(true);
  for (int i = 0; i < kMaxAttempts; ++i) {
    const auto now = parts_.current();
    const auto next = std::make_shared<State>(*now);
    const StoreChange change = step(*now, *next);
    if (change.empty()) return version_;
    is_unsure_ = true;
    const auto written = database_->write(version_, change, audience);
    is_unsure_ = false;
    if (!written) {
      follow(true);  // another replica was faster
      continue;
    }
    version_ = *written;
    for (const std::string& prefix : change.erased) {
      std::erase_if(values_, [&](const auto& row) { return row.first.starts_with(prefix); });
    }
    for (const auto& [name, value] : change.values) values_.insert_or_assign(name, value);
    // What is only counted is in the published state already.
    if (audience == Audience::kAll) parts_.publish(next);
    return version_;
  }
  throw StoreError("store " + database_->name() + " cannot be written: others write all the time");
}

/// Until each of them has the version, or has lost its place.
void SharedState::await_others(const Version& version) {
  const auto latest = machine_monotonic() + kPlaceTime;
  for (microseconds pause = kFirstGlance;; pause = std::min(pause * 2, kSlowestGlance)) {
    try {
      if (database_->all_have(version, replica_)) return;
    } catch (const StoreError&) {
      // The change is kept. Nobody can renew a place without the database, so all end soon.
      if (machine_monotonic() > latest) return;
    }
    std::this_thread::sleep_for(pause);
  }
}

StoreChange SharedState::beginning(const State& state) const {
  StoreChange change = first_change(start_, state);
  add_world_changes(*state.origin, *state.world, change.values);
  add_faults(state.faults, true, change);
  return change;
}

RequestFaults SharedState::select_faults(const OperationRequest& call,
                                         const RequestedFaults& requested) {
  RequestFaults faults;
  report_problems([&] {
    commit(Audience::kNobody, [&](const State& now, State&) {
      faults = now.faults.select_for(call, requested);
      StoreChange change;
      if (faults.is_stateful) add_faults(now.faults, false, change);
      return change;
    });
  });
  return faults;
}

void SharedState::found_nothing(std::uint64_t number) {
  try {
    commit(Audience::kNobody, [&](const State& now, State&) {
      now.faults.found_nothing(number);
      StoreChange change;
      add_faults(now.faults, false, change);
      return change;
    });
  } catch (const StoreError& error) {
    report(error.what());
  }
}

/// Publishes what others have written. What was counted here and is not kept is forgotten with
/// `forget_counts`. Under the lock.
void SharedState::follow(bool forget_counts) {
  RedisDatabase::News news = database_->read(is_unsure_ ? Version{} : version_);
  // Redis was restarted, and has lost what it had written last.
  if (news.version.number < version_.number && !news.is_whole) news = database_->read({});
  if (news.version.epoch.empty()) {
    // Redis has lost what it had; what is known here is as good.
    const StoreChange all = beginning(*parts_.current());
    if (const auto version = database_->write({}, all, Audience::kAll)) {
      values_ = all.values;
      version_ = *version;
      is_unsure_ = false;
      return;
    }
    return follow(forget_counts);
  }
  if (news.is_whole || news.version != version_ || forget_counts) apply(news, forget_counts);
  is_unsure_ = false;
}

void SharedState::apply(const RedisDatabase::News& news, bool forget_counts) {
  if (news.is_whole) {
    check_start(news.values);
    values_ = news.values;
  } else {
    for (const auto& [name, value] : news.values) values_.insert_or_assign(name, value);
  }
  const auto next = std::make_shared<State>(*parts_.current());
  try {
    read_changes({news.values, values_, news.is_whole, forget_counts}, start_, *next);
  } catch (const std::exception& error) {
    throw StoreError("store " + database_->name() + " is damaged: " + error.what());
  }
  version_ = news.version;
  parts_.publish(next);
}

void SharedState::catch_up() {
  report_problems([&] {
    const std::scoped_lock lock(mutex_);
    follow(is_unsure_);
  });
}

void SharedState::report_problems(const std::function<void()>& work) {
  try {
    work();
    report({});
  } catch (const StoreError& error) {
    report(error.what());
    throw;
  }
}

/// Once for each time that it begins or ends.
void SharedState::report(const std::string& problem) {
  const std::scoped_lock lock(problem_mutex_);
  if (problem_.empty() && !problem.empty()) {
    spdlog::error("{}; changes and, when that lasts, all requests get 503", problem);
  }
  if (!problem_.empty() && problem.empty()) spdlog::warn("store {} works again", database_->name());
  problem_ = problem;
}

std::optional<std::string> SharedState::problem() const {
  const std::scoped_lock lock(problem_mutex_);
  return problem_.empty() ? std::nullopt : std::optional(problem_);
}

}  // namespace mockmeter
