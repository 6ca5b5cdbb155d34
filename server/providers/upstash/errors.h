#pragma once

#include <string_view>

#include "server/api/error.h"
#include "server/api/operation.h"

namespace mockmeter::upstash {

/// 401. Observed: upstash/cli a276e47 "{"error":"Unauthorized"}".
ApiError unauthorized();

/// 403. Observed: @upstash/mcp-server 0.3.0 looks for "Readonly API key" in the text.
ApiError read_only_key();

/// 404 in the one wording on record: "<what> not found".
/// Observed: a public runbook, Terraform provider, response: "database not found".
ApiError not_found(std::string_view what);

/// 400 for a parameter or a member of the body. The texts are not public.
ApiError invalid(std::string_view name, std::string_view reason);

ApiError refuse(Refusal refusal, std::string_view detail);
/// The error of a fault `status=N`.
ApiError failure(int status);
Response render(const ApiError& error, const Context& context);

}  // namespace mockmeter::upstash
