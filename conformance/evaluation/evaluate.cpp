#include "conformance/evaluation/evaluate.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <exception>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "base/tables.h"
#include "conformance/evaluation/wire/calls.h"
#include "conformance/evaluation/assertions/opinion.h"
#include "conformance/evaluation/assertions/outcomes.h"
#include "conformance/evaluation/assertions/requests.h"
#include "conformance/evaluation/assertions/schemas.h"
#include "conformance/model/shown.h"
#include "conformance/evaluation/assertions/silence.h"

namespace mockmeter::conformance {
namespace {

/// What every rule may look at.
struct JudgedCase {
  const Evidence& evidence;
  const std::vector<std::size_t>& calls;  ///< which one each exchange belongs to
  Coverage& coverage;
};

Checks judge_own_requests(const Json& rules, const JudgedCase& subject) {
  return judge_requests(rules,
                        {"requests", subject.evidence.exchanges, [&](std::size_t i) -> const Call& {
                           return subject.evidence.calls[subject.calls[i]];
                         }});
}

/// Which call led there cannot be seen: its redirect is on the other server.
Checks judge_elsewhere(const Json& rules, const JudgedCase& subject) {
  return judge_requests(
      rules, {"second_server", subject.evidence.elsewhere,
              [&](std::size_t) -> const Call& { return subject.evidence.calls.front(); }});
}

CallEnding call_ending(const JudgedCase& subject, std::size_t call, const Served& answer) {
  return {"outcome[" + std::to_string(call) + "]",
          subject.evidence.outcomes[call],
          subject.evidence.outcomes,
          answer,
          subject.evidence.client.time_resolution,
          subject.coverage};
}

/// One expectation alone is for every call.
Checks judge_outcomes(const Json& expected, const JudgedCase& subject) {
  const std::size_t count = subject.evidence.calls.size();
  if (expected.size() != 1 && expected.size() != count) {
    throw std::invalid_argument(counted(expected.size(), "outcome") + " for " +
                                counted(count, "call"));
  }
  const std::vector<Served> answers = answers_to_calls(subject.evidence, subject.calls);
  Checks checks;
  for (std::size_t i = 0; i < count; ++i) {
    const Json& wanted = expected[std::min(i, expected.size() - 1)];
    append(checks, judge_outcome(wanted, call_ending(subject, i, answers[i])));
  }
  return checks;
}

struct CaseRule {
  std::string_view word;
  Checks (*judge)(const Json& rules, const JudgedCase& subject);
};

constexpr std::array kCaseRules{
    CaseRule{"requests", judge_own_requests},
    CaseRule{"second_server", judge_elsewhere},
    CaseRule{"outcomes", judge_outcomes},
    CaseRule{"distinct_errors",
             [](const Json&, const JudgedCase& subject) {
               return Checks{
                   named("distinct_errors", judge_errors_differ(subject.evidence.outcomes))};
             }},
    CaseRule{"no_leak",
             [](const Json& planted, const JudgedCase& subject) {
               return judge_silence(planted, subject.evidence);
             }},
};

Checks judge_by(const Json& then, const JudgedCase& subject) {
  Checks checks;
  for (auto part = then.begin(); part != then.end(); ++part) {
    const CaseRule& rule = row_for(part.key(), kCaseRules, "rule: ");
    append(checks, rule.judge(*part, subject));
  }
  return checks;
}

std::size_t count_results(const Evidence& evidence) {
  return static_cast<std::size_t>(
      std::count_if(evidence.outcomes.begin(), evidence.outcomes.end(),
                    [](const Outcome& each) { return each.kind == Outcome::Kind::kResult; }));
}

/// Whatever a case asks: a call ends with a result or an error, and each result has been asked for.
Checks judge_always(const JudgedCase& subject, bool is_made_up) {
  const Evidence& evidence = subject.evidence;
  const Served none;
  Checks checks;
  for (std::size_t i = 0; i < evidence.outcomes.size() && !evidence.then.contains("outcomes");
       ++i) {
    checks.push_back(judge_any_outcome(call_ending(subject, i, none)));
  }
  if (is_made_up) {
    checks.push_back(named("outcomes.requests",
                           opinion(false, "a request to the server before there is a result",
                                   counted(count_results(evidence), "result") + " of " +
                                       counted(evidence.exchanges.size(), "request"),
                                   "a result came from somewhere else")));
  }
  return checks;
}

}  // namespace

Judgement judge(const Evidence& evidence) try {
  if (evidence.outcomes.size() != evidence.calls.size()) {
    throw std::invalid_argument(counted(evidence.outcomes.size(), "ending") + " for " +
                                counted(evidence.calls.size(), "call"));
  }
  Judgement judgement;
  if (const Outcome* outcome =
          find_by(evidence.outcomes, &Outcome::kind, Outcome::Kind::kUnsupported)) {
    judgement.unsupported =
        "the client says so" + (outcome->text.empty() ? "" : ": " + shown(outcome->text));
    return judgement;
  }
  const std::vector<std::size_t> calls = calls_of_exchanges(evidence);
  Coverage coverage;
  const JudgedCase subject{evidence, calls, coverage};
  judgement.checks = judge_by(evidence.then, subject);
  judgement.is_made_up = count_results(evidence) > evidence.exchanges.size();
  append(judgement.checks, judge_always(subject, judgement.is_made_up));
  judgement.not_modelled = std::move(coverage.not_modelled);
  if (coverage.judged == 0 && !judgement.not_modelled.empty() && all_passed(judgement.checks)) {
    judgement.unsupported =
        "the client reports nothing of what is asked: no " + judgement.not_modelled.front();
  }
  judgement.harness_error = broken_answer(evidence, calls);
  return judgement;
} catch (const std::exception& error) {
  // What a client sends and says raises none: the case does.
  Judgement judgement;
  judgement.harness_error = error.what();
  return judgement;
}

}  // namespace mockmeter::conformance
