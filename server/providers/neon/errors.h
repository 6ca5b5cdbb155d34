#pragma once

#include <string>
#include <string_view>

#include "server/api/error.h"
#include "server/api/operation.h"

namespace mockmeter::neon {

/// 401, for a missing and for a wrong key. Observed: five independent clients quote it.
ApiError unauthorized();

/// 400 in the words of ogen, the tool that Neon's server is generated with.
ApiError bad_parameter(std::string message);
ApiError missing_parameter(std::string_view name);   ///< Observed: `query parameter "metrics" ...`
ApiError repeated_parameter(std::string_view name);  ///< Inferred: ogen source
/// Observed: live /projects call, 2026-09-05.
ApiError missing_org_id();
/// Choice: the text is ours.
ApiError unknown_metric(std::string_view name);
/// Choice: the text is ours; no source says what an unknown cursor gives.
ApiError unknown_cursor(std::string_view cursor);

/// 403 of a plan without access. The text depends on the endpoint.
ApiError plan_lacks_access(std::string_view message);

/// 404. Source: OpenAPI file 2.7.2 "Account is not a member of the organization specified by".
ApiError not_a_member();

/// 406. `end`: "start" (Observed: live), "end" (Inferred: its sibling) or "" (Choice: from >= to).
ApiError outside_window(std::string_view end);

ApiError refuse(Refusal refusal, std::string_view detail);
/// The error of a fault `status=N`.
ApiError failure(int status);
Response render(const ApiError& error, const Context& context);
/// The headers of Neon's own server on every answer; those of the network in front are left out.
void finish(Response& response, const Context& context);

/// The X-Request-ID of the request when it can stand in a header, otherwise one made from the seed
/// and the serial of the request.
/// Source: OpenAPI file 2.7.2, GeneralError "set this value manually by including an X-Request-ID".
std::string request_id(const Context& context);

}  // namespace mockmeter::neon
