#pragma once

#include <functional>

#include "server/control/faults/kinds.h"
#include "server/metering/json.h"

namespace mockmeter::faults {

/// Puts a changed body in place of the response's. False, and the same bytes, when `change` changed
/// nothing or when the body is not JSON.
bool change_body(const FaultTarget& target, const std::function<void(Json& body)>& change);

/// The same for each series of the response that has a bucket.
bool change_series(const FaultTarget& target,
                   const std::function<void(Json& buckets, const SeriesPath&)>& change);

/// The bucket that the faults of the middle act on.
inline std::size_t middle_of(const Json& buckets) { return buckets.size() / 2; }

/// Calls `visit` with every number in `value`, at any depth.
void for_each_number(Json& value, const std::function<void(Json&)>& visit);
/// The same for what was measured in a bucket of the series.
void for_each_value(Json& bucket, const SeriesPath& series,
                    const std::function<void(Json&)>& visit);

}  // namespace mockmeter::faults
