#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mockmeter/limits.h"

namespace mockmeter::http_messages {

/// Limits that a line of text can reach: target 40, header line 64, header lines 200, 8 fields,
/// body 32.
Limits small_limits();

/// "GET / HTTP/1.1" with a Host and these field lines, each ending with CRLF.
std::string get(std::string_view fields, std::string_view target = "/");
std::string post(std::string_view fields, std::string_view body);
/// A POST whose chunked body is `chunks`, as it stands.
std::string chunked(std::string_view chunks);

/// Bytes that must be read: each request as "METHOD TARGET BODY".
struct Valid {
  std::string_view name;
  std::string input;
  std::vector<std::string> expected;
};
const std::vector<Valid>& valid();

/// Bytes that must be refused under small_limits(), whatever comes behind them. Neighbours of what
/// is allowed, and the messages that request smuggling uses.
struct Malformed {
  std::string_view name;
  std::string input;
  int status = 400;
};
std::vector<Malformed> malformed();  ///< all of the following

const std::vector<Malformed>& malformed_request_lines();
const std::vector<Malformed>& malformed_fields();
const std::vector<Malformed>& malformed_lengths();
const std::vector<Malformed>& malformed_chunks();
const std::vector<Malformed>& over_limits();

}  // namespace mockmeter::http_messages
