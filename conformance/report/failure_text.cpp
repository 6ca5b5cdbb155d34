#include "conformance/report/failure_text.h"

#include <algorithm>

#include "base/ascii.h"
#include "conformance/model/shown.h"
#include "conformance/report/events.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kMostChecks = 5;
constexpr std::size_t kMostLines = 8;  // of the wire, or of curl

void add_line(std::vector<FailureLine>& lines, const char* label, std::string text) {
  if (!text.empty()) lines.push_back({label, printable(std::move(text))});
}

void add_requirement_lines(std::vector<FailureLine>& lines, const Json& event) {
  const Json& requirements = event["requirements"];
  const std::size_t shown = std::min(requirements.size(), kMostRequirements);
  for (std::size_t index = 0; index < shown; ++index) {
    const Json& requirement = requirements[index];
    add_line(lines, "requirement",
             text_of(requirement, "id") + " (" + text_of(requirement, "level") + ", " +
                 text_of(requirement, "evidence") + "): \"" + text_of(requirement, "text") + '"');
    add_line(lines, "source",
             text_of(requirement, "document") + ", " + text_of(requirement, "url"));
  }
  if (requirements.size() > shown) {
    add_line(lines, "and",
             std::to_string(requirements.size() - shown) + " more: mockmeter explain '" +
                 text_of(event, "id") + '\'');
  }
}

std::vector<const Json*> missed(const Json& event) {
  std::vector<const Json*> checks;
  for (const Json& check : event["checks"]) {
    if (!check["passed"].get<bool>()) checks.push_back(&check);
  }
  return checks;
}

void add_check_lines(std::vector<FailureLine>& lines, const Json& event) {
  const std::vector<const Json*> checks = missed(event);
  for (std::size_t index = 0; index < std::min(checks.size(), kMostChecks); ++index) {
    const Json& check = *checks[index];
    add_line(lines, "expected", text_of(check, "name") + ": " + text_of(check, "expected"));
    add_line(lines, "actual", text_of(check, "actual"));
    add_line(lines, "difference", text_of(check, "difference"));
  }
  if (checks.size() > kMostChecks) {
    const std::size_t left = checks.size() - kMostChecks;
    add_line(lines, "and", counted(left, "check") + " more: --report json=FILE has them all");
  }
}

/// Whether a check that was missed says the reason anyway, as that of a crash does.
bool is_reason_told(const Json& event) {
  const std::string reason = text_of(event, "reason");
  const std::vector<const Json*> checks = missed(event);
  return std::any_of(checks.begin(), checks.end(), [&](const Json* check) {
    return text_of(*check, "actual").find(reason) != std::string::npos;
  });
}

void add_lines(std::vector<FailureLine>& lines, const char* label, const Json& texts) {
  const std::size_t shown = std::min(texts.size(), kMostLines);
  for (std::size_t index = 0; index < shown; ++index) {
    add_line(lines, label, texts[index].get<std::string>());
  }
  if (texts.size() > shown) {
    add_line(lines, label, "and " + std::to_string(texts.size() - shown) + " more");
  }
}

}  // namespace

std::vector<FailureLine> failure_lines(const Json& event) {
  std::vector<FailureLine> lines;
  add_requirement_lines(lines, event);
  add_check_lines(lines, event);
  if (!is_reason_told(event)) add_line(lines, "why", text_of(event, "reason"));
  if (event["wire"].empty()) add_line(lines, "wire", "no request came");
  add_lines(lines, "wire", event["wire"]);
  add_lines(lines, "curl", event["curl"]);
  add_line(lines, "looks like", text_of(event, "looks_like"));
  add_line(lines, "baseline", text_of(event, "baseline"));
  return lines;
}

std::string failure_text(const Json& event) {
  std::string text;
  for (const auto& [label, words] : failure_lines(event)) {
    text += padded(label, kLabelWidth) + words + '\n';
  }
  return text;
}

std::string failure_summary(const Json& event) {
  const std::vector<const Json*> checks = missed(event);
  if (checks.empty()) return printable(text_of(event, "reason"));
  const Json& check = *checks.front();
  return printable(text_of(check, "name") + ": expected " + text_of(check, "expected") + ", got " +
                   text_of(check, "actual"));
}

}  // namespace mockmeter::conformance
