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
/// As in schemas/world.json.
inline constexpr std::uint64_t kMaxRecordedCount = 9'000'000'000'000'000'000;
/// An integer from 0 to `most`, which may be written as 1.0.
std::uint64_t count_of(const Json& value, const char* name, std::uint64_t most = kMaxRecordedCount);
std::uint64_t count_member(const Json& object, const char* name,
                           std::uint64_t most = kMaxRecordedCount);

}  // namespace mockmeter
