#pragma once

#include <string>

#include "conformance/judge/target.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// `schema` of schemas/case.json: a request against schemas/<provider>/<operation>.request.json,
/// whose members are path, query and, where the operation takes one, body. Every documented path
/// ends with its parameters, so they are the last segments. Passes with a word where the operation
/// has no such schema.
Check judge_request_schema(const std::string& operation, const Target& target,
                           const std::string& body);

}  // namespace mockmeter::conformance
