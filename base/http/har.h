#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mockmeter {

/// A request or a response, as far as a log keeps it.
struct HarMessage {
  std::vector<std::pair<std::string, std::string>> fields;
  std::size_t body_size = 0;  ///< bytes
  std::string body{};         ///< UTF-8 or base64; empty when it is not kept
  bool is_base64 = false;
};

struct HarExchange {
  std::string started;      ///< RFC 3339
  double milliseconds = 0;  ///< from the request to the response
  std::string origin;       ///< "http://127.0.0.1:8080"
  std::string method;
  std::string target;  ///< any bytes; they are escaped where a URL cannot have them
  HarMessage request;
  int status = 0;  ///< 0 = there was no response
  HarMessage response;
  std::string_view error{};  ///< "net::ERR_EMPTY_RESPONSE"; empty = the response was whole
};

/// One of the `entries` of a log; the caller may add to it.
/// Source: http://www.softwareishard.com/blog/har-12-spec/
nlohmann::ordered_json har_entry(const HarExchange& exchange);

/// A HAR 1.2 document of mockmeter, which has this version. Null pages are left out.
nlohmann::ordered_json har_log(std::string_view version, nlohmann::ordered_json entries,
                               nlohmann::ordered_json pages);

}  // namespace mockmeter
