#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/api/message.h"

namespace mockmeter {

/// The value of the first preference of that name in the Prefer fields of a request, without its
/// quotes; "" for a preference without a value. Empty when there is none.
/// Source: RFC 7240 section 2; RFC 9110 section 5.6.4 for quoted strings. Choice: a bare value may
/// hold any character but blanks, commas and semicolons, so that `fault=status=503` does as well.
std::optional<std::string> preference(const Headers& headers, std::string_view name);

}  // namespace mockmeter
