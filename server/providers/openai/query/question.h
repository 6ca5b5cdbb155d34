#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "server/api/operation.h"
#include "server/metering/window.h"
#include "server/providers/openai/endpoints.h"
#include "server/providers/openai/world.h"

namespace mockmeter::openai {

/// The buckets of a response: the first begins at `from`, the last ends at `to`, and all edges
/// between are those of `width`. None when `from` is not before `to`.
struct Layout {
  Instant from;
  Instant to;
  Granularity width = Granularity::kDay;

  /// The end of the bucket that begins at `begin`.
  Instant end_of(Instant begin) const;
  /// Whether a bucket other than the first begins there.
  bool is_edge(Instant begin) const;
};

/// The texts that a dimension may have.
struct Chosen {
  Dimension dimension;
  std::vector<std::string> values;  ///< sorted
};

/// A request that passed every check.
struct Question {
  const Endpoint* endpoint = nullptr;
  const Organization* organization = nullptr;
  Layout layout;
  std::int64_t end = 0;  ///< of the response, in unix seconds, before its last bucket is made whole
  DimensionSet groups;
  std::vector<Chosen> filters;
  std::size_t limit = 0;          ///< of buckets
  Instant first;                  ///< where the first bucket of the page begins
  std::uint32_t fingerprint = 0;  ///< of all that pages of one response have in common
};

/// Checks the parameters in the order of the OpenAPI file, then the page token, then what costs
/// refuse. Choice: the order; unknown parameters are ignored, filters that the endpoint does not
/// have among them.
Question read_question(const OperationRequest& call, const Endpoint& endpoint);

/// The token of the page that begins at `next`.
std::string next_page_token(const Question& question, Instant next, const RequestContext& context);

}  // namespace mockmeter::openai
