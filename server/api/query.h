#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mockmeter {

/// The parameters of a query in the order they came, decoded as a form:
/// "+" is a space. Source: WHATWG URL, application/x-www-form-urlencoded parsing.
class Query {
 public:
  struct Parameter {
    std::string name;
    std::string value;
  };

  /// Empty when an escape is broken or the decoded text is not UTF-8.
  static std::optional<Query> parse(std::string_view raw);

  /// The first value of `name`. A parameter without "=" has the value "".
  std::optional<std::string_view> get(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;
  std::size_t count(std::string_view name) const;

  auto begin() const { return parameters_.begin(); }
  auto end() const { return parameters_.end(); }

 private:
  std::vector<Parameter> parameters_;
};

/// The largest integer that every JSON reader keeps exact: 2^53.
inline constexpr std::int64_t kLargestExactInteger = std::int64_t{1} << 53;

/// A decimal integer with an optional sign and nothing around it, at most 2^53 in size. Empty for
/// anything else.
/// Choice: integers beyond 2^53 are refused like text, because no client can mean them.
std::optional<std::int64_t> parse_integer(std::string_view text);

}  // namespace mockmeter
