#include "server/control/mock.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "server/api/challenge.h"
#include "server/control/faults/apply_faults.h"
#include "server/control/journal/near_misses.h"
#include "server/control/journal/redact.h"
#include "server/control/problem.h"
#include "server/control/store/store.h"

namespace mockmeter {
namespace {

// Choice: no documented path is longer than 100 bytes; identifiers of 60 characters fit many times.
constexpr std::size_t kMaxPathBytes = 2048;
// Source: product contract, fine print: "A body over 64 kB is 413 on every operation."
constexpr std::size_t kMaxBodyBytes = 64 * 1024;
// Choice: a client that waits longer may have given up.
constexpr std::chrono::seconds kPatience{1};

Response nobodys_path(const Request& request) {
  return problem(404, "No such path",
                 "No mocked API has the path " + std::string(request.path()) +
                     "; see GET /__admin/operations");
}

/// The operation that the request asks for; null when none fits.
const Operation* served_operation(const Router::Match& match, const State& state, Instant now) {
  const bool fits = match.operation != nullptr && is_served(*match.operation, state, now);
  return fits ? match.operation : nullptr;
}

[[noreturn]] void refuse_route(const Provider& provider, const Router::Match& match,
                               const State& state, Instant now) {
  std::string allow;  // "GET, POST": the methods that the path still has
  for (const Operation* operation : match.others) {
    if (!is_served(*operation, state, now)) continue;
    allow += (allow.empty() ? "" : ", ") + std::string(operation->method);
  }
  if (allow.empty()) throw make_error(provider, CommonError::kUnknownRoute, "no such path");
  ApiError refusal = make_error(provider, CommonError::kMethodNotAllowed, "allowed: " + allow);
  refusal.add_header("Allow", allow);
  throw refusal;
}

void check_sizes(const Provider& provider, const Request& request) {
  if (request.path().size() > kMaxPathBytes) {
    throw make_error(provider, CommonError::kTargetTooLong,
                     "the path is longer than " + std::to_string(kMaxPathBytes) + " bytes");
  }
  if (request.body.size() > kMaxBodyBytes) {
    throw make_error(provider, CommonError::kBodyTooLarge,
                     "the body is larger than " + std::to_string(kMaxBodyBytes) + " bytes");
  }
}

Query read_query(const Provider& provider, const Router::Match& match, const Request& request) {
  auto query = Query::parse(request.query());
  if (!query || match.bad_encoding) {
    throw make_error(provider, CommonError::kBadTarget, "percent-encoding or UTF-8 is broken");
  }
  return std::move(*query);
}

std::vector<std::string> names_of(const RequestFaults& faults) {
  std::vector<std::string> names;
  names.reserve(faults.fired.size());
  for (const FiredFault& each : faults.fired) names.push_back(to_string(each.fault));
  return names;
}

/// What the mock knows about a response, beside what its handler said.
void add_traits(Response& response, const RequestContext& context, const Provider& provider,
                const Operation& operation, const RequestFaults& faults) {
  const Lifecycle& lifecycle = context.world.lifecycle_of(std::string(operation.id));
  Traits& traits = response.traits;
  traits.set(Trait::kDeprecated, lifecycle.deprecated_at(context.now));
  traits.set(Trait::kFaultInjected, !faults.fired.empty() || response.delivery.delay >= kPatience);
  traits.set(Trait::kNoCredential,
             response.status == 401 && context.credential.scheme != provider.auth_scheme);
}

/// Throws the vendor's error unless the call's credential is good for it. `limit` may be null.
void admit(const OperationRequest& call, RateLimitGuard* limit) {
  if (call.operation.open) return;
  call.provider.authenticate(call);
  if (limit != nullptr) limit->count();  // a call that is not permitted counts, too
  if (call.provider.authorize != nullptr) call.provider.authorize(call);
  if (limit != nullptr) limit->check();
}

/// The call of a request that passes the checks behind its path, in their order. `fire` gets the
/// call before its credential is looked at, and may refuse it. Throws the vendor's error.
template <typename Fire>
OperationRequest checked_call(const RequestContext& context, const Operation& operation,
                              Router::Match& match, const Principal& principal,
                              RateLimitGuard* limit, Fire fire) {
  OperationRequest call{context, *match.provider, operation, std::move(match.params),
                        {},      principal};
  fire(call);
  admit(call, limit);
  // Source: product contract, fine print: credential and permission before parameters.
  call.query = read_query(call.provider, match, context.request);
  return call;
}

/// The vendor's envelope around the exception that is being handled, or what we say ourselves.
Response render_error(const Provider& provider, const Operation* operation,
                      const RequestContext& context) {
  try {
    throw;
  } catch (const ApiError& error) {
    return provider.render(error, context);
  } catch (const StoreError& error) {
    const bool changes = operation != nullptr && operation->change != nullptr;
    return changes ? change_not_kept(error.what()) : state_unknown(error.what());
  } catch (const std::exception& error) {  // a defect of ours: say so, and keep serving
    spdlog::error("{}: {}", operation == nullptr ? "routing" : operation->id, error.what());
    return provider.render(
        make_error(provider, CommonError::kInternalError, "a defect of the mock"), context);
  }
}

}  // namespace

Response Mock::handle(const Request& sent) {
  try {
    require_current();
  } catch (const StoreError& error) {
    return state_unknown(error.what());
  }
  const auto state = current();
  const Arrived arrived = state->clock.uptime();
  Credential credential = read_credential(sent.headers);
  const RequestedFaults requested = read_requested_faults(sent, credential);
  const Request& request = requested.stripped ? *requested.stripped : sent;
  Serial serial(next_serial_);
  const RequestContext context{request,         credential,         *state->world,
                               state->variants, state->clock.now(), serial};
  Router::Match match = router_.match(request.method, request.path());
  if (match.provider != nullptr) return handle_matched(context, *state, arrived, match, requested);
  Response response = nobodys_path(request);
  record_exchange(context, *state, arrived, nullptr, response);
  return response;
}

Response Mock::handle_matched(const RequestContext& context, const State& state, Arrived arrived,
                              Router::Match& match, const RequestedFaults& requested) {
  const Provider& provider = *match.provider;
  const Principal principal = find_principal(provider, context.world, context.credential);
  RateLimitGuard limit(limiter(), provider, context, principal,
                       {state.clock.elapsed(), state.settings.enforce_rate_limits});
  const Operation* const operation = served_operation(match, state, context.now);
  RequestFaults faults;
  Response response;
  std::optional<std::string> hint;
  bool changed = false;
  try {
    check_sizes(provider, context.request);
    if (operation == nullptr) refuse_route(provider, match, state, context.now);
    const auto fire = [&](const OperationRequest& asked) {
      faults = select_faults(state, asked, requested);
      fault_counts().count(faults);
      throw_fault_error(faults, provider);
    };
    const auto call = checked_call(context, *operation, match, principal, &limit, fire);
    hint = date_hint(call.query, context.now);
    changed = operation->change != nullptr;
    response = changed ? change(call) : operation->handle(call);
  } catch (const FaultSyntaxError& error) {
    response = invalid_fault_response(error);
    response.traits.set(Trait::kFaultInjected);
    record_exchange(context, state, arrived, operation, response);
    return response;
  } catch (...) {
    response = render_error(provider, operation, context);
  }
  add_challenge(response, provider, context);
  if (hint) response.headers.add("X-Mockmeter-Hint", *hint);
  limit.show(response.headers);
  if (provider.add_headers != nullptr) provider.add_headers(response, context);
  const auto found_nothing = [&](std::uint64_t number) { fault_found_nothing(state, number); };
  if (faults.is_stateful) apply_faults(response, faults, context, *operation, found_nothing);
  response.delivery.delay += state.draw_delay();
  if (operation != nullptr) add_traits(response, context, provider, *operation, faults);
  auto record_again =
      record_exchange(context, state, arrived, operation, response, names_of(faults));
  // What must not happen once more when this process ends now is kept before anybody is told.
  if (changed || faults.is_stateful) settle();
  if (!changed && !faults.is_stateful && !limit.is_limited() && !context.serial.drawn() &&
      response.delivery == Delivery{} && state.clock.mode() == ClockSetting::Mode::kFrozen) {
    response.on_cache_hit = std::move(record_again);
  }
  return response;
}

Mock::Preview Mock::preview(const Request& request) const {
  const auto state = current();
  const Credential credential = read_credential(request.headers);
  std::atomic<std::uint64_t> serials{0};
  Serial serial(serials);
  const RequestContext context{request,         credential,         *state->world,
                               state->variants, state->clock.now(), serial};
  Router::Match match = router_.match(request.method, request.path());
  const Operation* const operation = served_operation(match, *state, context.now);
  if (operation == nullptr || operation->change != nullptr) return {};
  const Provider& provider = *match.provider;
  Response response;
  try {
    check_sizes(provider, request);
    const Principal principal = find_principal(provider, context.world, credential);
    response = operation->handle(checked_call(context, *operation, match, principal, nullptr,
                                              [](const OperationRequest&) {}));
  } catch (...) {
    response = render_error(provider, operation, context);
  }
  Json body = Json::parse(response.body, nullptr, false);
  if (body.is_discarded()) body = std::move(response.body);
  Redactor(*state->secrets, &credential).document(body);
  return {operation, response.status, std::move(body)};
}

/// The last hand on a response: puts the exchange into the journal and the log. What it returns
/// does so again, each time that it is called, for a response that took no time.
std::function<void()> Mock::record_exchange(const RequestContext& context, const State& state,
                                            Arrived arrived, const Operation* operation,
                                            Response& response, std::vector<std::string> faults) {
  response.date = context.now;
  auto record = make_record(context.request, context.credential, operation, response,
                            *state.secrets, std::move(faults));
  if (operation == nullptr) {
    response.headers.add("X-Mockmeter-Hint",
                         hint_line(closest_operations(record->method, record->path(), providers(),
                                                      context.world, context.now)));
  }
  auto record_with = [this, record = std::move(record), when = context.now,
                      advanced = state.clock.advanced()](std::chrono::nanoseconds latency) {
    // Without the query, which is long.
    spdlog::debug("{} {} {}", record->method, record->path(), record->status);
    journal().add(record, when, advanced, latency);
  };
  record_with(state.clock.uptime() - arrived + response.delivery.delay);
  return [record_with = std::move(record_with)] { record_with({}); };
}

Response Mock::change(const OperationRequest& call) {
  Response response;
  edit([&](State& state) {  // perhaps newer than the one that the call was routed with
    OperationRequest fresh{
        {call.request, call.credential, *state.world, state.variants, call.now, call.serial},
        call.provider,
        call.operation,
        call.path,
        call.query,
        find_principal(call.provider, *state.world, call.credential)};
    admit(fresh, nullptr);  // its credential may be gone
    auto next = std::make_shared<World>(*state.world);
    response = call.operation.change(fresh, *next);
    state.put(std::move(next));
  });
  return response;
}

}  // namespace mockmeter
