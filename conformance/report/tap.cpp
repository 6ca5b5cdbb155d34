// A run as the Test Anything Protocol has it; formats.h declares it.
#include <cstddef>
#include <string>
#include <string_view>

#include "base/text/ascii.h"
#include "conformance/report/failure_text.h"
#include "conformance/report/formats.h"
#include "conformance/report/verdict_look.h"

namespace mockmeter::conformance {
namespace {

// Source: TAP 14, "Harnesses may interpret ostensibly TAP13 streams as TAP14". Observed: prove(1)
// before 3.48 fails a stream that says 14, and reads all that is written here.
constexpr std::string_view kTapVersion = "TAP version 13\n";

/// A case that fails the run is as bad as "fail".
const VerdictLook& status_for(const Json& event) {
  return look_of(event["fails"].get<bool>() ? "fail" : text_of(event, "verdict"));
}

/// Source: TAP 14, "Escaping": a '#' would begin a directive.
std::string escape_tap(std::string_view text) {
  std::string out;
  for (const char c : printable(std::string(text))) {
    if (c == '#' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

/// As YAML, in blocks; every scalar is written as JSON has it, which YAML reads the same.
std::string yaml(const Json& value, const std::string& indent) {
  if (!value.is_structured() || value.empty()) return ' ' + json_text(value) + '\n';
  std::string text = "\n";
  for (const auto& [name, item] : value.items()) {
    text += indent + (value.is_object() ? name + ':' : "-") + yaml(item, indent + "  ");
  }
  return text;
}

/// What is empty has nothing to say.
void add_unless_empty(Json& document, const char* name, const Json& value) {
  const bool is_empty =
      value.is_string() ? value.get_ref<const std::string&>().empty() : value.empty();
  if (!is_empty) document[name] = value;
}

/// What stands behind one label when a failure is told.
Json told(const Json& event, std::string_view label) {
  Json lines = Json::array();
  for (const FailureLine& line : failure_lines(event)) {
    if (line.label == label) lines.push_back(line.text);
  }
  return lines;
}

Json missed_document(const Json& event) {
  Json missed = Json::array();
  for (const Json& check : event["checks"]) {
    if (check["passed"].get<bool>()) continue;
    missed.push_back(
        {{"check", check["name"]}, {"expected", check["expected"]}, {"actual", check["actual"]}});
    add_unless_empty(missed.back(), "difference", check["difference"]);
  }
  return missed;
}

std::string diagnostics(const Json& event) {
  Json document = {{"message", failure_summary(event)},
                   {"severity", event["fails"].get<bool>() ? "fail" : "todo"},
                   {"verdict", event["verdict"]}};
  add_unless_empty(document, "requirements", told(event, "requirement"));
  add_unless_empty(document, "sources", told(event, "source"));
  add_unless_empty(document, "missed", missed_document(event));
  add_unless_empty(document, "reason", event["reason"]);
  add_unless_empty(document, "wire", told(event, "wire"));
  add_unless_empty(document, "curl", told(event, "curl"));
  add_unless_empty(document, "looks_like", text_of(event, "looks_like"));
  add_unless_empty(document, "baseline", text_of(event, "baseline"));
  return "  ---" + yaml(document, "  ") + "  ...\n";
}

std::string test_point(std::size_t number, bool is_ok, const std::string& description) {
  return std::string(is_ok ? "ok " : "not ok ") + std::to_string(number) + " - " +
         escape_tap(description);
}

std::string case_text(std::size_t number, const Json& event) {
  const VerdictLook& row = status_for(event);
  std::string text =
      test_point(number, row.is_ok, text_of(event, "id") + ": " + text_of(event, "title"));
  if (!row.directive.empty()) {
    text += " # " + std::string(row.directive) + ' ' +
            printable(text_of(event, "verdict") + ": " + failure_summary(event));
  }
  return text + '\n' + (row.is_ok ? "" : diagnostics(event));
}

/// An interrupted run has no more to say of what was left.
bool is_unreached(const Json& event, bool interrupted) {
  return interrupted && text_of(event, "verdict") == "not run";
}

std::string comments(const Events& events) {
  const Json& footer = footer_of(events);
  std::string text;
  for (const Json& line : footer["warnings"]) {
    text += "# warning: " + printable(line.get<std::string>()) + '\n';
  }
  for (const Json& line : footer["headlines"]) {
    text += "# " + printable(line.get<std::string>()) + '\n';
  }
  return text + "# --seed " + header_of(events)["seed"].dump() + '\n';
}

}  // namespace

std::string tap_report(const Events& events) {
  const Json& footer = footer_of(events);
  const bool interrupted = footer["interrupted"].get<bool>();
  const std::vector<const Json*> cases = cases_of(events);
  std::string text = std::string(kTapVersion) + "1.." +
                     std::to_string(cases.size() + footer["problems"].size()) + '\n';
  std::size_t number = 0;
  for (const Json* event : cases) {
    if (!is_unreached(*event, interrupted)) text += case_text(++number, *event);
  }
  for (const Json& problem : footer["problems"]) {
    text += test_point(++number, false, "--known-failing: " + problem.get<std::string>()) + '\n';
  }
  text += comments(events);
  if (interrupted) text += "Bail out! The run was interrupted.\n";
  return text;
}

}  // namespace mockmeter::conformance
