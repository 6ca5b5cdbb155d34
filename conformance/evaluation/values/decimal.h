#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mockmeter::conformance {

/// A decimal number of any size, exactly: +-digits x 10^exponent, in one form only, so that equal
/// numbers are equal values. Digits begin and end with no zero; zero has none.
struct Decimal {
  bool negative = false;
  std::string digits;
  std::int64_t exponent = 0;

  bool operator==(const Decimal&) const = default;
  bool whole() const { return exponent >= 0; }
  /// How many digits stand before the point, 0 or less when there are none: 3 for 123.4.
  std::int64_t magnitude() const { return static_cast<std::int64_t>(digits.size()) + exponent; }
};

/// Reads a number as JSON writes it: "-5.806", "1E+2". Empty for anything else ("007", "0x1",
/// "NaN") and when the exponent has more than nine digits.
std::optional<Decimal> parse_decimal(std::string_view text);

/// What the shortest text that stands for this double says. Empty for infinities and NaN.
std::optional<Decimal> decimal_of(double value);

}  // namespace mockmeter::conformance
