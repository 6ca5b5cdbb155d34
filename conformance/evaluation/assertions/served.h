#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "conformance/evaluation/evaluate.h"
#include "conformance/model/json.h"
#include "mockmeter/exchange.h"

namespace mockmeter::conformance {

/// What is wrong with what the client was served: a 2xx that is not valid for its operation, or an
/// error without the provider's envelope; empty when all is well. Not looked at: what the script
/// calls deliberate, the 500 behind its end, redirects, and answers under faults, which are there
/// to break them.
///
/// The mock answers the operation that the target asks for, which a wrong client may have mistaken;
/// a script answers its call's, whatever the target is. `calls`: which call each exchange is of.
std::string broken_answer(const Evidence& evidence, const std::vector<std::size_t>& calls);

/// The document in an answer, its coding undone (gzip under either name, or none); discarded when
/// there is none. Source: RFC 9110 section 8.4.
Json document_in(const Exchange& exchange);

}  // namespace mockmeter::conformance
