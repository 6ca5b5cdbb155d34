#pragma once

#include <functional>
#include <string>
#include <vector>

#include "conformance/evaluation/evaluate.h"
#include "conformance/model/call.h"
#include "conformance/model/case.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// The result of a case or a probe that was not examined, or only in vain.
CaseResult not_examined(const Case& subject, Verdict verdict, std::string reason);

/// The result that `examine` fills, and how long that took. Never throws: what goes wrong on our
/// side is a harness error.
CaseResult examined(const Case& subject, const std::function<void(CaseResult& result)>& examine);

/// Gives the result of `result.subject` its checks, its verdict and the reason for it.
void decide(Evaluation evaluation, const std::vector<CallOutcome>& outcomes, CaseResult& result);

}  // namespace mockmeter::conformance
