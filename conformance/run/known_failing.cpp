#include "conformance/run/known_failing.h"

#include <algorithm>
#include <optional>
#include <sstream>
#include <stdexcept>

#include "base/time/timestamp.h"
#include "conformance/select/glob.h"

namespace mockmeter::conformance {
namespace {

using std::chrono::year_month_day;

constexpr std::string_view kUntil = "until=";
constexpr std::string_view kIssue = "issue=";

[[noreturn]] void refuse_line(const std::string& place, const std::string& found) {
  throw std::invalid_argument(
      place + ": expected <case glob> [#check] until=YYYY-MM-DD issue=URL, found " + found);
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

bool is_failing(const CaseResult& result, const std::string& check) {
  return std::any_of(result.checks.begin(), result.checks.end(), [&](const Check& each) {
    return !each.passed && (check.empty() || each.name == check);
  });
}

/// Whether every check that was missed is known.
bool covers(const std::vector<const KnownFailure*>& lines, const CaseResult& result) {
  return std::all_of(result.checks.begin(), result.checks.end(), [&](const Check& check) {
    return check.passed || std::any_of(lines.begin(), lines.end(), [&](const KnownFailure* line) {
             return line->check.empty() || line->check == check.name;
           });
  });
}

/// The first line whose failure is not there any more; null = all are.
const KnownFailure* find_stale(const std::vector<const KnownFailure*>& lines,
                               const CaseResult& result) {
  const auto stale = std::find_if(lines.begin(), lines.end(), [&](const KnownFailure* line) {
    return !is_failing(result, line->check);
  });
  return stale == lines.end() ? nullptr : *stale;
}

void apply_lines(const std::vector<const KnownFailure*>& lines, CaseResult& result) {
  if (lines.empty() || !(is_miss(result.verdict) || result.verdict == Verdict::kPass)) return;
  if (is_miss(result.verdict) && !covers(lines, result)) return;  // fails for another reason, too
  if (const KnownFailure* stale = find_stale(lines, result)) {
    result.verdict = Verdict::kUnexpectedPass;
    result.reason = (stale->check.empty() ? "it passes" : stale->check + " passes") +
                    std::string(", though ") + stale->place +
                    " says that it fails: remove the line";
    return;
  }
  result.verdict = Verdict::kKnownFailure;
  result.reason = lines.front()->place + ", " + lines.front()->issue;
}

bool fits_any(const KnownFailure& known, const Suite& suite) {
  return std::any_of(suite.cases.begin(), suite.cases.end(),
                     [&](const Case& subject) { return matches_glob(known.glob, subject.id); });
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
  std::vector<const KnownFailure*> valid;
  for (const KnownFailure& line : known) {
    if (line.until < today) {
      problems.push_back(line.place + " is past its date: fix " + line.issue + ", or move it");
    } else if (!fits_any(line, suite)) {
      problems.push_back(line.place + ": \"" + line.glob + "\" fits no case");
    } else {
      valid.push_back(&line);
    }
  }
  for (CaseResult& result : results) {
    std::vector<const KnownFailure*> lines;
    std::copy_if(
        valid.begin(), valid.end(), std::back_inserter(lines),
        [&](const KnownFailure* line) { return matches_glob(line->glob, result.subject->id); });
    apply_lines(lines, result);
  }
  return problems;
}

}  // namespace mockmeter::conformance
