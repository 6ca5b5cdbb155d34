#include "tests/conformance/evaluation/evidence.h"

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

Outcome result(Json value) {
  Outcome outcome;
  outcome.kind = Outcome::Kind::kResult;
  outcome.value = std::move(value);
  return outcome;
}

Outcome error(Json value) {
  Outcome outcome = result(std::move(value));
  outcome.kind = Outcome::Kind::kError;
  return outcome;
}

Outcome outcome(Outcome::Kind kind, std::string text) {
  Outcome made;
  made.kind = kind;
  made.text = std::move(text);
  return made;
}

Exchange get(const std::string& target, int status, Json body, int at) {
  Exchange exchange;
  exchange.method = "GET";
  exchange.target = target;
  exchange.headers = {{"Authorization", "Bearer t-12345678"}};
  exchange.connection = 1;
  exchange.arrived = std::chrono::milliseconds(at);
  exchange.answered = std::chrono::milliseconds(at + 1);
  exchange.status = status;
  exchange.answer_body = body.dump();
  return exchange;
}

Scene::Scene(Json then, Json reported, Json served) {
  subject.given = {{"script", Json::array()}};  // whatever follows is not the mock's
  evidence.then = std::move(then);
  evidence.client.time_resolution = std::chrono::nanoseconds(1);
  with({call_of(kStats)}, {result(std::move(reported))}, {get(kPath, 200, std::move(served))});
}

Scene& Scene::with(std::vector<Call> calls, std::vector<Outcome> outcomes,
                   std::vector<Exchange> exchanges) {
  evidence.calls = std::move(calls);
  evidence.exchanges_before.resize(evidence.calls.size());
  std::iota(evidence.exchanges_before.begin(), evidence.exchanges_before.end(), std::size_t{0});
  evidence.outcomes = std::move(outcomes);
  evidence.exchanges = std::move(exchanges);
  return *this;
}

Judgement Scene::judged() {
  evidence.subject = &subject;
  return judge(evidence);
}

std::string failed(const std::vector<Check>& checks) {
  std::string names;
  for (const Check& each : checks) {
    if (!each.passed) names += (names.empty() ? "" : " ") + each.name;
  }
  return names;
}

std::string failed(const Judgement& judgement) {
  std::string names = failed(judgement.checks);
  if (judgement.harness_error.empty()) return names;
  return "HARNESS " + judgement.harness_error + (names.empty() ? "" : " ") + names;
}

Check check(const Judgement& judgement, const std::string& name) {
  if (const Check* found = find_by(judgement.checks, &Check::name, name)) return *found;
  ADD_FAILURE() << "no check " << name << judgement.harness_error;
  return {};
}

}  // namespace mockmeter::conformance::testing
