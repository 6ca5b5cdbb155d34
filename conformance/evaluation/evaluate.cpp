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
  const CaseTrace& evidence;
  const std::vector<std::size_t>& calls;  ///< which one each exchange belongs to
  Coverage& coverage;
};

Assertions evaluate_own_requests(const Json& rules, const ExaminedCase& subject) {
  return evaluate_requests(
      rules, {"requests", subject.evidence.exchanges, [&](std::size_t i) -> const Call& {
                return subject.evidence.calls[subject.calls[i]];
              }});
}

/// Which call led there cannot be seen: its redirect is on the other server.
Assertions evaluate_second_server(const Json& rules, const ExaminedCase& subject) {
  return evaluate_requests(
      rules, {"second_server", subject.evidence.elsewhere,
              [&](std::size_t) -> const Call& { return subject.evidence.calls.front(); }});
}

CallEnding call_ending(const ExaminedCase& subject, std::size_t call,
                       const ServedDocument& answer) {
  return {"outcome[" + std::to_string(call) + "]",
          subject.evidence.outcomes[call],
          subject.evidence.outcomes,
          answer,
          subject.evidence.client.time_resolution,
          subject.coverage};
}

/// One expectation alone is for every call.
Assertions evaluate_outcomes(const Json& expected, const ExaminedCase& subject) {
  const std::size_t count = subject.evidence.calls.size();
  if (expected.size() != 1 && expected.size() != count) {
    throw std::invalid_argument(pluralize(expected.size(), "outcome") + " for " +
                                pluralize(count, "call"));
  }
  const std::vector<ServedDocument> answers = responses_by_call(subject.evidence, subject.calls);
  Assertions checks;
  for (std::size_t i = 0; i < count; ++i) {
    const Json& wanted = expected[std::min(i, expected.size() - 1)];
    append(checks, evaluate_outcome(wanted, call_ending(subject, i, answers[i])));
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
               return Assertions{with_name("distinct_errors",
                                           evaluate_distinct_errors(subject.evidence.outcomes))};
             }},
    CaseRule{"no_leak",
             [](const Json& planted, const ExaminedCase& subject) {
               return find_leaks(planted, subject.evidence);
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

std::size_t count_results(const CaseTrace& evidence) {
  return static_cast<std::size_t>(
      std::ranges::count(evidence.outcomes, CallOutcome::Kind::kResult, &CallOutcome::kind));
}

/// Whatever a case asks: a call ends with a result or an error, and each result has been asked for.
Assertions evaluate_always(const ExaminedCase& subject, bool is_made_up) {
  const CaseTrace& evidence = subject.evidence;
  const ServedDocument none;
  Assertions checks;
  for (std::size_t i = 0; i < evidence.outcomes.size() && !evidence.then.contains("outcomes");
       ++i) {
    checks.push_back(evaluate_any_outcome(call_ending(subject, i, none)));
  }
  if (is_made_up) {
    checks.push_back(
        with_name("outcomes.requests",
                  make_assertion(false, "a request to the server before there is a result",
                                 pluralize(count_results(evidence), "result") + " of " +
                                     pluralize(evidence.exchanges.size(), "request"),
                                 "a result came from somewhere else")));
  }
  return checks;
}

}  // namespace

Evaluation evaluate(const CaseTrace& evidence) try {
  if (evidence.outcomes.size() != evidence.calls.size()) {
    throw std::invalid_argument(pluralize(evidence.outcomes.size(), "ending") + " for " +
                                pluralize(evidence.calls.size(), "call"));
  }
  Evaluation evaluation;
  if (const CallOutcome* outcome =
          find_by(evidence.outcomes, &CallOutcome::kind, CallOutcome::Kind::kUnsupported)) {
    evaluation.unsupported =
        "the client says so" + (outcome->text.empty() ? "" : ": " + to_display(outcome->text));
    return evaluation;
  }
  const std::vector<std::size_t> calls = assign_exchanges(evidence);
  Coverage coverage;
  const ExaminedCase subject{evidence, calls, coverage};
  evaluation.checks = evaluate_by(evidence.then, subject);
  evaluation.is_made_up = count_results(evidence) > evidence.exchanges.size();
  append(evaluation.checks, evaluate_always(subject, evaluation.is_made_up));
  evaluation.unreported = std::move(coverage.unreported);
  if (coverage.judged == 0 && !evaluation.unreported.empty() && all_passed(evaluation.checks)) {
    evaluation.unsupported =
        "the client reports nothing of what is asked: no " + evaluation.unreported.front();
  }
  evaluation.harness_error = invalid_response(evidence, calls);
  return evaluation;
} catch (const std::exception& error) {
  // What a client sends and says raises none: the case does.
  Evaluation evaluation;
  evaluation.harness_error = error.what();
  return evaluation;
}

}  // namespace mockmeter::conformance
