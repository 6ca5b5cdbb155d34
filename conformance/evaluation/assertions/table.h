#pragma once

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

#include "server/core/find_by.h"

namespace mockmeter::conformance {

/// The row for a word of a case. Throws std::invalid_argument when there is none: "no such type:
/// float", where `kind` is "type: ".
template <typename Row, std::size_t kRows>
const Row& row_for(std::string_view word, const std::array<Row, kRows>& table,
                   std::string_view kind) {
  if (const Row* row = find_by(table, &Row::word, word)) return *row;
  throw std::invalid_argument("no such " + std::string(kind) + std::string(word));
}

}  // namespace mockmeter::conformance
