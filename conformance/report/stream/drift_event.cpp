#include "conformance/report/stream/drift_event.h"

#include "conformance/report/summary.h"

namespace mockmeter::conformance {
namespace {

Json difference_document(const Difference& difference, const Drift& drift) {
  return {{"severity", info_of(difference.severity).name},
          {"kind", info_of(difference.kind).name},
          {"operation", difference.operation},
          {"where", difference.where},
          {"recorded", difference.recorded},
          {"documented", difference.documented},
          {"now", difference.now},
          {"request", difference.request},
          {"fails_run", fails_run(difference, drift)}};
}

/// The index of the row with this name.
template <typename Enum, typename Rows, typename Row>
Enum enum_named(const Rows& rows, std::string_view Row::*name, const std::string& text) {
  return static_cast<Enum>(find_by(rows, name, text) - rows.data());
}

Difference read_difference(const Json& document) {
  Difference difference;
  difference.severity = enum_named<DriftSeverity>(kDriftSeverities, &DriftSeverityInfo::name,
                                                  text_in(document, "severity"));
  difference.kind =
      enum_named<DriftKind>(kDriftKinds, &DriftKindInfo::name, text_in(document, "kind"));
  difference.operation = document["operation"];
  difference.where = document["where"];
  difference.recorded = document["recorded"];
  difference.documented = document["documented"];
  difference.now = document["now"];
  difference.request = document["request"];
  return difference;
}

}  // namespace

Json drift_event(const Drift& drift) {
  Json event = {{"type", "drift"},
                {"recordings", drift.recordings},
                {"fail_on", drift.fail_on},
                {"summary", drift_line(drift)},
                {"failing", count_failing(drift)},
                {"compared", Json::array()},
                {"not_recorded", drift.not_recorded},
                {"not_asked", drift.not_asked},
                {"differences", Json::array()}};
  for (const ComparedOperation& each : drift.compared) {
    event["compared"].push_back(
        {{"operation", each.id}, {"recorded", each.recorded}, {"now", each.now}});
  }
  for (const Difference& each : drift.differences) {
    event["differences"].push_back(difference_document(each, drift));
  }
  return event;
}

Drift read_drift(const Json& event) {
  Drift drift;
  drift.recordings = event["recordings"];
  drift.fail_on = event["fail_on"].get<std::set<std::string>>();
  drift.not_recorded = event["not_recorded"];
  drift.not_asked = event["not_asked"];
  for (const Json& each : event["compared"]) {
    drift.compared.push_back({each["operation"], each["recorded"], each["now"]});
  }
  for (const Json& each : event["differences"]) {
    drift.differences.push_back(read_difference(each));
  }
  return drift;
}

}  // namespace mockmeter::conformance
