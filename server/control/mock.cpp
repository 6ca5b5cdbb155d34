#include "server/control/mock.h"

#include <spdlog/spdlog.h>

#include <optional>
#include <utility>
#include <vector>

#include "server/api/credentials.h"
#include "server/control/admin/problem.h"
#include "server/control/date_hint.h"
#include "server/control/faults/spoil.h"
#include "server/control/journal/closest.h"
#include "server/control/limits/call_meter.h"
#include "server/metering/hash.h"
#include "server/providers/providers.h"

namespace mockmeter {
namespace {

// Choice: no documented path is longer than 100 bytes; identifiers of 60 characters fit many times.
constexpr std::size_t kLongestPath = 2048;
// Source: product contract, fine print: "A body over 64 kB is 413 on every operation."
constexpr std::size_t kLargestBody = 64 * 1024;
// Choice: a client that waits longer may have given up.
constexpr std::chrono::seconds kPatience{1};

Response nobodys_path(const Request& request) {
  return problem(404, "No such path",
                 "No mocked API has the path " + std::string(request.path()) +
                     "; see GET /__admin/operations");
}

/// Whether the operation exists, as the world and the readings of this moment have it.
bool is_routed(const Operation& operation, const Context& context) {
  return !context.world.lifecycle_of(std::string(operation.id)).removed_at(context.now) &&
         (operation.is_routed == nullptr || operation.is_routed(context));
}

/// "GET, POST": the methods that the path still has; empty when there is no such path.
std::string allowed_methods(const std::vector<const Operation*>& operations,
                            const Context& context) {
  std::string allow;
  for (const Operation* operation : operations) {
    if (!is_routed(*operation, context)) continue;
    if (!allow.empty()) allow += ", ";
    allow += operation->method;
  }
  return allow;
}

/// The operation that the request asks for; null when none fits.
const Operation* fitting(const Router::Match& match, const Context& context) {
  return match.operation != nullptr && is_routed(*match.operation, context) ? match.operation
                                                                            : nullptr;
}

[[noreturn]] void refuse_route(const Provider& provider, const Router::Match& match,
                               const Context& context) {
  const std::string allow = allowed_methods(match.others, context);
  if (allow.empty()) throw provider.refuse(Refusal::kUnknownRoute, "no such path");
  ApiError refusal = provider.refuse(Refusal::kMethodNotAllowed, "allowed: " + allow);
  refusal.add_header("Allow", allow);
  throw refusal;
}

void check_sizes(const Provider& provider, const Request& request) {
  if (request.path().size() > kLongestPath) {
    throw provider.refuse(Refusal::kTargetTooLong,
                          "the path is longer than " + std::to_string(kLongestPath) + " bytes");
  }
  if (request.body.size() > kLargestBody) {
    throw provider.refuse(Refusal::kBodyTooLarge,
                          "the body is larger than " + std::to_string(kLargestBody) + " bytes");
  }
}

Query read_query(const Provider& provider, const Router::Match& match, const Request& request) {
  auto query = Query::parse(request.query());
  if (!query || match.bad_encoding) {
    throw provider.refuse(Refusal::kBadTarget, "percent-encoding or UTF-8 is broken");
  }
  return std::move(*query);
}

/// What the mock knows about an answer, beside what its handler said.
void add_traits(Response& response, const Context& context, const Provider& provider,
                const Operation& operation, const FaultMeeting& faults) {
  const Lifecycle& lifecycle = context.world.lifecycle_of(std::string(operation.id));
  const bool is_refused = response.status == 401;
  Traits& traits = response.traits;
  traits.set(Trait::kDeprecated, lifecycle.deprecated_at(context.now));
  traits.set(Trait::kDisturbed, !faults.met.empty() || response.delivery.delay >= kPatience);
  traits.set(Trait::kNoCredential,
             is_refused && !has_credential(context.request.headers, provider.auth_scheme));
}

void admit(Call& call) {
  if (call.operation.open) return;
  call.principal = call.provider.authenticate(call);
  call.provider.authorize(call);
}

MockSettings with_providers(MockSettings settings) {
  if (settings.providers.empty()) {
    settings.providers.assign(all_providers().begin(), all_providers().end());
  }
  return settings;
}

}  // namespace

Mock::Mock(MockSettings settings)
    : start_(with_providers(std::move(settings))),
      router_(start_.providers),
      journal_(start_.journal),
      state_(std::make_shared<const State>(first_state(Clock(start_.clock, start_.monotonic)))) {}

Response Mock::answer(const Request& asked) {
  const auto current = state();
  const FaultWish wish = fault_wish_of(asked);
  const Request& request = wish.bare ? *wish.bare : asked;
  Serial serial(next_serial_);
  const Context context{request, *current->world, current->readings, current->clock.now(), serial};
  Router::Match match = router_.match(request.method, request.path());
  if (match.provider == nullptr) {
    Response response = nobodys_path(request);
    close(context, *current, nullptr, response)();
    return response;
  }

  const Provider& provider = *match.provider;
  CallMeter meter(limiter_, provider, context,
                  {current->clock.elapsed(), current->settings.enforce_rate_limits});
  const Operation* const operation = fitting(match, context);
  FaultMeeting faults;
  Response response;
  std::optional<std::string> hint;
  bool changed = false;
  try {
    check_sizes(provider, request);
    if (operation == nullptr) refuse_route(provider, match, context);
    Call call{context, provider, *operation, std::move(match.params), {}, {}};
    faults = current->faults.meet(call, wish);
    fault_counts_.count(faults);
    refuse_by_fault(faults, provider);
    if (!call.operation.open) {
      call.principal = provider.authenticate(call);
      meter.count();  // a call that is not permitted counts, too
      provider.authorize(call);
      meter.check();
    }
    // Source: product contract, fine print: credential and permission before parameters.
    call.query = read_query(provider, match, request);
    hint = date_hint(call.query, context.now);
    changed = call.operation.change != nullptr;
    response = changed ? change(call) : call.operation.handle(call);
  } catch (const ApiError& error) {
    response = provider.render(error, context);
  } catch (const FaultSyntaxError& error) {
    response = broken_fault(error);
    response.traits.set(Trait::kDisturbed);
    close(context, *current, operation, response)();
    return response;
  } catch (const std::exception& error) {  // a defect of ours: say so, and keep serving
    spdlog::error("{}: {}", operation == nullptr ? "routing" : operation->id, error.what());
    response =
        provider.render(provider.refuse(Refusal::kOurFault, "a defect of the mock"), context);
  }
  if (hint) response.headers.add("X-Mockmeter-Hint", *hint);
  meter.show(response.headers);
  if (provider.finish != nullptr) provider.finish(response, context);
  if (faults.watched) spoil(response, faults, context, *operation, current->faults);
  response.delivery.delay += draw_delay(*current);
  if (operation != nullptr) add_traits(response, context, provider, *operation, faults);
  auto again = close(context, *current, operation, response);
  again();
  if (!changed && !faults.watched && !meter.is_limited() && !serial.drawn() &&
      response.delivery == Delivery{} && current->clock.mode() == ClockSetting::Mode::kFrozen) {
    response.again = std::move(again);
  }
  return response;
}

/// The last hand on an answer. What it returns puts the exchange into the journal and the log, each
/// time that it is called.
std::function<void()> Mock::close(const Context& context, const State& state,
                                  const Operation* operation, Response& response) {
  response.date = context.now;
  auto record = make_record(context.request, operation, response, *state.secrets);
  if (operation == nullptr) {
    response.headers.add("X-Mockmeter-Hint",
                         hint_line(closest_operations(record->method, record->path(), providers(),
                                                      context.world, context.now)));
  }
  return [this, record = std::move(record), when = context.now, advanced = state.clock.advanced()] {
    // Without the query, which is long.
    spdlog::debug("{} {} {}", record->method, record->path(), record->status);
    journal_.add(record, when, advanced);
  };
}

Response Mock::change(const Call& call) {
  Response response;
  edit([&](State& state) {  // perhaps newer than the one that the call was routed with
    auto next = std::make_shared<World>(*state.world);
    Call fresh{{call.request, *state.world, state.readings, call.now, call.serial},
               call.provider,
               call.operation,
               call.path,
               call.query,
               {}};
    admit(fresh);  // its credential may be gone
    response = call.operation.change(fresh, *next);
    put(state, std::move(next));
  });
  return response;
}

bool Mock::serves(const Operation& operation) const {
  const auto current = state();
  const Request nobodys;
  std::atomic<std::uint64_t> unused{0};
  Serial serial(unused);
  return is_routed(operation,
                   {nobodys, *current->world, current->readings, current->clock.now(), serial});
}

std::shared_ptr<const World> Mock::world() const { return state()->world; }

std::shared_ptr<const SecretNames> Mock::secrets() const { return state()->secrets; }

void Mock::set_world(std::shared_ptr<const World> world) {
  edit([&](State& state) {
    state.readings.choose(world->readings);
    put(state, std::move(world));
  });
}

Readings Mock::readings() const { return state()->readings; }

void Mock::change_readings(const std::function<void(Readings&)>& change) {
  edit([&](State& state) { change(state.readings); });
}

Clock Mock::clock() const { return state()->clock; }

void Mock::set_clock(ClockSetting setting) {
  edit([&](State& state) { state.clock.set(setting); });
}

bool Mock::advance_clock(std::chrono::nanoseconds by) {
  bool advanced = false;
  edit([&](State& state) {
    advanced = by < kLastClock - state.clock.now();
    if (advanced) state.clock.advance(by);
  });
  return advanced;
}

AnswerSettings Mock::settings() const { return state()->settings; }

void Mock::change_settings(const std::function<void(AnswerSettings&)>& change) {
  edit([&](State& state) {
    change(state.settings);
    state.draws = std::make_shared<std::atomic<std::uint64_t>>(0);
  });
}

Json Mock::faults() const { return state()->faults.document(); }

void Mock::add_faults(const std::vector<Fault>& faults) {
  edit([&](State& state) { state.faults = state.faults.with(faults); });
}

void Mock::clear_faults() {
  edit([](State& state) { state.faults = FaultQueue(); });
}

void Mock::reset() {
  edit([this](State& state) {
    limiter_.reset();
    state.clock.set(start_.clock);
    state = first_state(state.clock);
    journal_.clear();
  });
}

Conduct Mock::conduct() const {
  const auto journal = journal_.snapshot();
  Conduct conduct{find_conduct({journal.entries, start_.providers, *world()}),
                  journal.entries.size(), 0};
  for (const auto& [outcome, count] : journal.dropped) conduct.dropped += count;
  return conduct;
}

Mock::State Mock::first_state(Clock clock) const {
  State state{nullptr, nullptr, start_.readings, clock, FaultQueue(start_.faults), start_.answers};
  put(state, start_.world);
  return state;
}

void Mock::put(State& state, std::shared_ptr<const World> world) {
  state.secrets = std::make_shared<const SecretNames>(names_of_secrets(*world));
  state.world = std::move(world);
}

std::chrono::milliseconds Mock::draw_delay(const State& state) {
  if (!state.settings.delay_distribution) return state.settings.delay(0);
  const std::uint64_t nth = state.draws->fetch_add(1, std::memory_order_relaxed);
  return state.settings.delay(mix(hash_text(state.world->seed, "delay"), nth));
}

std::shared_ptr<const Mock::State> Mock::state() const {
  const std::scoped_lock lock(state_mutex_);
  return state_;
}

/// Publishes what `change` makes of a copy of the state; nothing when it throws.
void Mock::edit(const std::function<void(State&)>& change) {
  const std::scoped_lock one_at_a_time(change_mutex_);
  auto next = std::make_shared<State>(*state());
  change(*next);
  {
    const std::scoped_lock lock(state_mutex_);
    state_ = std::move(next);
  }
  // After the state: who reads the new generation makes answers from the new state.
  generation_.fetch_add(1, std::memory_order_release);
}

}  // namespace mockmeter
