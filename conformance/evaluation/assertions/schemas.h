#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/evaluation/assertions/matchers.h"
#include "conformance/evaluation/assertions/requests.h"
#include "conformance/model/trace.h"
#include "conformance/model/verdict.h"
#include "schemas/validate.h"

namespace mockmeter::conformance {

/// schemas/acme/get_stats.response.json for "acme.get_stats" and "response";
/// empty when there is no such file. Throws std::runtime_error naming a file that it refers to and
/// that is not there.
std::optional<Json> schema_of(std::string_view operation, std::string_view kind);

/// schemas/<provider>/error.json.
std::optional<Json> error_schema_of(std::string_view provider);

/// "at /daily_used/0/y: expected an integer, found \"5\", and 2 more"; empty when there are none.
std::string validation_text(const std::vector<ValidationError>& faults);

/// Passed when there are no faults; otherwise the difference is their
/// validation_text().
Assertion make_schema_assertion(const std::vector<ValidationError>& faults, std::string expected,
                                std::string actual);

/// `schema` of schemas/case.json: a request against schemas/<provider>/<operation>.request.json,
/// whose members are path, query and, where the operation takes one, body. Every documented path
/// ends with its parameters, so they are the last segments. Passes with a word where the operation
/// has no such schema.
Assertion evaluate_request_schema(const Json&, const ExaminedRequest& subject);

/// The matcher `schema`. A typed client does not report what it was served letter by letter: other
/// names, epochs for texts, members left out. So what means the same as what was served is taken as
/// served, and the schema then checks what the client made different.
Assertion evaluate_schema(const Json& wanted, const MatchTarget& place);

/// What is wrong with what the client was served: a 2xx that is not valid for its operation, or an
/// error without the provider's envelope; empty when all is well. Not looked at: what the script
/// calls deliberate, the 500 behind its end, redirects, and answers under faults, which are there
/// to break them.
///
/// The mock answers the operation that the target asks for, which a wrong client may have mistaken;
/// a script answers its call's, whatever the target is. `calls`: which call each exchange is of.
std::string invalid_response(const CaseTrace& trace, const std::vector<std::size_t>& calls);

}  // namespace mockmeter::conformance
