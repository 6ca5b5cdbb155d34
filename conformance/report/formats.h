#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/model/run_record.h"
#include "conformance/report/columns.h"

namespace mockmeter::conformance {

/// A way to write a run down.
struct ReportFormat {
  std::string_view name;  ///< "junit"
  std::string (*text)(const RunRecord& run);
  /// Of several runs side by side; null = the format can show one run only.
  std::string (*matrix)(const std::vector<Column>& columns) = nullptr;
};

std::string badge_report(const RunRecord& run);  ///< an SVG image: "conformance | 530 of 530"
std::string har_report(const RunRecord& run);    ///< HAR 1.2: a page per case, all its traffic
/// One page for browsers that loads nothing: what is in it is shown as text, whatever it is.
std::string html_report(const RunRecord& run);
std::string html_matrix(const std::vector<Column>& columns);
std::string json_report(const RunRecord& run);      ///< one document: header, cases, footer
std::string junit_report(const RunRecord& run);     ///< a suite per provider, a test case per case
std::string markdown_report(const RunRecord& run);  ///< a page of less than 1 MiB
std::string ndjson_report(const RunRecord& run);    ///< the stream itself
std::string tap_report(const RunRecord& run);       ///< TAP 14: a test point per case
/// For people. `colored`: with the escape sequences of terminals. `width`: of the terminal,
/// sentences are broken there; 0 = nowhere. What may be copied, as curl and the baseline, is never
/// broken.
std::string text_report(const RunRecord& run, bool colored, std::size_t width = 0);
/// Where clients differ, a sign for each verdict.
std::string text_matrix(const std::vector<Column>& columns);

inline constexpr std::array kReportFormats{
    ReportFormat{"badge", badge_report},
    ReportFormat{"har", har_report},
    ReportFormat{"html", html_report, html_matrix},
    ReportFormat{"json", json_report},
    ReportFormat{"junit", junit_report},
    ReportFormat{"markdown", markdown_report},
    ReportFormat{"ndjson", ndjson_report},
    ReportFormat{"tap", tap_report},
    ReportFormat{"text", [](const RunRecord& run) { return text_report(run, false); }, text_matrix},
};

}  // namespace mockmeter::conformance
