#include "conformance/report/formats.h"

#include <array>

#include "base/tables.h"
#include "base/text/wording.h"

namespace mockmeter::conformance {
namespace {

std::string plain_text(const RunRecord& run) { return text_report(run, false); }

std::string har(const RunRecord& run) { return har_report(events_of(run)); }

constexpr std::array kFormats{ReportFormat{"badge", badge_report},
                              ReportFormat{"har", har},
                              ReportFormat{"html", html_report, html_matrix},
                              ReportFormat{"json", json_report},
                              ReportFormat{"junit", junit_report},
                              ReportFormat{"markdown", markdown_report},
                              ReportFormat{"ndjson", ndjson_report},
                              ReportFormat{"tap", tap_report},
                              ReportFormat{"text", plain_text, text_matrix}};

}  // namespace

const ReportFormat* find_report_format(std::string_view name) {
  return find_by(kFormats, &ReportFormat::name, name);
}

std::string report_format_names() { return join_names(kFormats, &ReportFormat::name); }

std::string json_report(const RunRecord& run) {
  const Events events = events_of(run);
  Json document = header_of(events);
  document.erase("type");
  document["cases"] = Json::array();
  for (const Json* event : cases_of(events)) {
    document["cases"].push_back(*event);
    document["cases"].back().erase("type");
  }
  for (const auto& [name, value] : footer_of(events).items()) {
    if (name != "type") document[name] = value;
  }
  return json_text(document, kJsonIndent) + '\n';
}

std::string ndjson_report(const RunRecord& run) {
  std::string lines;
  for (const Json& event : events_of(run)) lines += json_text(event) + '\n';
  return lines;
}

}  // namespace mockmeter::conformance
