// What was missed, for who has no script, and for paper; html_parts.h declares it.
#include "conformance/report/failure_text.h"
#include "conformance/report/html_parts.h"
#include "conformance/report/verdict_look.h"

namespace mockmeter::conformance {
namespace {

std::string failure(const Json& event) {
  const VerdictLook& look = look_of(text_in(event, "verdict"));
  std::string text = "<article class=\"failure\"><h3>" + badge(look.tone, look.icon, look.verdict) +
                     ' ' + html(text_in(event, "title")) + "</h3><p><code>" +
                     html(text_in(event, "id")) + "</code></p><p>" + html(text_in(event, "why")) +
                     "</p><dl>";
  for (const auto& [label, words] : failure_lines(event)) {
    text += "<dt>" + html(label) + "</dt><dd>" + html(words) + "</dd>";
  }
  return text + "</dl></article>";
}

bool is_listed(const Json& event) {
  const std::string_view tone = look_of(text_in(event, "verdict")).tone;
  return tone != "good" && tone != "none";
}

std::string failures_of(const Column& column) {
  std::string text;
  for (const Json* event : cases_of(column.events)) {
    if (is_listed(*event)) text += failure(*event);
  }
  return text;
}

}  // namespace

std::string html_failures(const std::vector<Column>& columns) {
  std::string text;
  for (const Column& column : columns) {
    const std::string missed = failures_of(column);
    if (missed.empty()) continue;
    const std::string whose = columns.size() == 1 ? "" : ": " + html(column.label);
    text += "<h2>What was missed" + whose + "</h2>" + missed;
  }
  return text.empty() ? "<p>Nothing was missed.</p>" : text;
}

}  // namespace mockmeter::conformance
