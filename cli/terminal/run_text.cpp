// What `mockmeter run` tells a person; run_report.h declares it.
#include <algorithm>

#include "base/text/ascii.h"
#include "base/text/wording.h"
#include "cli/terminal/run_report.h"
#include "conformance/model/display.h"
#include "conformance/report/formats/palette.h"
#include "mockmeter/catalogue.h"
#include "server/control/findings/findings.h"

namespace mockmeter::cli {
namespace {

using conformance::padded;
using conformance::Palette;
using conformance::pluralize;
using conformance::right;

constexpr std::size_t kNumberWidth = 10;
constexpr std::size_t kNameWidth = 34;

std::string status_text(int status) { return status == 0 ? "no response" : std::to_string(status); }

/// Counts are sorted by operation.
std::string operations_text(const std::vector<RequestCount>& counts) {
  std::string text;
  for (auto count = counts.begin(); count != counts.end();) {
    const std::string& operation = count->operation;
    std::uint64_t requests = 0;
    std::string statuses;
    for (; count != counts.end() && count->operation == operation; ++count) {
      requests += count->count;
      statuses += (statuses.empty() ? "" : ", ") + status_text(count->status) + " x " +
                  std::to_string(count->count);
    }
    text += right(std::to_string(requests), kNumberWidth) + "  " +
            padded(operation.empty() ? "(fits no operation)" : operation, kNameWidth) + ' ' +
            statuses + '\n';
  }
  return text.empty() ? text : '\n' + text;
}

std::string finding_text(const Finding& finding, const RunResult& result, const Palette& palette) {
  const bool fails = result.fail_on.contains(finding.name);
  const std::string where = finding.count == 1
                                ? "request " + std::to_string(finding.number)
                                : pluralize(finding.count, "request") + ", the first is request " +
                                      std::to_string(finding.number);
  return "\n  " + in(fails ? palette.red : palette.yellow, finding.name, palette) +
         (fails ? " (in --fail-on)" : "") + "  " + in(palette.dim, where, palette) + "\n    " +
         printable(finding.message) + "\n    " +
         in(palette.bold, printable(finding.request), palette) + '\n';
}

/// Why it matters: once for each kind that was found.
std::string advice_text(const RunResult& result, const Palette& palette) {
  std::string text;
  for (const FindingRule& kind : finding_rules()) {
    const auto is_it = [&](const Finding& finding) { return finding.name == kind.name; };
    if (std::ranges::none_of(result.findings, is_it)) continue;
    text += "  " + in(palette.bold, std::string(kind.name), palette) + ": " +
            std::string(kind.why) + '\n';
  }
  return "\n" + text;
}

std::string findings_text(const RunResult& result, const Palette& palette) {
  if (result.findings.empty()) {
    return result.requests.total == 0 ? "" : "\nNothing to complain about.\n";
  }
  std::string text = "\n" +
                     in(palette.bold, pluralize(result.findings.size(), "finding"), palette) +
                     " about this client:\n";
  for (const Finding& finding : result.findings) text += finding_text(finding, result, palette);
  return text + advice_text(result, palette);
}

/// A URL without the user and password that it may have.
std::string without_user(const std::string& url) {
  const std::size_t scheme = url.find("//");
  const std::size_t begin = scheme == url.npos ? 0 : scheme + 2;
  const std::size_t at = url.substr(0, url.find('/', begin)).rfind('@');
  return at == url.npos || at < begin ? url : url.substr(0, begin) + "..." + url.substr(at);
}

/// A client that asks somebody else is the one mistake that would look like success.
std::string no_requests_hint(const RunResult& result) {
  if (result.requests.total != 0) return "";
  std::string text =
      "\nThe command never asked the mock. Let your client take its base URL from "
      "one of these\nvariables, which are set for it: MOCKMETER_URL, " +
      list_providers(&ProviderFacts::base_variable) + ".\n";
  for (const KeptVariable& kept : result.kept) {
    if (!kept.is_url) continue;
    text +=
        kept.name + " was set already, and stayed " + printable(without_user(kept.value)) + "\n";
  }
  return text;
}

std::string exit_text(const RunResult& result) {
  const std::string end = result.ended.signal == 0
                              ? "ended with " + std::to_string(result.ended.code)
                              : "was ended by " + signal_name(result.ended.signal);
  if (result.exit == result.ended.exit_code()) return "The command " + end + ".\n";
  return "The command " + end + "; the exit code is " + std::to_string(result.exit) +
         ", because of a finding in --fail-on.\n";
}

}  // namespace

std::string run_text(const RunResult& result, bool colored) {
  const Palette& palette = colored ? conformance::kColored : conformance::kPlain;
  std::string text = "\n" + in(palette.bold, "mockmeter", palette) + " answered " +
                     pluralize(result.requests.total, "request") + " at " + result.url +
                     ", clock " + result.clock + '\n';
  text += operations_text(result.requests.answered) + findings_text(result, palette) +
          no_requests_hint(result);
  text += '\n';
  if (!result.kept.empty()) {
    text +=
        "Set already, and left as it was: " + join_names(result.kept, &KeptVariable::name) + ".\n";
  }
  if (const std::uint64_t count = not_examined(result.requests); count != 0) {
    text += pluralize(count, "request") +
            " could not be examined: the journal no longer had them, because it was reset or full "
            "(--journal-size).\n";
  }
  return text + exit_text(result);
}

}  // namespace mockmeter::cli
