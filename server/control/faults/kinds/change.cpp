#include "server/control/faults/kinds/change.h"

#include "base/text/json_pointer.h"
#include "server/control/series.h"

namespace mockmeter::faults {

bool change_body(const FaultTarget& target, const std::function<void(Json&)>& change) {
  const Json plain = Json::parse(target.response.body, nullptr, false);
  if (plain.is_discarded()) return false;
  Json spoilt = plain;
  change(spoilt);
  if (spoilt == plain) return false;
  target.response.body = spoilt.dump(-1, ' ', false, Json::error_handler_t::replace);
  return true;
}

bool change_series(const FaultTarget& target,
                   const std::function<void(Json&, const SeriesPath&)>& change) {
  return change_body(target, [&](Json& body) {
    for_each_series(body, target.operation,
                    [&](Json& buckets, const SeriesPath& series, const std::string&) {
                      if (!buckets.empty()) change(buckets, series);
                    });
  });
}

void for_each_number(Json& value, const std::function<void(Json&)>& visit) {
  if (value.is_number()) {
    visit(value);
  } else if (value.is_structured()) {
    for (Json& child : value) for_each_number(child, visit);
  }
}

void for_each_value(Json& bucket, const SeriesPath& series,
                    const std::function<void(Json&)>& visit) {
  for (const auto& match : resolve_pattern(bucket, series.values)) {
    for_each_number(*match.value, visit);
  }
}

}  // namespace mockmeter::faults
