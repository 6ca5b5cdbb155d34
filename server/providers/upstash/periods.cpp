#include "server/providers/upstash/periods.h"

#include <array>

#include "base/tables.h"
#include "server/providers/upstash/errors.h"
#include "server/providers/upstash/readings.h"

namespace mockmeter::upstash {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

// Source: OpenAPI file, getQStashStats, period: "Each period returns 60 datapoints with intervals
// adjusted to the period length"; "for 30 days, it returns 240 datapoints with 3-hour intervals".
// Inferred: the intervals between, period / 60; only those of 1h and 30d are spelt out.
constexpr std::array<Period, 7> kPeriods{{
    {"1h", 60, minutes(1)},
    {"3h", 60, minutes(3)},
    {"12h", 60, minutes(12)},
    {"1d", 60, minutes(24)},
    {"3d", 60, minutes(72)},
    {"7d", 60, minutes(168)},
    {"30d", 240, hours(3)},
}};

}  // namespace

std::span<const Period> all_periods() { return kPeriods; }

const Period& read_period(const Call& call) {
  const auto name = call.query.get("period");
  if (!name) return kPeriods.front();
  // Inferred: the enum is all there is; no case folding, no silent default, no repetition.
  const Period* known = find_by(kPeriods, &Period::name, *name);
  const bool refused = *name == "30d" && call.is(kPeriod30d, "observed");
  if (known == nullptr || refused || call.query.count("period") > 1) {
    throw invalid("period", "expected one of 1h, 3h, 12h, 1d, 3d, 7d, 30d");
  }
  return *known;
}

}  // namespace mockmeter::upstash
