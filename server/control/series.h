#pragma once

#include <optional>
#include <string_view>

#include "base/text/json_pointer.h"
#include "server/api/operation.h"
#include "server/metering/json.h"

namespace mockmeter {

/// When a bucket begins or ends, as it says itself: unix seconds, RFC 3339, or as Go prints a time
/// ("2026-05-20 11:01:00.7 +0000 UTC"). Empty when it says nothing that can be read.
std::optional<Instant> time_of_bucket(const Json& bucket, std::string_view member);

/// Calls `visit` with the buckets of each series in a response's body, what the catalogue says of
/// it, and the JSON Pointer to it. `Document` is Json or const Json.
template <typename Document, typename Visit>
void for_each_series(Document& body, const OperationInfo& operation, Visit visit) {
  for (const SeriesPath& series : operation.series) {
    for (const auto& [pointer, buckets] : resolve_pattern(body, series.path)) {
      if (buckets->is_array()) visit(*buckets, series, pointer);
    }
  }
}

/// Every series of a response's body, for whoever draws it:
/// [{"path": "/throughput", "isEnd": false, "times": [unix seconds], "metrics": {"y": [...]}}].
/// The names of metrics are paths within a bucket; "" where a bucket is a number. A bucket without
/// a number of a metric has null there. Buckets come in the order of time, whatever the body's is;
/// those whose time cannot be read are left out.
Json series_document(const Json& body, const OperationInfo& operation);

}  // namespace mockmeter
