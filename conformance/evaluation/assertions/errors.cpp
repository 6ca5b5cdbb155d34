#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>

#include "conformance/evaluation/assertions/opinion.h"
#include "conformance/evaluation/assertions/outcomes.h"
#include "conformance/evaluation/assertions/table.h"
#include "conformance/evaluation/values/normalise.h"
#include "conformance/evaluation/values/shown.h"

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
std::string missed_words(std::string_view member, const Outcome& error,
                         const std::vector<Outcome>& all) {
  const bool other_has = std::any_of(all.begin(), all.end(), [&](const Outcome& other) {
    return is_error(other) && reported(other, member);
  });
  if (other_has) return "another error of this case has one";
  if (member == "status" && !has_mark(error)) {
    return "it has no code, class or kind either: nothing tells it from any other error";
  }
  return {};
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

}  // namespace

std::vector<Check> judge_error(const Json& rules, const Outcome& error,
                               const std::vector<Outcome>& all, Coverage& coverage) {
  std::vector<Check> checks;
  for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
    const ErrorRule& row = row_for(rule.key(), kErrorRules, "rule: error.");
    const Json* value = row.member.empty() ? nullptr : reported(error, row.member);
    if (value || row.member.empty()) {
      ++coverage.judged;
      checks.push_back(named(rule.key(), row.judge(*rule, {error, value})));
      continue;
    }
    const std::string words = missed_words(row.member, error, all);
    if (words.empty()) {
      coverage.miss("/error/" + std::string(row.member));
    } else {
      checks.push_back(named(rule.key(), opinion(false, shown(*rule), "none", words)));
    }
  }
  return checks;
}

Check judge_errors_differ(const std::vector<Outcome>& outcomes) {
  std::map<std::string, std::size_t> seen;
  std::size_t errors = 0;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (!is_error(outcomes[i])) continue;
    ++errors;
    const std::string marks = marks_of(outcomes[i]);
    const auto [first, is_new] = seen.emplace(marks, i);
    if (is_new) continue;
    return opinion(false, "errors that a program can tell apart", shown(std::string_view(marks)),
                   "the errors of call " + std::to_string(first->second + 1) + " and of call " +
                       std::to_string(i + 1) + " look the same");
  }
  return opinion(true, "errors that a program can tell apart", counted(errors, "error"));
}

}  // namespace mockmeter::conformance
