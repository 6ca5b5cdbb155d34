#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "mockmeter/exchange.h"

namespace mockmeter::conformance {

/// A line per request: "GET /v2/users -> 200, 1.2 kB", and from the second on how long
/// behind the response before it came. `scripted`: how many responses the server had to give; a
/// request that none was left for says so; empty = the server made its own. Not redacted.
std::vector<std::string> wire_lines(const std::vector<Exchange>& exchanges,
                                    std::optional<std::size_t> scripted = {});

/// A command that sends the same request to the base of its URL, $URL. `options` of curl stand for
/// its credential and its fields but Content-Type; each ends with a blank. Not redacted.
std::string curl_line(const Exchange& exchange, const std::string& options);

/// A command per request that was another than those before it, with the credential of this
/// operation as a variable and the base of its URL as $URL. Not redacted.
std::vector<std::string> curl_lines(const std::vector<Exchange>& exchanges,
                                    const std::string& operation);

}  // namespace mockmeter::conformance
