// A run for programs; formats.h declares it.
#include <string>

#include "conformance/report/formats.h"
#include "conformance/report/stream/drift_event.h"
#include "conformance/report/stream/events.h"

namespace mockmeter::conformance {

std::string json_report(const RunRecord& run) {
  Json document = header_event(run);
  Json& cases = document["cases"] = Json::array();
  for (const CaseResult& result : run.results) {
    cases.emplace_back(case_event(result, run.level)).erase("type");
  }
  if (run.drift) (document["drift"] = drift_event(*run.drift)).erase("type");
  document.update(footer_event(run));
  document.erase("type");
  return json_text(document, kJsonIndent) + '\n';
}

std::string ndjson_report(const RunRecord& run) {
  std::string lines;
  for (const Json& event : events_of(run)) lines += json_text(event) + '\n';
  return lines;
}

}  // namespace mockmeter::conformance
