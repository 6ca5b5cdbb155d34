#pragma once

#include <optional>

#include "server/api/message.h"

namespace mockmeter {

/// The answer to a pre-flight; empty when `request` is none.
/// Source: WHATWG Fetch, "CORS-preflight request": OPTIONS with Origin and
/// Access-Control-Request-Method.
std::optional<Response> answer_preflight(const Request& request);

/// What lets a page of any origin read `response`.
void allow_any_origin(Response& response);

}  // namespace mockmeter
