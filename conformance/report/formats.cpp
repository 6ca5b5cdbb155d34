#include "conformance/report/formats.h"

#include <algorithm>
#include <array>

namespace mockmeter::conformance {
namespace {

constexpr int kIndent = 2;

/// What a client sent may be any bytes.
std::string dump(const Json& document, int indent) {
  return document.dump(indent, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string plain_text(const Events& events) { return text_report(events, false); }

constexpr std::array<ReportFormat, 5> kFormats{{{"html", html_report, html_matrix},
                                                {"json", json_report},
                                                {"junit", junit_report},
                                                {"ndjson", ndjson_report},
                                                {"text", plain_text, text_matrix}}};

}  // namespace

const ReportFormat* find_report_format(std::string_view name) {
  const auto* found =
      std::find_if(kFormats.begin(), kFormats.end(),
                   [name](const ReportFormat& format) { return format.name == name; });
  return found == kFormats.end() ? nullptr : found;
}

std::string report_format_names() {
  std::string names;
  for (const ReportFormat& format : kFormats) {
    names += (names.empty() ? "" : ", ") + std::string(format.name);
  }
  return names;
}

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
  return dump(document, kIndent);
}

std::string ndjson_report(const Events& events) {
  std::string lines;
  for (const Json& event : events) lines += dump(event, -1);
  return lines;
}

}  // namespace mockmeter::conformance
