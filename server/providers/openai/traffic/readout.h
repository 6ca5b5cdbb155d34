#pragma once

#include <optional>
#include <vector>

#include "base/time/instant.h"
#include "server/metering/curve/curve.h"
#include "server/providers/openai/query/question.h"
#include "server/providers/openai/traffic/measures.h"
#include "server/providers/openai/traffic/mix.h"

namespace mockmeter::openai {

/// The smallest thing that is counted: all that grouping and filters can tell apart.
struct Leaf {
  const Curve* curve = nullptr;
  const Mix* mix = nullptr;        ///< null: the curve is a level, in bytes
  std::size_t part = 0;            ///< of the mix
  const LineItem* line = nullptr;  ///< for costs
  Labels labels{};
};

/// The leaves that the question's filters let through, in the order of the world: those of one
/// curve follow each other. For costs, one for each line item of a part.
std::vector<Leaf> leaves_of(const Question& question);

/// Reads leaves from bucket to bucket. A flow is what was added between two readings, so that
/// buckets add up; a level is what there is at the end, and nothing in a bucket that has not begun.
class Readout {
 public:
  /// `leaves` must outlive it. Nothing is known of what comes after `now`.
  Readout(const std::vector<Leaf>& leaves, Instant begin, Instant now);

  /// By leaf: what was measured since the last reading. Ends must ascend.
  const std::vector<Amounts>& read_until(Instant end);

 private:
  void read(Instant end);

  const std::vector<Leaf>& leaves_;
  Instant now_;
  Instant last_;                                       // where the last reading was
  std::vector<std::optional<Curve::Cursor>> cursors_;  // of each first leaf of a curve
  std::vector<Amounts> before_;
  std::vector<Amounts> until_;
  std::vector<Amounts> added_;
};

}  // namespace mockmeter::openai
