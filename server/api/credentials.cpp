#include "server/api/credentials.h"

#include <algorithm>

#include "base/text/base64.h"
#include "server/api/operation.h"

namespace mockmeter {

std::optional<std::string_view> credentials_of(const Headers& headers, std::string_view scheme) {
  if (headers.count("Authorization") != 1) return std::nullopt;
  const std::string_view value = *headers.get("Authorization");
  const std::string_view rest = value.substr(std::min(scheme.size(), value.size()));
  if (!equal_without_case(value.substr(0, scheme.size()), scheme)) return std::nullopt;
  const std::size_t blanks = std::min(rest.find_first_not_of(' '), rest.size());
  if (blanks == 0) return std::nullopt;
  return rest.substr(blanks);
}

std::optional<UserPassword> decode_basic(std::string_view encoded) {
  const auto pair = base64_decode(encoded);
  const std::size_t colon = pair ? pair->find(':') : std::string::npos;
  if (colon == std::string::npos) return std::nullopt;
  return UserPassword{pair->substr(0, colon), pair->substr(colon + 1)};
}

bool has_credential(const Headers& headers, std::string_view scheme) {
  const auto credential = credentials_of(headers, scheme);
  if (!credential || credential->empty()) return false;
  return !equal_without_case(scheme, "Basic") || decode_basic(*credential);
}

}  // namespace mockmeter
