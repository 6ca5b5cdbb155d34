#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/regular_expression.h"
#include "server/control/journal/record.h"
#include "server/metering/json.h"
#include "server/metering/validation_error.h"

namespace mockmeter {

/// What a text has to be.
/// Source: WireMock's operators. A negative one asks for a text all the same: a field that is not
/// there is only `absent`.
struct TextMatcher {
  enum class Operator { kEqualTo, kContains, kMatches, kDoesNotMatch, kAbsent };
  Operator op = Operator::kEqualTo;
  std::string text;
  bool ignore_case = false;                  ///< of kEqualTo
  std::optional<RegularExpression> regex{};  ///< of kMatches and kDoesNotMatch

  bool accepts(std::string_view value) const;
  std::string words() const;  ///< "equal to \"GET\""
};

/// WireMock's request pattern: every criterion has to hold. Looks at records as they are shown.
class RequestPattern {
 public:
  /// Reads a pattern that its schema has already checked; members that are no criteria are left
  /// alone. All or nothing: when `faults` grew, the pattern must not be used.
  static RequestPattern read(const Json& document, std::vector<ValidationError>& faults);

  bool matches(const ExchangeRecord& record) const;
  /// Each criterion that does not hold, in words: `method: expected equal to "GET", found "POST"`.
  std::vector<std::string> differences(const ExchangeRecord& record) const;
  /// Whether some request to `operation` could match, as far as method and path tell.
  bool may_match(const Operation& operation) const;

 private:
  /// Where a criterion looks.
  enum class Subject { kMethod, kUrl, kPath, kParameter, kField };
  struct Criterion {
    Subject subject = Subject::kMethod;
    std::string name;  ///< of the parameter or field, or of the member of the pattern
    TextMatcher matcher;
  };
  static std::vector<std::string> values_of(const Criterion& criterion,
                                            const ExchangeRecord& record);
  static bool is_url(const Criterion& criterion);
  static bool holds(const Criterion& criterion, const std::vector<std::string>& values);

  std::vector<Criterion> criteria_;
};

}  // namespace mockmeter
