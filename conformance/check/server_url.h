#pragma once

#include <string>
#include <string_view>

namespace mockmeter::conformance {

/// Where a server is, as somebody wrote it down.
struct ServerUrl {
  std::string origin;  ///< "https://api.acme.test", "http://127.0.0.1:8080"
  std::string path;    ///< what stands in front of every path there: "/gateway"; no trailing slash
};

/// Throws std::invalid_argument that says what a URL is made of.
ServerUrl parse_server_url(std::string_view url);

/// `path` of an operation at this address: a base path that the URL ends with already is not
/// doubled, so that https://api.acme.test/v2 is as good as https://api.acme.test.
std::string target_at(const ServerUrl& address, std::string_view base_path, std::string_view path);

}  // namespace mockmeter::conformance
