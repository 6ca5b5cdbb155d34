#pragma once

#include <cstdint>
#include <string>

#include "base/time/instant.h"
#include "server/metering/json.h"

namespace mockmeter {

// What recorded responses hold is read strictly, because they come from outside: each of these
// throws UnexpectedShape, which names the member, when it is not there or not of its kind.

const Json& list_member(const Json& object, const char* name);
std::string text_member(const Json& object, const char* name);
Instant instant_member(const Json& object, const char* name);
/// An integer from 0 to 9 x 10^18, which may be written as 1.0.
std::uint64_t count_of(const Json& value, const char* name);
std::uint64_t count_member(const Json& object, const char* name);

}  // namespace mockmeter
