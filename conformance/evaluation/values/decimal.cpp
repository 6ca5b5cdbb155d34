#include "conformance/evaluation/values/decimal.h"

#include <array>
#include <charconv>
#include <cmath>

#include "base/text/numbers.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kMostExponentDigits = 9;

/// Takes the digits off the front of `rest`.
std::string_view take_digits(std::string_view& rest) {
  const std::string_view digits = rest.substr(0, rest.find_first_not_of("0123456789"));
  rest.remove_prefix(digits.size());
  return digits;
}

bool take(std::string_view& rest, char c) {
  if (!rest.starts_with(c)) return false;
  rest.remove_prefix(1);
  return true;
}

/// What stands behind the E; empty when it is no exponent.
std::optional<std::int64_t> read_exponent(std::string_view rest) {
  const bool negative = take(rest, '-');
  if (!negative) take(rest, '+');
  const auto value = whole_number<std::uint32_t>(rest);
  if (!value || rest.size() > kMostExponentDigits) return std::nullopt;
  return negative ? -std::int64_t{*value} : std::int64_t{*value};
}

Decimal in_one_form(Decimal number) {
  number.digits.erase(0, number.digits.find_first_not_of('0'));
  if (number.digits.empty()) return {};
  const std::size_t end = number.digits.find_last_not_of('0') + 1;
  number.exponent += static_cast<std::int64_t>(number.digits.size() - end);
  number.digits.resize(end);
  return number;
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
  Decimal number;
  number.negative = take(text, '-');
  const std::string_view before = take_digits(text);
  if (before.empty() || (before.size() > 1 && before.front() == '0')) return std::nullopt;
  number.digits = before;
  if (take(text, '.')) {
    const std::string_view behind = take_digits(text);
    if (behind.empty()) return std::nullopt;
    number.digits += behind;
    number.exponent = -static_cast<std::int64_t>(behind.size());
  }
  if (!text.empty()) {
    if (!take(text, 'e') && !take(text, 'E')) return std::nullopt;
    const auto exponent = read_exponent(text);
    if (!exponent) return std::nullopt;
    number.exponent += *exponent;
  }
  return in_one_form(std::move(number));
}

std::optional<Decimal> decimal_of(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return parse_decimal({text.data(), static_cast<std::size_t>(end - text.data())});
}

}  // namespace mockmeter::conformance
