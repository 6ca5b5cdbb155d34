#pragma once

#include <string>
#include <vector>

#include "conformance/judge/judge.h"

namespace mockmeter::conformance {

/// What no report may show: the secrets of the calls' credentials, and what the case planted to see
/// whether the client is silent. The longest first, so that none leaves a part of another.
std::vector<std::string> secrets_in(const Evidence& evidence);

/// Takes these texts out of everything that a judgement says.
void redact(Judgement& judgement, const std::vector<std::string>& secrets);

}  // namespace mockmeter::conformance
