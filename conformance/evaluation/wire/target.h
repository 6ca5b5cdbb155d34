#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mockmeter::conformance {

/// One name=value of a query, raw and decoded.
struct Parameter {
  std::string raw_name;
  std::string raw_value;
  std::string name;
  std::string value;
};

/// A request target, "/v2/stats/a%20b?period=1h", taken apart.
struct Target {
  std::string path;   ///< raw
  std::string query;  ///< raw, without the "?"
  std::vector<Parameter> parameters;

  std::vector<const Parameter*> with_name(std::string_view name) const;
  std::vector<std::string> segments() const;  ///< of the path, decoded one by one
};

Target parse_target(std::string_view target);

/// The values of a parameter that is an array: repeated, or one with commas between. Empty when it
/// is both at once, which no document describes.
std::optional<std::vector<std::string>> listed_values(const std::vector<const Parameter*>& given);

/// The operation that a request asks for, by its path or its alias; empty when it is none.
std::string_view operation_of(std::string_view method, const Target& target);

}  // namespace mockmeter::conformance
