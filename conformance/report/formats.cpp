#include "conformance/report/formats.h"

#include <array>

#include "base/tables.h"
#include "base/text/wording.h"

namespace mockmeter::conformance {
namespace {

std::string plain_text(const Events& events) { return text_report(events, false); }

constexpr std::array kFormats{ReportFormat{"badge", badge_report},
                              ReportFormat{"har", har_report},
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

std::string report_format_names() { return listed(kFormats, &ReportFormat::name); }

std::string json_report(const Events& events) {
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

std::string ndjson_report(const Events& events) {
  std::string lines;
  for (const Json& event : events) lines += json_text(event) + '\n';
  return lines;
}

}  // namespace mockmeter::conformance
