#include "conformance/run/verdict.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

#include "base/tables.h"
#include "conformance/model/basis.h"

namespace mockmeter::conformance {
namespace {

/// Why a miss may be none of the client's logic: its adapter died or stayed silent.
std::string adapter_failure(const std::vector<CallOutcome>& outcomes) {
  if (const CallOutcome* crashed =
          find_by(outcomes, &CallOutcome::kind, CallOutcome::Kind::kCrashed))
    return crashed->text;
  if (const CallOutcome* silent =
          find_by(outcomes, &CallOutcome::kind, CallOutcome::Kind::kTimeout)) {
    return silent->text.empty() ? "the adapter gave no reply in time" : silent->text;
  }
  return {};
}

/// What a case with a missed check of this level ends with.
Verdict verdict_of_miss(Level level) {
  if (level == Level::kMust) return Verdict::kFail;
  return level == Level::kShould ? Verdict::kWarning : Verdict::kAdvisory;
}

/// The most binding one that was missed.
Level level_of_misses(const CaseResult& result) {
  Level level = Level::kMay;
  for (const Assertion& check : result.checks) {
    if (!check.passed) level = std::max(level, level_of(check, *result.subject));
  }
  return level;
}

/// Gives each check the sentences that it rests on; says which one has none.
std::string add_requirements(CaseResult& result) {
  if (result.subject->bases.empty()) return {};  // a first call, which no sentence asks for
  for (Assertion& check : result.checks) {
    if (check.is_of_protocol) continue;
    check.requirements = requirements_of(*result.subject, check.name);
    if (check.requirements.empty()) return "no requirement of the case carries " + check.name;
  }
  return {};
}

}  // namespace

CaseResult not_examined(const Case& subject, Verdict verdict, std::string reason) {
  CaseResult result;
  result.subject = &subject;
  result.verdict = verdict;
  result.reason = std::move(reason);
  return result;
}

CaseResult examined(const Case& subject, const std::function<void(CaseResult& result)>& examine) {
  const auto start = std::chrono::steady_clock::now();
  CaseResult result;
  result.subject = &subject;
  result.started = std::chrono::system_clock::now();
  try {
    examine(result);
  } catch (const std::exception& error) {
    result.verdict = Verdict::kHarnessError;
    result.reason = error.what();
  }
  result.took = std::chrono::steady_clock::now() - start;
  return result;
}

void decide(Evaluation evaluation, const std::vector<CallOutcome>& outcomes, CaseResult& result) {
  result.checks = std::move(evaluation.checks);
  result.unreported = std::move(evaluation.unreported);
  result.crashed = find_by(outcomes, &CallOutcome::kind, CallOutcome::Kind::kCrashed) != nullptr;
  const std::string baseless = add_requirements(result);
  if (evaluation.harness_error.empty()) evaluation.harness_error = baseless;
  if (!evaluation.harness_error.empty()) {
    result.verdict = Verdict::kHarnessError;
    result.reason = std::move(evaluation.harness_error);
  } else if (!all_passed(result.checks)) {
    result.verdict =
        evaluation.is_made_up ? Verdict::kFail : verdict_of_miss(level_of_misses(result));
    result.reason = adapter_failure(outcomes);
  } else if (!evaluation.unsupported.empty()) {
    result.verdict = Verdict::kUnsupported;
    result.reason = std::move(evaluation.unsupported);
  } else if (result.checks.empty()) {
    result.verdict = Verdict::kHarnessError;  // a case that looks at nothing would pass anything
    result.reason = "nothing was checked";
  } else {
    result.verdict = Verdict::kPass;
  }
}

}  // namespace mockmeter::conformance
