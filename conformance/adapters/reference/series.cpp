#include "conformance/adapters/reference/series.h"

#include <algorithm>
#include <array>
#include <string>

namespace reference {
namespace {

constexpr std::size_t kCap = 100;

/// Where the points of a series have their time and their value.
struct PointNames {
  const char* time;
  const char* value;
};
constexpr std::array<PointNames, 3> kPoints = {{
    {"x", "y"},
    {"timeframe_start", "active_time_seconds"},
    {"timestamp", "requests"},
}};

const PointNames* names_of(const Json& array) {
  if (array.empty() || !array.front().is_object()) return nullptr;
  const auto found = std::find_if(kPoints.begin(), kPoints.end(), [&](const PointNames& names) {
    return array.front().contains(names.time);
  });
  return found == kPoints.end() ? nullptr : &*found;
}

double value_of(const Json& point, const PointNames& names) {
  const auto value = point.is_object() ? point.find(names.value) : point.end();
  return value != point.end() && value->is_number() ? value->get<double>() : 0;
}

}  // namespace

void mistreat_series(Json& array, const Bugs& bugs) {
  if (bugs.has(Bug::kCap100) && array.size() > kCap) {
    array.erase(array.begin() + kCap, array.end());
  }
  const PointNames* names = names_of(array);
  if (names == nullptr) return;
  auto& points = array.get_ref<Json::array_t&>();
  if (bugs.has(Bug::kDropZeros)) {
    std::erase_if(points, [&](const Json& point) { return value_of(point, *names) == 0; });
  }
  if (bugs.has(Bug::kSortSeries)) {
    std::stable_sort(points.begin(), points.end(), [&](const Json& a, const Json& b) {
      return value_of(a, *names) > value_of(b, *names);
    });
  }
  if (bugs.has(Bug::kOffByOne) && !points.empty()) points.pop_back();
}

}  // namespace reference
