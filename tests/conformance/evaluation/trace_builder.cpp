#include "tests/conformance/evaluation/trace_builder.h"

#include <gtest/gtest.h>

#include <numeric>
#include <utility>

#include "base/tables.h"

namespace mockmeter::conformance::testing {

Call call_of(const std::string& operation, Json arguments) {
  return {operation,
          "",
          std::move(arguments),
          {{"scheme", "bearer"}, {"token", "t-12345678"}},
          Json::object()};
}

CallOutcome result(Json value) {
  CallOutcome outcome;
  outcome.kind = CallOutcome::Kind::kResult;
  outcome.value = std::move(value);
  return outcome;
}

CallOutcome error(Json value) {
  CallOutcome outcome = result(std::move(value));
  outcome.kind = CallOutcome::Kind::kError;
  return outcome;
}

CallOutcome outcome(CallOutcome::Kind kind, std::string text) {
  CallOutcome made;
  made.kind = kind;
  made.text = std::move(text);
  return made;
}

Exchange get(const std::string& target, int status, const Json& body, int at) {
  Exchange exchange;
  exchange.method = "GET";
  exchange.target = target;
  exchange.headers = {{"Authorization", "Bearer t-12345678"}};
  exchange.connection = 1;
  exchange.received_at = std::chrono::milliseconds(at);
  exchange.responded_at = std::chrono::milliseconds(at + 1);
  exchange.status = status;
  exchange.response_body = body.dump();
  return exchange;
}

TraceBuilder::TraceBuilder(Json then, Json reported, const Json& served) {
  subject.given = {{"script", Json::array()}};  // whatever follows is not the mock's
  trace.then = std::move(then);
  trace.client.time_resolution = std::chrono::nanoseconds(1);
  with({call_of(kStats)}, {result(std::move(reported))}, {get(kPath, 200, served)});
}

TraceBuilder& TraceBuilder::with(std::vector<Call> calls, std::vector<CallOutcome> outcomes,
                                 std::vector<Exchange> exchanges) {
  trace.calls = std::move(calls);
  trace.exchanges_before.resize(trace.calls.size());
  std::iota(trace.exchanges_before.begin(), trace.exchanges_before.end(), std::size_t{0});
  trace.outcomes = std::move(outcomes);
  trace.exchanges = std::move(exchanges);
  return *this;
}

Evaluation TraceBuilder::evaluated() {
  trace.subject = &subject;
  return evaluate(trace);
}

std::string failed(const std::vector<Assertion>& checks) {
  std::string names;
  for (const Assertion& each : checks) {
    if (!each.passed) names += (names.empty() ? "" : " ") + each.name;
  }
  return names;
}

std::string failed(const Evaluation& evaluation) {
  std::string names = failed(evaluation.checks);
  if (evaluation.harness_error.empty()) return names;
  return "HARNESS " + evaluation.harness_error + (names.empty() ? "" : " ") + names;
}

Assertion check(const Evaluation& evaluation, const std::string& name) {
  if (const Assertion* found = find_by(evaluation.checks, &Assertion::name, name)) return *found;
  ADD_FAILURE() << "no check " << name << evaluation.harness_error;
  return {};
}

}  // namespace mockmeter::conformance::testing
