#pragma once

#include <cstddef>
#include <span>

#include "conformance/model/json.h"
#include "mockmeter/catalogue.h"

namespace mockmeter::conformance::drift {

/// How many series in some responses keep what their readers rely on.
struct SeriesFacts {
  std::size_t ordered = 0;   ///< with two buckets at least, whose times can be read
  std::size_t unsorted = 0;  ///< of these: a bucket is earlier than the one before it
  std::size_t repeated = 0;  ///< of these: a bucket is there twice
  std::size_t spaced = 0;    ///< with four buckets at least
  std::size_t gapped = 0;    ///< of these: a bucket between two others is missing
};

void merge(SeriesFacts& into, const SeriesFacts& from);

/// Of the series in a response, which are where the catalogue says.
SeriesFacts series_facts(const Json& body, std::span<const SeriesPath> paths);

}  // namespace mockmeter::conformance::drift
