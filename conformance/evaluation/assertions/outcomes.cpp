#include "conformance/evaluation/assertions/outcomes.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/tables.h"
#include "conformance/evaluation/assertions/assertion.h"
#include "conformance/evaluation/values/compare.h"
#include "conformance/model/display.h"

namespace mockmeter::conformance {
namespace {

/// Null when it is not reported.
const Json* reported(const CallOutcome& error, std::string_view member) {
  const Json* value = find_member(error.value, member);
  return value && !value->is_null() ? value : nullptr;
}

struct ExaminedError {
  const CallOutcome& error;
  const ServedDocument& response;  ///< the last one to the call
  const Json* value;               ///< the member that the rule looks at, null when there is none
};

Assertion evaluate_status(const Json& wanted, const ExaminedError& subject) {
  return make_assertion(as_decimal(wanted) == as_decimal(*subject.value), to_display(wanted),
                        to_display(*subject.value));
}

Assertion evaluate_retry_after(const Json& wanted, const ExaminedError& subject) {
  const auto actual = as_decimal(*subject.value);
  const auto in_seconds = parse_decimal(to_display(wanted) + "e-3");
  return make_assertion(
      as_decimal(wanted) == actual, to_display(wanted) + " ms", to_display(*subject.value),
      actual && actual == in_seconds ? "seconds were given for milliseconds" : "");
}

/// Of a foreign value, so bounded where it is no text.
std::string bounded_text(const Json& value) {
  return value.is_string() ? value.get<std::string>() : to_display(value);
}

Assertion evaluate_message_contains(const Json& wanted, const ExaminedError& subject) {
  const auto& part = wanted.get_ref<const std::string&>();
  return make_assertion(bounded_text(*subject.value).find(part) != std::string::npos,
                        "a message with " + to_display(wanted) + " in it",
                        to_display(*subject.value));
}

Assertion evaluate_message_at_most(const Json& wanted, const ExaminedError& subject) {
  const std::size_t size = bounded_text(*subject.value).size();
  return make_assertion(size <= wanted.get<std::size_t>(),
                        "a message of at most " + pluralize(wanted.get<std::size_t>(), "byte"),
                        pluralize(size, "byte"));
}

Assertion evaluate_within(const Json& wanted, const ExaminedError& subject) {
  const auto took = std::chrono::ceil<std::chrono::milliseconds>(subject.error.took).count();
  return make_assertion(took <= wanted.get<std::int64_t>(),
                        "an error within " + to_display(wanted) + " ms",
                        std::to_string(took) + " ms");
}

/// Whether to try again is the client's choice; when it did, the last response is what counts.
Assertion evaluate_of_last_response(const Json&, const ExaminedError& subject) {
  const int status = subject.response.status;
  return make_assertion(status / 100 != 2, "an error of the last response",
                        "an error, though the last response was " + std::to_string(status));
}

struct ErrorRule {
  std::string_view word;
  std::string_view member;  ///< of the error; empty: it looks at none
  Assertion (*evaluate)(const Json& wanted, const ExaminedError& subject);
};

constexpr std::array kErrorRules{
    ErrorRule{"status", "status", evaluate_status},
    ErrorRule{"message_contains", "message", evaluate_message_contains},
    ErrorRule{"message_at_most", "message", evaluate_message_at_most},
    ErrorRule{"retry_after_ms", "retry_after_ms", evaluate_retry_after},
    ErrorRule{"within_ms", "", evaluate_within},
    ErrorRule{"of_last_response", "", evaluate_of_last_response},
};

/// By what programs tell errors apart.
constexpr std::array<std::string_view, 4> kMarks{"status", "code", "class", "kind"};

bool has_mark(const CallOutcome& error) {
  return std::ranges::any_of(
      kMarks, [&](std::string_view mark) { return reported(error, mark) != nullptr; });
}

bool is_error(const CallOutcome& outcome) { return outcome.kind == CallOutcome::Kind::kError; }

/// Why a member that is not reported is missed; empty when it is only not modelled.
std::string missed_words(std::string_view member, const CallEnding& ending) {
  const bool other_has = std::ranges::any_of(ending.all, [&](const CallOutcome& other) {
    return is_error(other) && reported(other, member);
  });
  if (other_has) return "another error of this case has one";
  if (member == "status" && !has_mark(ending.outcome)) {
    return "it has no code, class or kind either: nothing tells it from any other error";
  }
  return {};
}

/// In an error null and absent are the same, and what the client does not report is not modelled,
/// except that it is missed where another error of the case has it, and that a status is missed
/// where the error has no code, class or kind either: nothing tells that one from any other.
Assertions evaluate_error(const Json& rules, const CallEnding& ending) {
  Assertions checks;
  for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
    const ErrorRule& row = find_row(rule.key(), kErrorRules, "rule: error.");
    const Json* value = row.member.empty() ? nullptr : reported(ending.outcome, row.member);
    if (value || row.member.empty()) {
      ++ending.coverage.evaluated;
      checks.push_back(
          with_name(rule.key(), row.evaluate(*rule, {ending.outcome, ending.response, value})));
      continue;
    }
    const std::string words = missed_words(row.member, ending);
    if (words.empty()) {
      ending.coverage.miss("/error/" + std::string(row.member));
    } else {
      checks.push_back(with_name(
          rule.key(),
          make_assertion(false, to_display(*rule),
                         "none in the error " + to_display(ending.outcome.value), words)));
    }
  }
  return checks;
}

/// "status 404, class \"NotFound\"": equal texts, equal errors to a program.
std::string marks_of(const CallOutcome& error) {
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
  CallOutcome::Kind kind;
  std::string_view name;
  std::string_view difference;  ///< from what was expected, where that goes without saying
};
constexpr std::array<EndingWords, 5> kEndingWords{{
    {CallOutcome::Kind::kResult, "a result", ""},
    {CallOutcome::Kind::kError, "an error", ""},
    {CallOutcome::Kind::kUnsupported, "unsupported", ""},
    {CallOutcome::Kind::kCrashed, "a crash", "a client reports an error, it does not end with one"},
    {CallOutcome::Kind::kTimeout, "no reply", "the call did not end before its deadline"},
}};

std::string details_of(const CallOutcome& outcome) {
  if (outcome.kind == CallOutcome::Kind::kResult || is_error(outcome))
    return to_display(outcome.value);
  if (outcome.kind == CallOutcome::Kind::kTimeout || outcome.text.empty()) return {};
  return to_display(outcome.text);
}

Assertion kind_check(const CallEnding& ending, bool passed, std::string expected) {
  const EndingWords& words = *find_by(kEndingWords, &EndingWords::kind, ending.outcome.kind);
  const std::string details = details_of(ending.outcome);
  return with_name(ending.name,
                   make_assertion(passed, std::move(expected),
                                  std::string(words.name) + (details.empty() ? "" : ": " + details),
                                  std::string(words.difference)));
}

std::string error_words(const Json& rules) {
  return rules.contains("status") ? "an error with status " + to_display(rules["status"])
                                  : "an error";
}

Assertions evaluate_place(const std::string& pointer, const Json& matcher,
                          const CallEnding& ending) {
  const ServedDocument& response = ending.response;
  LookupResult found =
      find(ending.outcome.value, response.document ? &*response.document : nullptr, pointer);
  if (found.broken) {
    ++ending.coverage.evaluated;
    return {with_name(ending.name + pointer, std::move(*found.broken))};
  }
  Assertions checks;
  append(checks,
         match(matcher, {.actual = found.actual,
                         .served = found.served,
                         .pointer = found.missing.empty() ? pointer : found.missing,
                         .response = &response,
                         .time_resolution = ending.time_resolution,
                         .coverage = &ending.coverage}),
         ending.name + pointer + ".");
  return checks;
}

Assertions evaluate_result(const Json& rules, const CallEnding& ending) {
  Assertions checks{
      kind_check(ending, ending.outcome.kind == CallOutcome::Kind::kResult, "a result")};
  if (!checks.front().passed) return checks;
  for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
    append(checks, evaluate_place(rule.key(), *rule, ending));
  }
  return checks;
}

Assertions evaluate_error_outcome(const Json& rules, const CallEnding& ending) {
  Assertions checks{kind_check(ending, is_error(ending.outcome), error_words(rules))};
  if (!checks.front().passed) return checks;
  ++ending.coverage.evaluated;  // that it is an error
  append(checks, evaluate_error(rules, ending), ending.name + ".error.");
  return checks;
}

Assertions evaluate_any_of(const Json& alternatives, const CallEnding& ending) {
  std::vector<std::pair<Assertions, Coverage>> tried;
  for (const Json& alternative : alternatives) {
    Coverage own;
    Assertions checks = evaluate_outcome(
        alternative,
        {ending.name, ending.outcome, ending.all, ending.response, ending.time_resolution, own});
    tried.emplace_back(std::move(checks), std::move(own));
  }
  auto best = std::ranges::find_if(tried, [](const auto& each) { return all_passed(each.first); });
  if (best == tried.end()) {  // one of the right kind at least
    best = std::ranges::find_if(tried, [](const auto& each) { return each.first.front().passed; });
  }
  if (best == tried.end()) {
    std::string expected;
    for (const auto& [checks, own] : tried) {
      expected += (expected.empty() ? "" : ", or ") + checks.front().expected;
    }
    return {kind_check(ending, false, expected)};
  }
  ending.coverage.evaluated += best->second.evaluated;
  for (const std::string& pointer : best->second.unreported) ending.coverage.miss(pointer);
  return std::move(best->first);
}

Assertions evaluate_any_outcome(const Json&, const CallEnding& ending) {
  ++ending.coverage.evaluated;
  return {evaluate_any_outcome(ending)};
}

using OutcomeRule = Rule<Assertions, CallEnding>;
constexpr std::array kOutcomeRules{
    OutcomeRule{"result", evaluate_result},
    OutcomeRule{"error", evaluate_error_outcome},
    OutcomeRule{"any_of", evaluate_any_of},
    OutcomeRule{"any_outcome", evaluate_any_outcome},
};

}  // namespace

Assertion evaluate_distinct_errors(const std::vector<CallOutcome>& outcomes) {
  std::map<std::string, std::size_t> seen;
  std::size_t errors = 0;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (!is_error(outcomes[i])) continue;
    ++errors;
    const std::string marks = marks_of(outcomes[i]);
    const auto [first, is_new] = seen.emplace(marks, i);
    if (is_new) continue;
    return make_assertion(false, "errors that a program can tell apart", to_display(marks),
                          "the errors of call " + std::to_string(first->second + 1) +
                              " and of call " + std::to_string(i + 1) + " look the same");
  }
  return make_assertion(true, "errors that a program can tell apart", pluralize(errors, "error"));
}

std::vector<Assertion> evaluate_outcome(const Json& expected, const CallEnding& ending) {
  const std::string word = expected.begin().key();
  return find_row(word, kOutcomeRules, "outcome: ").evaluate(expected.front(), ending);
}

Assertion evaluate_any_outcome(const CallEnding& ending) {
  const CallOutcome::Kind kind = ending.outcome.kind;
  return kind_check(ending, kind == CallOutcome::Kind::kResult || kind == CallOutcome::Kind::kError,
                    "a result or an error");
}

}  // namespace mockmeter::conformance
