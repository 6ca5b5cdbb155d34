// What a person reads; formats.h declares it.
#include <algorithm>
#include <array>
#include <set>
#include <sstream>

#include "base/text/ascii.h"
#include "base/text/utf8.h"
#include "conformance/model/display.h"
#include "conformance/report/failure_text.h"
#include "conformance/report/formats.h"
#include "conformance/report/formats/drift_text.h"
#include "conformance/report/formats/palette.h"
#include "conformance/report/summary.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kTextColumn = 2 + kLabelWidth;
constexpr std::size_t kLeastRoom = 20;  // narrower sentences are no easier to read
constexpr std::size_t kMostAtOnce = 3;  // failures that fit on a screen; more are listed again
constexpr std::size_t kMaxListedFailures = 40;
constexpr std::size_t kMostPlaces = 8;

std::string upper(std::string_view word) {
  std::string text(word);
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

/// Breaks a text at blanks, so that what stands behind a label stays behind it.
std::string wrap(const std::string& text, std::size_t width) {
  if (width < kTextColumn + kLeastRoom) return text;
  std::string lines;
  std::size_t column = kTextColumn;
  std::istringstream words(text);
  for (std::string word; std::getline(words, word, ' ');) {
    const bool is_full = column + 1 + count_characters(word) > width;
    if (!lines.empty() && is_full) {
      lines += '\n' + std::string(kTextColumn, ' ');
      column = kTextColumn;
    } else if (!lines.empty()) {
      lines += ' ';
      ++column;
    }
    lines += word;
    column += count_characters(word);
  }
  return lines;
}

/// What a person copies, or what stands in a row, stays in one line.
bool may_be_broken(LineKind kind) {
  return kind != LineKind::kSource && kind != LineKind::kWire && kind != LineKind::kCurl &&
         kind != LineKind::kKnownFailing;
}

std::string failed_case_text(const CaseResult& result, Level level, const Palette& palette,
                             std::size_t width) {
  const bool fails = fails_run(result.verdict, level);
  std::string text =
      in(fails ? palette.red : palette.yellow, upper(to_string(result.verdict)), palette) + "  " +
      in(palette.bold, result.subject->id, palette) + "\n  " + printable(result.subject->title) +
      '\n';
  for (const FailureLine& line : failure_lines(result)) {
    text += "  " + in(palette.dim, padded(std::string(line.label()) + ' ', kLabelWidth), palette) +
            (may_be_broken(line.kind) ? wrap(line.text, width) : line.text) + '\n';
  }
  return text + '\n';
}

/// Verdicts that are told at length, and those that are counted by their reason.
constexpr std::array<Verdict, 6> kAtLength{Verdict::kHarnessError,   Verdict::kFail,
                                           Verdict::kUnexpectedPass, Verdict::kKnownFailure,
                                           Verdict::kWarning,        Verdict::kAdvisory};
constexpr std::array<Verdict, 2> kCounted{Verdict::kUnsupported, Verdict::kNotRun};

std::string counted_text(const RunRecord& run, Verdict verdict, const Palette& palette) {
  std::string text;
  for (const auto& [reason, count] : count_reasons(run, verdict)) {
    text += in(palette.yellow, upper(to_string(verdict)), palette) + "  " +
            pluralize(count, "case") + ": " + printable(reason) + '\n';
  }
  return text;
}

/// What the client leaves out of its results: no failure, but less was evaluated.
std::string not_modelled_text(const RunRecord& run, const Palette& palette) {
  std::set<std::string> places;
  for (const CaseResult& result : run.results) {
    places.insert(result.unreported.begin(), result.unreported.end());
  }
  if (places.empty()) return {};
  std::string text =
      in(palette.yellow, "NOT MODELLED", palette) + "  " + pluralize(places.size(), "place") + ':';
  std::size_t named = 0;
  for (const std::string& place : places) {
    if (++named > kMostPlaces) break;
    text += ' ' + printable(place);
  }
  return text + (places.size() > kMostPlaces ? " ...\n" : "\n");
}

/// The ids of what fails the run, once more: who reads a long report begins at its end.
std::string failed_text(const RunRecord& run, const Palette& palette) {
  const std::size_t all = count_failed(run);
  if (all <= kMostAtOnce) return {};
  std::string text;
  std::size_t join_names = 0;
  for (const CaseResult& result : run.results) {
    if (!fails_run(result.verdict, run.level) || ++join_names > kMaxListedFailures) continue;
    text += in(palette.red, "failed", palette) + "  " + result.subject->id + '\n';
  }
  if (all <= kMaxListedFailures) return text + '\n';
  return text + "and " + std::to_string(all - kMaxListedFailures) + " more\n\n";
}

std::string footer_text(const RunRecord& run, const Palette& palette) {
  std::string text;
  for (const std::string& problem : run.problems) text += "problem: " + printable(problem) + '\n';
  for (const std::string& warning : run.warnings) text += "warning: " + printable(warning) + '\n';
  if (!text.empty()) text += '\n';
  for (const std::string& line : summaries(run)) {
    text += in(palette.bold, printable(line), palette) + '\n';
  }
  if (run.interrupted) text += "Interrupted: the rest was not run.\n";
  if (run.processes > 1) {
    text += std::to_string(run.processes) + " processes of the client ran side by side (--jobs)\n";
  }
  if (run.side == Side::kClient) text += "To reproduce: --seed " + std::to_string(run.seed) + '\n';
  return text + result_line(run) + '\n';
}

}  // namespace

std::string text_report(const RunRecord& run, bool colored, std::size_t width) {
  const Palette& palette = colored ? kColored : kPlain;
  std::string text;
  for (const Verdict verdict : kAtLength) {
    for (const CaseResult& result : run.results) {
      if (result.verdict == verdict) text += failed_case_text(result, run.level, palette, width);
    }
  }
  for (const Verdict verdict : kCounted) text += counted_text(run, verdict, palette);
  text += not_modelled_text(run, palette) + failed_text(run, palette);
  if (run.drift) text += drift_text(*run.drift, palette);
  return text + footer_text(run, palette);
}

}  // namespace mockmeter::conformance
