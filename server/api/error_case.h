#pragma once

#include <span>
#include <stdexcept>
#include <string_view>

#include "mockmeter/evidence.h"

namespace mockmeter {

/// One way in which a vendor refuses a request, and what its status and words rest on.
struct ErrorCase {
  std::string_view name;  ///< "acme.missing_org_id"; stable, unique
  int status;             ///< 0: whichever a fault asks for
  Evidence evidence;
  std::string_view source;  ///< who says so, or what was left to choose
};

/// The row of that name; a name without a row does not compile.
consteval const ErrorCase& error_case(std::span<const ErrorCase> rows, std::string_view name) {
  for (const ErrorCase& row : rows) {
    if (row.name == name) return row;
  }
  throw std::logic_error("no such error case");
}

}  // namespace mockmeter
