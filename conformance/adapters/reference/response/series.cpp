#include "conformance/adapters/reference/response/series.h"

#include <algorithm>
#include <string>

namespace reference {
namespace {

constexpr std::size_t kCap = 100;

double value_of(const Json& point, const std::string& name) {
  const auto value = point.is_object() ? point.find(name) : point.end();
  if (value == point.end()) return 0;
  if (value->is_array()) return static_cast<double>(value->size());
  return value->is_number() ? value->get<double>() : 0;
}

}  // namespace

void mutate_series(const Model& model, Json& array, const MutantSet& mutants) {
  if (mutants.has("cap-100") && array.size() > kCap) {
    array.erase(array.begin() + kCap, array.end());
  }
  const bool is_series = !array.empty() && array.front().is_object() && !model.time.empty() &&
                         array.front().contains(model.time);
  if (!is_series) return;
  auto& points = array.get_ref<Json::array_t&>();
  if (mutants.has("drop-zeros")) {
    std::erase_if(points, [&](const Json& point) { return value_of(point, model.value) == 0; });
  }
  if (mutants.has("sort-series")) {
    std::stable_sort(points.begin(), points.end(), [&](const Json& a, const Json& b) {
      return value_of(a, model.value) > value_of(b, model.value);
    });
  }
  if (mutants.has("off-by-one") && !points.empty()) points.pop_back();
}

}  // namespace reference
