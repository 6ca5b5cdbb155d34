#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "conformance/evaluation/values/decimal.h"
#include "conformance/evaluation/values/moment.h"
#include "conformance/model/json.h"

namespace mockmeter::conformance {

/// A name without case, '_' and '-': "dailyRequests" and "daily_requests" are one.
std::string folded(std::string_view name);

/// The member of that name, or the first that folds to the same; null when there is none.
const Json* find_member(const Json& object, std::string_view name);

/// The number that a value stands for: a number, or the text of one.
std::optional<Decimal> as_decimal(const Json& value);

/// The instant that a value stands for: a text, or seconds to nanoseconds since 1970 as a number or
/// as the text of one.
std::optional<Moment> as_moment(const Json& value);

/// The truth that a value stands for: a boolean, or "true" or "false" in any case.
std::optional<bool> as_truth(const Json& value);

}  // namespace mockmeter::conformance
