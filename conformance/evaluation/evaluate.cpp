#include "conformance/evaluation/evaluate.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <exception>
#include <stdexcept>
#include <utility>

#include "base/tables.h"
#include "conformance/evaluation/assertions/assertion.h"
#include "conformance/evaluation/assertions/leaks.h"
#include "conformance/evaluation/assertions/outcomes.h"
#include "conformance/evaluation/assertions/requests.h"
#include "conformance/evaluation/assertions/schemas.h"
#include "conformance/evaluation/wire/exchange_assignment.h"
#include "conformance/model/display.h"

namespace mockmeter::conformance {
namespace {

/// What every rule may look at.
struct ExaminedCase {
  const CaseTrace& trace;
  const std::vector<std::size_t>& calls;  ///< which one each exchange belongs to
  Coverage& coverage;
};

Assertions evaluate_own_requests(const Json& rules, const ExaminedCase& subject) {
  return evaluate_requests(
      rules, {"requests", subject.trace.exchanges,
              [&](std::size_t i) -> const Call& { return subject.trace.calls[subject.calls[i]]; }});
}

/// Which call led there cannot be seen: its redirect is on the other server.
Assertions evaluate_second_server(const Json& rules, const ExaminedCase& subject) {
  return evaluate_requests(
      rules, {"second_server", subject.trace.second_exchanges,
              [&](std::size_t) -> const Call& { return subject.trace.calls.front(); }});
}

CallEnding call_ending(const ExaminedCase& subject, std::size_t call,
                       const ServedDocument& response) {
  return {"outcome[" + std::to_string(call) + "]",
          subject.trace.outcomes[call],
          subject.trace.outcomes,
          response,
          subject.trace.client.time_resolution,
          subject.coverage};
}

/// One expectation alone is for every call.
Assertions evaluate_outcomes(const Json& expected, const ExaminedCase& subject) {
  const std::size_t count = subject.trace.calls.size();
  if (expected.size() != 1 && expected.size() != count) {
    throw std::invalid_argument(pluralize(expected.size(), "outcome") + " for " +
                                pluralize(count, "call"));
  }
  const std::vector<ServedDocument> responses = responses_by_call(subject.trace, subject.calls);
  Assertions checks;
  for (std::size_t i = 0; i < count; ++i) {
    const Json& wanted = expected[std::min(i, expected.size() - 1)];
    append(checks, evaluate_outcome(wanted, call_ending(subject, i, responses[i])));
  }
  return checks;
}

using CaseRule = Rule<Assertions, ExaminedCase>;
constexpr std::array kCaseRules{
    CaseRule{"requests", evaluate_own_requests},
    CaseRule{"second_server", evaluate_second_server},
    CaseRule{"outcomes", evaluate_outcomes},
    CaseRule{"distinct_errors",
             [](const Json&, const ExaminedCase& subject) {
               return Assertions{
                   with_name("distinct_errors", evaluate_distinct_errors(subject.trace.outcomes))};
             }},
    CaseRule{"no_leak",
             [](const Json& planted, const ExaminedCase& subject) {
               return find_leaks(planted, subject.trace);
             }},
};

Assertions evaluate_by(const Json& then, const ExaminedCase& subject) {
  Assertions checks;
  for (auto part = then.begin(); part != then.end(); ++part) {
    const CaseRule& rule = find_row(part.key(), kCaseRules, "rule: ");
    append(checks, rule.evaluate(*part, subject));
  }
  return checks;
}

std::size_t count_results(const CaseTrace& trace) {
  return static_cast<std::size_t>(
      std::ranges::count(trace.outcomes, CallOutcome::Kind::kResult, &CallOutcome::kind));
}

/// Whatever a case asks: a call ends with a result or an error, and each result has been asked for.
Assertions evaluate_always(const ExaminedCase& subject, bool is_made_up) {
  const CaseTrace& trace = subject.trace;
  const ServedDocument none;
  Assertions checks;
  for (std::size_t i = 0; i < trace.outcomes.size() && !trace.then.contains("outcomes"); ++i) {
    checks.push_back(evaluate_any_outcome(call_ending(subject, i, none)));
  }
  if (is_made_up) {
    checks.push_back(
        with_name("outcomes.requests",
                  make_assertion(false, "a request to the server before there is a result",
                                 pluralize(count_results(trace), "result") + " of " +
                                     pluralize(trace.exchanges.size(), "request"),
                                 "a result came from somewhere else")));
  }
  for (Assertion& check : checks) check.is_of_protocol = true;
  return checks;
}

}  // namespace

Evaluation evaluate(const CaseTrace& trace) try {
  if (trace.outcomes.size() != trace.calls.size()) {
    throw std::invalid_argument(pluralize(trace.outcomes.size(), "ending") + " for " +
                                pluralize(trace.calls.size(), "call"));
  }
  Evaluation evaluation;
  if (const CallOutcome* outcome =
          find_by(trace.outcomes, &CallOutcome::kind, CallOutcome::Kind::kUnsupported)) {
    evaluation.unsupported =
        "the client says so" + (outcome->text.empty() ? "" : ": " + to_display(outcome->text));
    return evaluation;
  }
  const std::vector<std::size_t> calls = assign_exchanges(trace);
  Coverage coverage;
  const ExaminedCase subject{trace, calls, coverage};
  evaluation.checks = evaluate_by(trace.then, subject);
  evaluation.is_made_up = count_results(trace) > trace.exchanges.size();
  append(evaluation.checks, evaluate_always(subject, evaluation.is_made_up));
  evaluation.unreported = std::move(coverage.unreported);
  if (coverage.evaluated == 0 && !evaluation.unreported.empty() && all_passed(evaluation.checks)) {
    evaluation.unsupported =
        "the client reports nothing of what is asked: no " + evaluation.unreported.front();
  }
  evaluation.harness_error = invalid_response(trace, calls);
  return evaluation;
} catch (const std::exception& error) {
  // What a client sends and says raises none: the case does.
  Evaluation evaluation;
  evaluation.harness_error = error.what();
  return evaluation;
}

}  // namespace mockmeter::conformance
