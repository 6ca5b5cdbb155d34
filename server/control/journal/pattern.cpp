#include "server/control/journal/pattern.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "base/tables.h"
#include "base/text/json_pointer.h"
#include "base/text/wording.h"
#include "server/api/query.h"
#include "server/control/journal/near_misses.h"

namespace mockmeter {
namespace {

using Operator = TextMatcher::Operator;

struct OperatorName {
  std::string_view member;  ///< in a pattern
  std::string_view words;
  Operator op;
};
constexpr std::array<OperatorName, 5> kOperators{{
    {"equalTo", "equal to", Operator::kEqualTo},
    {"contains", "containing", Operator::kContains},
    {"matches", "matching", Operator::kMatches},
    {"doesNotMatch", "not matching", Operator::kDoesNotMatch},
    {"absent", "absent", Operator::kAbsent},
}};

TextMatcher make_matcher(Operator op, const Json& text, const std::string& pointer,
                         std::vector<ValidationError>& faults) {
  TextMatcher matcher{op, text.get<std::string>()};
  if (op != Operator::kMatches && op != Operator::kDoesNotMatch) return matcher;
  try {
    matcher.regex.emplace(matcher.text);
  } catch (const std::invalid_argument& error) {
    faults.push_back({pointer,
                      "a regular expression of RE2, which has no look-around and no "
                      "back-references (" +
                          std::string(error.what()) + ")",
                      in_quotes(matcher.text)});
  }
  return matcher;
}

/// {"equalTo": "x", "caseInsensitive": true}, {"absent": true}, ...
TextMatcher read_matcher(const Json& document, const std::string& pointer,
                         std::vector<ValidationError>& faults) {
  TextMatcher matcher;
  std::size_t operators = 0;
  for (const auto& [member, words, op] : kOperators) {
    const auto found = document.find(std::string(member));
    if (found == document.end()) continue;
    ++operators;
    matcher = op == Operator::kAbsent
                  ? TextMatcher{op, {}}
                  : make_matcher(op, *found, pointer + '/' + std::string(member), faults);
  }
  matcher.ignore_case = document.value("caseInsensitive", false);
  if (operators != 1) {
    faults.push_back({pointer,
                      "exactly one of equalTo, contains, matches, doesNotMatch, absent: true",
                      document.dump()});
  }
  return matcher;
}

}  // namespace

bool TextMatcher::accepts(std::string_view value) const {
  switch (op) {
    case Operator::kEqualTo:
      return ignore_case ? equal_without_case(value, text) : value == text;
    case Operator::kContains:
      return value.find(text) != std::string_view::npos;
    case Operator::kMatches:
      return regex->matches_whole(value);
    case Operator::kDoesNotMatch:
      return !regex->matches_whole(value);
    case Operator::kAbsent:
      return false;
  }
  return false;
}

std::string TextMatcher::words() const {
  const OperatorName* known = find_by(kOperators, &OperatorName::op, op);
  std::string words(known->words);
  return op == Operator::kAbsent ? words : words + ' ' + in_quotes(text);
}

RequestPattern RequestPattern::read(const Json& document, std::vector<ValidationError>& faults) {
  struct Place {
    const char* member;
    Subject subject;
    Operator op;
  };
  constexpr std::array<Place, 4> kPlaces{{{"url", Subject::kUrl, Operator::kEqualTo},
                                          {"urlPattern", Subject::kUrl, Operator::kMatches},
                                          {"urlPath", Subject::kPath, Operator::kEqualTo},
                                          {"urlPathPattern", Subject::kPath, Operator::kMatches}}};
  RequestPattern pattern;
  const std::string method = document.value("method", "ANY");
  if (method != "ANY") pattern.criteria_.push_back({Subject::kMethod, "method", {{}, method}});
  for (const Place& place : kPlaces) {
    if (!document.contains(place.member)) continue;
    pattern.criteria_.push_back({place.subject, place.member,
                                 make_matcher(place.op, document.at(place.member),
                                              std::string("/") + place.member, faults)});
  }
  const auto urls = std::ranges::count_if(pattern.criteria_, is_url);
  if (urls > 1) {
    faults.push_back({"", "at most one of url, urlPattern, urlPath, urlPathPattern",
                      std::to_string(urls) + " of them"});
  }
  for (const auto& [group, subject] :
       {std::pair{"queryParameters", Subject::kParameter}, std::pair{"headers", Subject::kField}}) {
    const Json matchers = document.value(group, Json::object());
    for (const auto& [name, matcher] : matchers.items()) {
      const std::string pointer = below(std::string("/") + group, name);
      pattern.criteria_.push_back({subject, name, read_matcher(matcher, pointer, faults)});
    }
  }
  return pattern;
}

std::vector<std::string> RequestPattern::values_of(const Criterion& criterion,
                                                   const ExchangeRecord& record) {
  std::vector<std::string> values;
  switch (criterion.subject) {
    case Subject::kMethod:
      return {record.method};
    case Subject::kUrl:
      return {record.target};
    case Subject::kPath:
      return {std::string(record.path())};
    case Subject::kParameter: {
      const auto query = Query::parse(record.query());
      if (!query) return values;
      for (const std::string_view value : query->all(criterion.name)) values.emplace_back(value);
      return values;
    }
    case Subject::kField:
      for (const auto& [name, value] : record.fields.all()) {
        if (equal_without_case(name, criterion.name)) values.emplace_back(value);
      }
      return values;
  }
  return values;
}

bool RequestPattern::is_url(const Criterion& criterion) {
  return criterion.subject == Subject::kUrl || criterion.subject == Subject::kPath;
}

bool RequestPattern::holds(const Criterion& criterion, const std::vector<std::string>& values) {
  if (criterion.matcher.op == Operator::kAbsent) return values.empty();
  return std::ranges::any_of(
      values, [&](const std::string& value) { return criterion.matcher.accepts(value); });
}

bool RequestPattern::matches(const ExchangeRecord& record) const {
  return std::ranges::all_of(criteria_, [&](const Criterion& criterion) {
    return holds(criterion, values_of(criterion, record));
  });
}

std::vector<std::string> RequestPattern::differences(const ExchangeRecord& record) const {
  std::vector<std::string> differences;
  for (const Criterion& criterion : criteria_) {
    const auto values = values_of(criterion, record);
    if (holds(criterion, values)) continue;
    const std::string found = join_names(values, in_quotes);
    std::string where = criterion.name;
    if (criterion.subject == Subject::kParameter) where = "query parameter " + where;
    if (criterion.subject == Subject::kField) where = "header " + where;
    differences.push_back(where + ": expected " + criterion.matcher.words() + ", found " +
                          (found.empty() ? "none" : found));
  }
  return differences;
}

bool RequestPattern::may_match(const Operation& operation) const {
  return std::ranges::all_of(criteria_, [&](const Criterion& criterion) {
    const std::string& text = criterion.matcher.text;
    if (criterion.matcher.op != Operator::kEqualTo) return true;
    if (criterion.subject == Subject::kMethod) {
      return text == operation.method || (text == "HEAD" && operation.method == "GET");
    }
    return !is_url(criterion) ||
           fits_route(operation, std::string_view(text).substr(0, text.find('?')));
  });
}

}  // namespace mockmeter
