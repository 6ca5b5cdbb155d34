#pragma once

#include <string>
#include <vector>

#include "conformance/evaluation/evaluate.h"
#include "conformance/evaluation/wire/target.h"
#include "conformance/model/json.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// Judges one request by every word of `request` of schemas/case.json. The checks are named
/// "method", "query.period", "headers.accept.matches". `call` is the one that it was made for.
/// Throws std::invalid_argument for a word without a rule.
std::vector<Check> judge_request(const Json& rules, const Exchange& exchange, const Call& call);

/// `path` of schemas/case.json: the raw path is one of these; only the case of the hexadecimal
/// digits of an escape does not count.
Check judge_raw_path(const Json& wanted, const Target& target);

/// `path_decodes_to`: the segments, each decoded, are those of this text. A slash in the text
/// always separates two; where one belongs to a segment, say it with `path`.
Check judge_decoded_path(const Json& wanted, const Target& target);

/// `schema` of schemas/case.json: a request against schemas/<provider>/<operation>.request.json,
/// whose members are path, query and, where the operation takes one, body. Every documented path
/// ends with its parameters, so they are the last segments. Passes with a word where the operation
/// has no such schema.
Check judge_request_schema(const std::string& operation, const Target& target,
                           const std::string& body);

}  // namespace mockmeter::conformance
