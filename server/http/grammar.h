#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "server/api/message.h"
#include "server/http/rejection.h"

namespace mockmeter {

/// The pieces of RFC 9110 and RFC 9112 that framing rests on, as pure functions over one line
/// without its end. Stricter than the standards allow where leniency makes two readers disagree.

/// A method or a field name: visible ASCII without separators, not empty.
bool is_token(std::string_view text);

struct RequestLine {
  std::string_view method;
  std::string_view target;  ///< as sent
  bool http_1_0 = false;
};
/// Empty when `line` was read into `out`.
std::optional<Rejection> parse_request_line(std::string_view line, RequestLine& out);

struct FieldLine {
  std::string_view name;
  std::string_view value;  ///< raw, without the blanks around it
};
std::optional<Rejection> parse_field_line(std::string_view line, FieldLine& out);

/// Where a request goes: the target in origin form ("/..." or "*"), and the host of an absolute
/// target (empty for any other).
struct Destination {
  std::string target;
  std::string_view authority;
};
std::optional<Rejection> parse_target(const RequestLine& line, Destination& out);

/// Digits only, at most 18 of them, so that it cannot overflow.
std::optional<std::size_t> parse_content_length(std::string_view text);

/// The size in a chunk's first line; extensions are skipped. Hex digits only, at most 15.
std::optional<std::size_t> parse_chunk_size(std::string_view line);

bool is_host(std::string_view value);

/// Whether a comma-separated list names `token`, without case.
bool list_names(std::string_view list, std::string_view token);

}  // namespace mockmeter
