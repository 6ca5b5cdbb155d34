#pragma once

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "base/tables.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// A check that has no name yet: whoever asked for it knows the place. The difference is kept only
/// when there is one.
inline Assertion make_assertion(bool passed, std::string expected, std::string actual,
                                std::string difference = {}) {
  return {{},
          passed,
          std::move(expected),
          std::move(actual),
          passed ? std::string() : std::move(difference)};
}

inline Assertion with_name(std::string name, Assertion check) {
  check.name = std::move(name);
  return check;
}

/// Puts checks behind others; `prefix` goes before their names.
inline void append(Assertions& checks, Assertions more, const std::string& prefix = {}) {
  for (Assertion& check : more) {
    check.name.insert(0, prefix);
    checks.push_back(std::move(check));
  }
}

/// What evaluates a word of a case, or of a probe.
template <typename Result, typename Subject>
struct Rule {
  std::string_view word;
  Result (*evaluate)(const Json& wanted, const Subject& subject);
};

/// The row for a word of a case. Throws std::invalid_argument when there is none: "no such type:
/// float", where `kind` is "type: ".
template <typename Row, std::size_t kRows>
const Row& find_row(std::string_view word, const std::array<Row, kRows>& table,
                    std::string_view kind) {
  if (const Row* row = find_by(table, &Row::word, word)) return *row;
  throw std::invalid_argument("no such " + std::string(kind) + std::string(word));
}

}  // namespace mockmeter::conformance
