#include "conformance/run/known_failing.h"

#include <algorithm>
#include <optional>
#include <sstream>
#include <stdexcept>

#include "base/time/timestamp.h"
#include "conformance/suite/selection.h"

namespace mockmeter::conformance {
namespace {

using std::chrono::year_month_day;

constexpr std::string_view kUntil = "until=";
constexpr std::string_view kIssue = "issue=";

[[noreturn]] void refuse_line(const std::string& place, const std::string& found) {
  throw std::invalid_argument(
      place + ": expected <case glob> [#assertion] until=YYYY-MM-DD issue=URL, found " + found);
}

year_month_day date_or_refuse(std::string_view text, const std::string& place) {
  const auto date = parse_date(text);
  if (!date) refuse_line(place, "the date \"" + std::string(text) + '"');
  return *date;
}

void read_word(const std::string& word, KnownFailure& known) {
  if (word.starts_with('#') && known.check.empty() && word.size() > 1) {
    known.check = word.substr(1);
  } else if (word.starts_with(kUntil)) {
    known.until = date_or_refuse(std::string_view(word).substr(kUntil.size()), known.place);
  } else if (word.starts_with(kIssue)) {
    known.issue = word.substr(kIssue.size());
  } else {
    refuse_line(known.place, '"' + word + '"');
  }
}

std::optional<KnownFailure> read_line(const std::string& line, const std::string& place) {
  std::istringstream words(line);
  KnownFailure known;
  known.place = place;
  if (!(words >> known.glob) || known.glob.starts_with('#')) return std::nullopt;
  for (std::string word; words >> word;) read_word(word, known);
  if (!known.until.ok()) refuse_line(place, "no until=");
  if (known.issue.empty()) refuse_line(place, "no issue=");
  return known;
}

using KnownLines = std::vector<const KnownFailure*>;

/// Whether a line says that this check is missed, and it is.
bool expects_miss(const KnownFailure& line, const Assertion& check) {
  return !check.passed && (line.check.empty() || line.check == check.name);
}

/// Whether every check that was missed is known.
bool covers(const KnownLines& lines, const CaseResult& result) {
  return std::ranges::all_of(result.checks, [&](const Assertion& check) {
    return check.passed || std::ranges::any_of(lines, [&](const KnownFailure* line) {
             return expects_miss(*line, check);
           });
  });
}

/// Whether the failure of a line is not there any more.
bool is_stale(const KnownFailure& line, const CaseResult& result) {
  return std::ranges::none_of(result.checks,
                              [&](const Assertion& check) { return expects_miss(line, check); });
}

void apply_lines(const KnownLines& lines, CaseResult& result) {
  if (lines.empty() || !(is_failure(result.verdict) || result.verdict == Verdict::kPass)) return;
  if (is_failure(result.verdict) && !covers(lines, result))
    return;  // fails for another reason, too
  for (const KnownFailure* line : lines) {
    if (!is_stale(*line, result)) continue;
    result.verdict = Verdict::kUnexpectedPass;
    result.reason = (line->check.empty() ? "it passes" : line->check + " passes") + ", though " +
                    line->place + " says that it fails: remove the line";
    return;
  }
  result.verdict = Verdict::kKnownFailure;
  result.reason = lines.front()->place + ", " + lines.front()->issue;
}

}  // namespace

std::vector<KnownFailure> read_known_failing(std::string_view text, const std::string& path) {
  std::vector<KnownFailure> all;
  std::istringstream lines{std::string(text)};
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    auto known = read_line(line, path + ':' + std::to_string(++number));
    if (known) all.push_back(std::move(*known));
  }
  return all;
}

std::vector<std::string> apply_known_failing(const std::vector<KnownFailure>& known,
                                             const Suite& suite, year_month_day today,
                                             std::vector<CaseResult>& results) {
  std::vector<std::string> problems;
  KnownLines valid;
  for (const KnownFailure& line : known) {
    if (line.until < today) {
      problems.push_back(line.place + " is past its date: fix " + line.issue + ", or move it");
    } else if (std::ranges::none_of(suite.cases, [&](const Case& subject) {
                 return matches_glob(line.glob, subject.id);
               })) {
      problems.push_back(line.place + ": \"" + line.glob + "\" fits no case");
    } else {
      valid.push_back(&line);
    }
  }
  for (CaseResult& result : results) {
    KnownLines lines;
    for (const KnownFailure* line : valid) {
      if (matches_glob(line->glob, result.subject->id)) lines.push_back(line);
    }
    apply_lines(lines, result);
  }
  return problems;
}

}  // namespace mockmeter::conformance
