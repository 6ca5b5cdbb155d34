#include "conformance/check/assertions.h"

#include <stdexcept>

#include "base/tables.h"

namespace mockmeter::conformance {

Assertion assertion::check_places(const Json& assertion, const ProbeContext& context,
                                  const std::string& expected, const FindDefect& find_defect) {
  const Selected selected = select(assertion, "at", context);
  if (selected.found.empty()) return nothing_at(selected, expected);
  for (const auto& [pointer, value] : selected.found) {
    const auto defect = find_defect(*value, *selected.response);
    if (!defect) continue;
    return with_name(selected.response->name + pointer + defect->below,
                     make_assertion(false, expected, defect->actual, defect->difference));
  }
  return with_name(selected.name(), make_assertion(true, expected, "so it is"));
}

Assertion evaluate_assertion(const Json& assertion, const ProbeContext& context) {
  const auto& word = assertion["assert"].get_ref<const std::string&>();
  for (const auto table : {assertion::response_assertions(), assertion::time_assertions(),
                           assertion::number_assertions()}) {
    const auto* row = find_by(table, &assertion::AssertionRow::word, word);
    if (row == nullptr) continue;
    Assertion check = row->evaluate(assertion, context);
    check.name += '.' + word;
    return check;
  }
  throw std::invalid_argument("no such assertion: " + word);
}

}  // namespace mockmeter::conformance
