#include "conformance/report/formats/drift_markdown.h"

#include <array>

#include "conformance/report/formats/markdown_text.h"
#include "conformance/report/summary.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kMostOnAPage = 100;

constexpr std::array<std::string_view, 7> kHead{"severity", "what",       "operation", "where",
                                                "recorded", "documented", "now"};
constexpr std::array<std::string_view, 7> kRule{"---", "---", "---", "---", "---", "---", "---"};

std::string difference_row(const Difference& each, const Drift& drift) {
  const std::string severity(info_of(each.severity).name);
  std::string where = "<code>" + sentence(each.where) + "</code>";
  if (!each.request.empty()) where += " of <code>" + sentence(each.request) + "</code>";
  return table_row(std::array<std::string, 7>{
      fails_run(each, drift) ? "**" + severity + "**" : severity,
      std::string(info_of(each.kind).name), "<code>" + sentence(each.operation) + "</code>", where,
      sentence(each.recorded), sentence(each.documented), sentence(each.now)});
}

}  // namespace

std::string drift_markdown(const Drift& drift) {
  std::string text = "### Drift\n\n**" + escape_markdown(drift_line(drift)) + "**\n\n";
  std::size_t shown = 0;
  for (const Difference& each : drift.differences) {
    if (shown == kMostOnAPage) break;
    if (shown++ == 0) text += table_row(kHead) + table_row(kRule);
    text += difference_row(each, drift);
  }
  if (shown != 0) text += '\n';
  if (drift.differences.size() > shown) {
    text += "**" + std::to_string(drift.differences.size() - shown) +
            " more: no room on this page, `--report json=FILE` has them all.**\n\n";
  }
  for (const std::string& note : drift_notes(drift)) text += "- " + escape_markdown(note) + '\n';
  return text + '\n';
}

}  // namespace mockmeter::conformance
