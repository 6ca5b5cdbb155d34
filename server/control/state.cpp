#include "server/control/state.h"

#include <utility>

#include "server/control/store/shared_journal.h"
#include "server/control/store/shared_state.h"
#include "server/control/store/state_storage.h"
#include "server/control/world_file.h"
#include "server/metering/hash.h"
#include "server/providers/providers.h"

namespace mockmeter {
namespace {

MockSettings with_providers(MockSettings settings) {
  if (settings.providers.empty()) {
    settings.providers.assign(all_providers().begin(), all_providers().end());
  }
  return settings;
}

}  // namespace

void State::put(std::shared_ptr<const World> next) {
  if (next->has_lifecycle != settings.follow_lifecycle) {
    auto copy = std::make_shared<World>(*next);
    copy->has_lifecycle = settings.follow_lifecycle;
    next = std::move(copy);
  }
  secrets = std::make_shared<const SecretLabels>(names_of_secrets(*next));
  world = std::move(next);
}

std::chrono::milliseconds State::draw_delay() const {
  if (!settings.delay_distribution) return settings.delay(0);
  const std::uint64_t nth = draws->fetch_add(1, std::memory_order_relaxed);
  return settings.delay(mix(hash_text(world->seed, "delay"), nth));
}

bool is_served(const Operation& operation, const State& state, Instant now) {
  return !state.world->lifecycle_of(std::string(operation.id)).removed_at(now) &&
         (operation.is_routed == nullptr || operation.is_routed(state.variants));
}

MockState::MockState(MockSettings settings)
    : start_(with_providers(std::move(settings))),
      instance_(random_digits()),
      journal_(start_.journal),
      state_(std::make_shared<const State>(first_state(Clock(start_.clock, start_.monotonic)))) {
  if (start_.database) {
    shared_ = std::make_unique<SharedState>(
        start_.database, start_,
        SharedState::Parts{
            limiter_, next_serial_, [this] { return current(); },
            [this](std::shared_ptr<const State> next) { publish(std::move(next)); }});
    state_ = std::make_shared<const State>(shared_->take_up(*state_));
    journal_.restore({}, state_->clock.lived_before());
    shared_journal_ = std::make_unique<SharedJournal>(start_.database, journal_,
                                                      start_.journal.entries, instance_);
    shared_->start();
  }
  if (!start_.store) return;
  storage_ = std::make_unique<StateStorage>(
      start_.store, start_,
      StateStorage::Parts{journal_, limiter_, next_serial_, [this] { return current(); }});
  state_ = std::make_shared<const State>(storage_->take_up(*state_));
  storage_->start();
}

MockState::~MockState() = default;

std::shared_ptr<const State> MockState::current() const {
  const std::scoped_lock lock(state_mutex_);
  return state_;
}

void MockState::publish(std::shared_ptr<const State> next) {
  {
    const std::scoped_lock lock(state_mutex_);
    state_ = std::move(next);
  }
  // After the state: who reads the new generation makes responses from the new state.
  generation_.fetch_add(1, std::memory_order_release);
}

std::uint64_t MockState::generation() const {
  // What was made of a state that may be old must not be given again.
  if (shared_ && !shared_->is_current()) return old_generations_.fetch_add(1);
  return generation_.load(std::memory_order_acquire);
}

void MockState::require_current() const {
  if (shared_) shared_->require_current();
}

void MockState::edit(const std::function<void(State&)>& change) {
  if (shared_) return shared_->edit(change);
  const std::scoped_lock one_at_a_time(change_mutex_);
  const auto next = std::make_shared<State>(*current());
  change(*next);
  if (!storage_) return publish(next);
  storage_->write(*next, StateStorage::Extent::kChange, [&] { publish(next); });
}

void MockState::reset() {
  if (shared_) {
    shared_->reset([this](const State& now) {
      Clock clock = now.clock;
      clock.set(start_.clock);
      return first_state(clock);
    });
    return journal_.clear();
  }
  const std::scoped_lock one_at_a_time(change_mutex_);
  Clock clock = current()->clock;
  clock.set(start_.clock);
  const auto next = std::make_shared<State>(first_state(clock));
  const auto begin_anew = [&] {
    limiter_.reset();
    journal_.clear();
    publish(next);
  };
  if (!storage_) return begin_anew();
  storage_->write(*next, StateStorage::Extent::kReset, begin_anew);
}

State MockState::first_state(Clock clock) const {
  State state{.world = nullptr,
              .origin = start_.world,
              .origin_name = {},
              .secrets = nullptr,
              .variants = start_.variants,
              .clock = clock,
              .faults = FaultQueue(start_.faults),
              .settings = start_.responses};
  state.put(start_.world);
  return state;
}

bool MockState::serves(const Operation& operation) const {
  const auto state = current();
  return is_served(operation, *state, state->clock.now());
}

std::string MockState::origin_name_of(const World& world) const {
  if (world.document == start_.world->document) return {};
  for (const std::string& name : built_in_worlds()) {
    if (world.document == Json::parse(*built_in_world_text(name))) return name;
  }
  throw UnstorableWorld(
      "its credentials would have to be written to the store; start with --world FILE and a store "
      "of its own");
}

void MockState::set_world(std::shared_ptr<const World> world) {
  const bool is_kept = storage_ || shared_;
  const std::string name = is_kept ? origin_name_of(*world) : std::string();
  edit([&](State& state) {
    state.variants.choose(world->variants);
    state.origin = world;
    state.origin_name = name;
    state.put(world);
  });
}

void MockState::change_variants(const std::function<void(VariantSelection&)>& change) {
  edit([&](State& state) { change(state.variants); });
}

void MockState::set_clock(ClockSetting setting) {
  edit([&](State& state) { state.clock.set(setting); });
}

bool MockState::advance_clock(std::chrono::nanoseconds by) {
  bool advanced = false;
  edit([&](State& state) {
    advanced = by < kLastClock - state.clock.now();
    if (advanced) state.clock.advance(by);
  });
  return advanced;
}

void MockState::change_settings(const std::function<void(ResponseSettings&)>& change) {
  edit([&](State& state) {
    change(state.settings);
    state.put(state.world);
    state.draws = std::make_shared<std::atomic<std::uint64_t>>(0);
  });
}

void MockState::add_faults(const std::vector<Fault>& faults) {
  edit([&](State& state) { state.faults = state.faults.with(faults); });
}

void MockState::clear_faults() {
  edit([](State& state) { state.faults = FaultQueue(); });
}

Json MockState::faults() const {
  if (shared_) shared_->catch_up();
  return current()->faults.document();
}

RequestFaults MockState::select_faults(const State& state, const OperationRequest& call,
                                       const RequestedFaults& requested) {
  const bool asks_all = shared_ && (requested || !state.faults.empty());
  return asks_all ? shared_->select_faults(call, requested)
                  : state.faults.select_for(call, requested);
}

void MockState::fault_found_nothing(const State& state, std::uint64_t number) {
  shared_ ? shared_->found_nothing(number) : state.faults.found_nothing(number);
}

FindingReport MockState::findings() const {
  const auto snapshot = journal_.snapshot();
  FindingReport report{find_findings({snapshot.entries, start_.providers, *world()}),
                       snapshot.entries.size(), 0};
  for (const auto& [outcome, count] : snapshot.dropped) report.dropped += count;
  return report;
}

std::string MockState::store_kind() const {
  if (start_.database) return "redis";
  if (!start_.store) return "memory";
  const std::string& name = start_.store->name();
  return name.substr(0, name.find(':'));
}

std::optional<std::string> MockState::store_problem() const {
  if (shared_) return shared_->problem();
  return storage_ ? storage_->problem() : std::nullopt;
}

void MockState::settle() {
  if (storage_) storage_->settle();
}

}  // namespace mockmeter
