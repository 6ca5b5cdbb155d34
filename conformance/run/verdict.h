#pragma once

#include <string>
#include <vector>

#include "conformance/evaluation/evaluate.h"
#include "conformance/model/case.h"
#include "conformance/model/outcome.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// What a case with a missed check of this level ends with.
Verdict verdict_of_miss(Level level);

/// The result of a case or a probe that was not carried out, or only in vain.
CaseResult not_judged(const Case& subject, Verdict verdict, std::string reason);

/// Gives the result of `result.subject` its checks, its verdict and the reason for it.
void decide(Judgement judgement, const std::vector<Outcome>& outcomes, CaseResult& result);

}  // namespace mockmeter::conformance
