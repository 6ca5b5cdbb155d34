#include "conformance/judge/outcomes.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "conformance/judge/find.h"
#include "conformance/judge/opinion.h"
#include "conformance/judge/shown.h"
#include "conformance/judge/table.h"
#include "server/core/find_by.h"

namespace mockmeter::conformance {
namespace {

std::string value_words(const Outcome& outcome) { return shown(outcome.value); }

std::string reason_words(const Outcome& outcome) {
  return outcome.text.empty() ? std::string() : shown(std::string_view(outcome.text));
}

std::string no_words(const Outcome&) { return {}; }

/// How an ending is told.
struct EndingWords {
  Outcome::Kind kind;
  std::string_view name;
  std::string (*details)(const Outcome& outcome);
  std::string_view difference;  ///< from what was expected, where that goes without saying
};
constexpr std::array<EndingWords, 5> kEndingWords{{
    {Outcome::Kind::kResult, "a result", value_words, ""},
    {Outcome::Kind::kError, "an error", value_words, ""},
    {Outcome::Kind::kUnsupported, "unsupported", reason_words, ""},
    {Outcome::Kind::kCrashed, "a crash", reason_words,
     "a client reports an error, it does not end with one"},
    {Outcome::Kind::kSilent, "no answer", no_words, "the call did not end before its deadline"},
}};

const EndingWords& words_for(const Outcome& outcome) {
  return *find_by(kEndingWords, &EndingWords::kind, outcome.kind);
}

std::string outcome_text(const Outcome& outcome) {
  const EndingWords& words = words_for(outcome);
  const std::string details = words.details(outcome);
  return std::string(words.name) + (details.empty() ? "" : ": " + details);
}

Check kind_check(const CallEnding& ending, bool passed, std::string expected) {
  return named(ending.name, opinion(passed, std::move(expected), outcome_text(ending.outcome),
                                    std::string(words_for(ending.outcome).difference)));
}

std::string error_words(const Json& rules) {
  return rules.contains("status") ? "an error with status " + shown(rules["status"]) : "an error";
}

Checks judge_place(const std::string& pointer, const Json& matcher, const CallEnding& ending,
                   Coverage& coverage) {
  const Served& answer = ending.answer;
  Found found = find(ending.outcome.value, answer.document ? &*answer.document : nullptr, pointer);
  if (found.broken) {
    ++coverage.judged;
    return {named(ending.name + pointer, std::move(*found.broken))};
  }
  Checks checks = match(matcher, {.actual = found.actual,
                                  .served = found.served,
                                  .pointer = found.missing.empty() ? pointer : found.missing,
                                  .answer = &answer,
                                  .time_resolution = ending.time_resolution,
                                  .coverage = &coverage});
  for (Check& check : checks) check.name = ending.name + pointer + "." + check.name;
  return checks;
}

Checks judge_result(const Json& rules, const CallEnding& ending, Coverage& coverage) {
  Checks checks{kind_check(ending, ending.outcome.kind == Outcome::Kind::kResult, "a result")};
  if (!checks.front().passed) return checks;
  for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
    for (Check& check : judge_place(rule.key(), *rule, ending, coverage)) {
      checks.push_back(std::move(check));
    }
  }
  return checks;
}

Checks judge_error_outcome(const Json& rules, const CallEnding& ending, Coverage& coverage) {
  Checks checks{
      kind_check(ending, ending.outcome.kind == Outcome::Kind::kError, error_words(rules))};
  if (!checks.front().passed) return checks;
  ++coverage.judged;  // that it is an error
  for (Check& check : judge_error(rules, ending.outcome, ending.all, coverage)) {
    check.name = ending.name + ".error." + check.name;
    checks.push_back(std::move(check));
  }
  return checks;
}

Checks judge_either(const Json& alternatives, const CallEnding& ending, Coverage& coverage) {
  std::vector<std::pair<Checks, Coverage>> tried;
  for (const Json& alternative : alternatives) {
    Coverage own;
    Checks checks = judge_outcome(alternative, ending, own);
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
  coverage.judged += best->second.judged;
  for (const std::string& pointer : best->second.not_modelled) coverage.miss(pointer);
  return std::move(best->first);
}

Checks judge_any(const Json&, const CallEnding& ending, Coverage& coverage) {
  ++coverage.judged;
  return {judge_any_outcome(ending)};
}

struct OutcomeRule {
  std::string_view word;
  Checks (*judge)(const Json& rules, const CallEnding& ending, Coverage& coverage);
};

constexpr std::array kOutcomeRules{
    OutcomeRule{"result", judge_result},
    OutcomeRule{"error", judge_error_outcome},
    OutcomeRule{"any_of", judge_either},
    OutcomeRule{"any_outcome", judge_any},
};

}  // namespace

std::vector<Check> judge_outcome(const Json& expected, const CallEnding& ending,
                                 Coverage& coverage) {
  const std::string word = expected.begin().key();
  return row_for(word, kOutcomeRules, "outcome: ").judge(expected.front(), ending, coverage);
}

Check judge_any_outcome(const CallEnding& ending) {
  const Outcome::Kind kind = ending.outcome.kind;
  return kind_check(ending, kind == Outcome::Kind::kResult || kind == Outcome::Kind::kError,
                    "a result or an error");
}

}  // namespace mockmeter::conformance
