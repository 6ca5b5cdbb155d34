#pragma once

#include <string>
#include <string_view>

namespace mockmeter {

/// The URI that a request with this target asks for at `origin` ("http://127.0.0.1:8080").
/// Source: RFC 9110 section 7.1: "*" is the authority alone, an absolute form the URI itself.
inline std::string target_uri(std::string_view origin, std::string_view target) {
  if (target.find("://") < target.find('/')) return std::string(target);
  std::string uri(origin);
  if (target == "*") return uri;
  if (!target.starts_with('/')) uri += '/';
  return uri += target;
}

}  // namespace mockmeter
