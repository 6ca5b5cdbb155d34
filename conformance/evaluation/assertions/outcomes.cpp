#include "conformance/evaluation/assertions/outcomes.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/tables.h"
#include "conformance/evaluation/assertions/opinion.h"
#include "conformance/evaluation/values/compare.h"
#include "conformance/model/shown.h"

namespace mockmeter::conformance {
namespace {

/// Null when it is not reported.
const Json* reported(const Outcome& error, std::string_view member) {
  const Json* value = find_member(error.value, member);
  return value && !value->is_null() ? value : nullptr;
}

struct JudgedError {
  const Outcome& error;
  const Json* value;  ///< the member that the rule looks at, null when there is none
};

Check judge_status(const Json& wanted, const JudgedError& subject) {
  return opinion(as_decimal(wanted) == as_decimal(*subject.value), shown(wanted),
                 shown(*subject.value));
}

Check judge_retry_after(const Json& wanted, const JudgedError& subject) {
  const auto actual = as_decimal(*subject.value);
  const auto in_seconds = parse_decimal(shown(wanted) + "e-3");
  return opinion(as_decimal(wanted) == actual, shown(wanted) + " ms", shown(*subject.value),
                 actual && actual == in_seconds ? "seconds were given for milliseconds" : "");
}

/// Of a foreign value, so bounded where it is no text.
std::string bounded_text(const Json& value) {
  return value.is_string() ? value.get<std::string>() : shown(value);
}

Check judge_message_contains(const Json& wanted, const JudgedError& subject) {
  const auto& part = wanted.get_ref<const std::string&>();
  return opinion(bounded_text(*subject.value).find(part) != std::string::npos,
                 "a message with " + shown(wanted) + " in it", shown(*subject.value));
}

Check judge_message_at_most(const Json& wanted, const JudgedError& subject) {
  const std::size_t size = bounded_text(*subject.value).size();
  return opinion(size <= wanted.get<std::size_t>(),
                 "a message of at most " + counted(wanted.get<std::size_t>(), "byte"),
                 counted(size, "byte"));
}

Check judge_within(const Json& wanted, const JudgedError& subject) {
  const auto took = std::chrono::ceil<std::chrono::milliseconds>(subject.error.took).count();
  return opinion(took <= wanted.get<std::int64_t>(), "an error within " + shown(wanted) + " ms",
                 std::to_string(took) + " ms");
}

struct ErrorRule {
  std::string_view word;
  std::string_view member;  ///< of the error; empty: it looks at none
  Check (*judge)(const Json& wanted, const JudgedError& subject);
};

constexpr std::array kErrorRules{
    ErrorRule{"status", "status", judge_status},
    ErrorRule{"message_contains", "message", judge_message_contains},
    ErrorRule{"message_at_most", "message", judge_message_at_most},
    ErrorRule{"retry_after_ms", "retry_after_ms", judge_retry_after},
    ErrorRule{"within_ms", "", judge_within},
};

/// By what programs tell errors apart.
constexpr std::array<std::string_view, 4> kMarks{"status", "code", "class", "kind"};

bool has_mark(const Outcome& error) {
  return std::any_of(kMarks.begin(), kMarks.end(),
                     [&](std::string_view mark) { return reported(error, mark) != nullptr; });
}

bool is_error(const Outcome& outcome) { return outcome.kind == Outcome::Kind::kError; }

/// Why a member that is not reported is missed; empty when it is only not modelled.
std::string missed_words(std::string_view member, const CallEnding& ending) {
  const bool other_has =
      std::any_of(ending.all.begin(), ending.all.end(),
                  [&](const Outcome& other) { return is_error(other) && reported(other, member); });
  if (other_has) return "another error of this case has one";
  if (member == "status" && !has_mark(ending.outcome)) {
    return "it has no code, class or kind either: nothing tells it from any other error";
  }
  return {};
}

/// In an error null and absent are the same, and what the client does not report is not modelled,
/// except that it is missed where another error of the case has it, and that a status is missed
/// where the error has no code, class or kind either: nothing tells that one from any other.
Checks judge_error(const Json& rules, const CallEnding& ending) {
  Checks checks;
  for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
    const ErrorRule& row = row_for(rule.key(), kErrorRules, "rule: error.");
    const Json* value = row.member.empty() ? nullptr : reported(ending.outcome, row.member);
    if (value || row.member.empty()) {
      ++ending.coverage.judged;
      checks.push_back(named(rule.key(), row.judge(*rule, {ending.outcome, value})));
      continue;
    }
    const std::string words = missed_words(row.member, ending);
    if (words.empty()) {
      ending.coverage.miss("/error/" + std::string(row.member));
    } else {
      checks.push_back(named(rule.key(), opinion(false, shown(*rule), "none", words)));
    }
  }
  return checks;
}

/// "status 404, class \"NotFound\"": equal texts, equal errors to a program.
std::string marks_of(const Outcome& error) {
  std::string marks;
  for (const std::string_view mark : kMarks) {
    const Json* value = reported(error, mark);
    if (!value) continue;
    marks.append(marks.empty() ? "" : ", ").append(mark).append(" ").append(bounded_text(*value));
  }
  return marks.empty() ? "no status, code, class or kind" : marks;
}

/// How an ending is told.
struct EndingWords {
  Outcome::Kind kind;
  std::string_view name;
  std::string_view difference;  ///< from what was expected, where that goes without saying
};
constexpr std::array<EndingWords, 5> kEndingWords{{
    {Outcome::Kind::kResult, "a result", ""},
    {Outcome::Kind::kError, "an error", ""},
    {Outcome::Kind::kUnsupported, "unsupported", ""},
    {Outcome::Kind::kCrashed, "a crash", "a client reports an error, it does not end with one"},
    {Outcome::Kind::kSilent, "no answer", "the call did not end before its deadline"},
}};

std::string details_of(const Outcome& outcome) {
  if (outcome.kind == Outcome::Kind::kResult || is_error(outcome)) return shown(outcome.value);
  if (outcome.kind == Outcome::Kind::kSilent || outcome.text.empty()) return {};
  return shown(outcome.text);
}

Check kind_check(const CallEnding& ending, bool passed, std::string expected) {
  const EndingWords& words = *find_by(kEndingWords, &EndingWords::kind, ending.outcome.kind);
  const std::string details = details_of(ending.outcome);
  return named(ending.name,
               opinion(passed, std::move(expected),
                       std::string(words.name) + (details.empty() ? "" : ": " + details),
                       std::string(words.difference)));
}

std::string error_words(const Json& rules) {
  return rules.contains("status") ? "an error with status " + shown(rules["status"]) : "an error";
}

Checks judge_place(const std::string& pointer, const Json& matcher, const CallEnding& ending) {
  const Served& answer = ending.answer;
  Found found = find(ending.outcome.value, answer.document ? &*answer.document : nullptr, pointer);
  if (found.broken) {
    ++ending.coverage.judged;
    return {named(ending.name + pointer, std::move(*found.broken))};
  }
  Checks checks;
  append(checks,
         match(matcher, {.actual = found.actual,
                         .served = found.served,
                         .pointer = found.missing.empty() ? pointer : found.missing,
                         .answer = &answer,
                         .time_resolution = ending.time_resolution,
                         .coverage = &ending.coverage}),
         ending.name + pointer + ".");
  return checks;
}

Checks judge_result(const Json& rules, const CallEnding& ending) {
  Checks checks{kind_check(ending, ending.outcome.kind == Outcome::Kind::kResult, "a result")};
  if (!checks.front().passed) return checks;
  for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
    append(checks, judge_place(rule.key(), *rule, ending));
  }
  return checks;
}

Checks judge_error_outcome(const Json& rules, const CallEnding& ending) {
  Checks checks{kind_check(ending, is_error(ending.outcome), error_words(rules))};
  if (!checks.front().passed) return checks;
  ++ending.coverage.judged;  // that it is an error
  append(checks, judge_error(rules, ending), ending.name + ".error.");
  return checks;
}

Checks judge_either(const Json& alternatives, const CallEnding& ending) {
  std::vector<std::pair<Checks, Coverage>> tried;
  for (const Json& alternative : alternatives) {
    Coverage own;
    Checks checks = judge_outcome(alternative, {ending.name, ending.outcome, ending.all,
                                                ending.answer, ending.time_resolution, own});
    tried.emplace_back(std::move(checks), std::move(own));
  }
  auto best = std::find_if(tried.begin(), tried.end(),
                           [](const auto& each) { return all_passed(each.first); });
  if (best == tried.end()) {  // one of the right kind at least
    best = std::find_if(tried.begin(), tried.end(),
                        [](const auto& each) { return each.first.front().passed; });
  }
  if (best == tried.end()) {
    std::string expected;
    for (const auto& [checks, own] : tried) {
      expected += (expected.empty() ? "" : ", or ") + checks.front().expected;
    }
    return {kind_check(ending, false, expected)};
  }
  ending.coverage.judged += best->second.judged;
  for (const std::string& pointer : best->second.not_modelled) ending.coverage.miss(pointer);
  return std::move(best->first);
}

Checks judge_any(const Json&, const CallEnding& ending) {
  ++ending.coverage.judged;
  return {judge_any_outcome(ending)};
}

struct OutcomeRule {
  std::string_view word;
  Checks (*judge)(const Json& rules, const CallEnding& ending);
};

constexpr std::array kOutcomeRules{
    OutcomeRule{"result", judge_result},
    OutcomeRule{"error", judge_error_outcome},
    OutcomeRule{"any_of", judge_either},
    OutcomeRule{"any_outcome", judge_any},
};

}  // namespace

Check judge_errors_differ(const std::vector<Outcome>& outcomes) {
  std::map<std::string, std::size_t> seen;
  std::size_t errors = 0;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (!is_error(outcomes[i])) continue;
    ++errors;
    const std::string marks = marks_of(outcomes[i]);
    const auto [first, is_new] = seen.emplace(marks, i);
    if (is_new) continue;
    return opinion(false, "errors that a program can tell apart", shown(marks),
                   "the errors of call " + std::to_string(first->second + 1) + " and of call " +
                       std::to_string(i + 1) + " look the same");
  }
  return opinion(true, "errors that a program can tell apart", counted(errors, "error"));
}

std::vector<Check> judge_outcome(const Json& expected, const CallEnding& ending) {
  const std::string word = expected.begin().key();
  return row_for(word, kOutcomeRules, "outcome: ").judge(expected.front(), ending);
}

Check judge_any_outcome(const CallEnding& ending) {
  const Outcome::Kind kind = ending.outcome.kind;
  return kind_check(ending, kind == Outcome::Kind::kResult || kind == Outcome::Kind::kError,
                    "a result or an error");
}

}  // namespace mockmeter::conformance
