#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "server/metering/curve/curve.h"
#include "server/metering/curve/periodic_sum.h"
#include "server/providers/openai/traffic/measures.h"

namespace mockmeter::openai {

/// Calls of one kind within a mix, as a world describes them.
struct PartShape {
  std::array<std::string, kDimensionNames.size()> labels;  ///< empty: null
  std::int64_t weight = 1;
  Amounts usual{};  ///< what a call of it carries on average
};

/// What is billed for the calls of a mix under one name: a price times the sum of some measures.
struct LineItem {
  std::string name;
  MeasureSet measures = 0;
  std::string unit;  ///< quantity_unit; empty: null
  std::int64_t nanodollars = 0;
};

/// The calls that one key makes to one model: the n-th of them is of one part and carries amounts
/// of its own, repeating after kCycleLength calls. So parts and measures add up to the whole
/// exactly, for every range of calls, in O(1) each. Immutable.
class Mix {
 public:
  /// Prime, so that the turn never falls in step with minutes or hours.
  static constexpr std::size_t kCycleLength = 251;
  /// More calls than any key makes; the counts stay exact up to here and are flat behind it.
  static constexpr std::int64_t kMostCalls = 100'000'000'000;

  /// `endpoint`: the name of the usage endpoint that shows the calls; empty: none does.
  Mix(std::uint64_t seed, const std::string& key, std::string endpoint,
      std::vector<PartShape> parts, std::vector<LineItem> line_items);

  const std::string& endpoint() const { return endpoint_; }
  std::size_t size() const { return parts_.size(); }
  const PartShape& part(std::size_t index) const { return parts_.at(index); }
  const std::vector<LineItem>& line_items() const { return line_items_; }

  /// What the calls of a part among the first `calls` add up to.
  Amounts sums(std::size_t part, std::int64_t calls) const;

 private:
  std::string endpoint_;
  std::vector<PartShape> parts_;
  std::vector<LineItem> line_items_;
  std::vector<std::vector<std::pair<Measure, PeriodicSum>>> cycles_;  // by part; only what is not 0
};

/// The calls of one key, or of a project as a whole, under one mix.
struct Stream {
  std::shared_ptr<const Mix> mix;
  Curve calls;
};

}  // namespace mockmeter::openai
