#include "server/http/grammar.h"

#include <algorithm>
#include <array>

#include "base/text/ascii.h"
#include "base/text/numbers.h"

namespace mockmeter {
namespace {

constexpr std::string_view kTokenPunctuation = "!#$%&'*+-.^_`|~";
constexpr std::string_view kBlanks = " \t";

using Charset = std::array<bool, 256>;
constexpr std::size_t index_of(char c) { return static_cast<unsigned char>(c); }

constexpr Charset token_characters() {
  Charset set{};
  for (int i = 0; i < 128; ++i) {
    const char c = static_cast<char>(i);
    set[index_of(c)] = is_digit(c) || is_letter(c) || kTokenPunctuation.find(c) != kBlanks.npos;
  }
  return set;
}

/// Everything but controls; bytes over 127 are left to the vendor.
constexpr Charset visible_characters(std::string_view also) {
  Charset set{};
  for (std::size_t i = 0x21; i < 256; ++i) set[i] = i != 0x7f;
  for (const char c : also) set[index_of(c)] = true;
  return set;
}

constexpr Charset kToken = token_characters();
constexpr Charset kTarget = visible_characters("");
constexpr Charset kFieldValue = visible_characters(kBlanks);

bool all_in(const Charset& set, std::string_view text) {
  return std::ranges::all_of(text, [&set](char c) { return set[index_of(c)]; });
}

Rejection bad_request(std::string_view detail) { return {400, std::string(detail)}; }

/// "HTTP/" digit "." digit, in capitals.
bool is_version(std::string_view text) {
  return text.size() == 8 && text.substr(0, 5) == "HTTP/" && is_digit(text[5]) && text[6] == '.' &&
         is_digit(text[7]);
}

/// The length of "http://" or "https://" at the front of `target`; 0 when there is neither.
std::size_t scheme_length(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (equal_without_case(target.substr(0, scheme.size()), scheme)) return scheme.size();
  }
  return 0;
}

/// Reads `text` whole as an unsigned number of at most `max_digits` digits.
std::optional<std::size_t> parse_number(std::string_view text, int base, std::size_t max_digits) {
  return text.size() <= max_digits ? whole_number<std::size_t>(text, base) : std::nullopt;
}

}  // namespace

bool is_token(std::string_view text) { return !text.empty() && all_in(kToken, text); }

std::optional<Rejection> parse_request_line(std::string_view line, RequestLine& out) {
  const std::size_t first = line.find(' ');
  const std::size_t second = first == line.npos ? line.npos : line.find(' ', first + 1);
  if (second == line.npos) return bad_request("a request line is METHOD SP TARGET SP VERSION");
  out.method = line.substr(0, first);
  out.target = line.substr(first + 1, second - first - 1);
  const std::string_view version = line.substr(second + 1);
  if (!is_token(out.method)) return bad_request("the method is no token");
  if (out.target.empty() || !all_in(kTarget, out.target)) {
    return bad_request("the request target is empty or holds a blank or control character");
  }
  if (!is_version(version)) {
    return bad_request("the request line does not end with one space and HTTP/1.1");
  }
  out.http_1_0 = version == "HTTP/1.0";
  if (!out.http_1_0 && version != "HTTP/1.1") {
    return Rejection{505, "only HTTP/1.0 and HTTP/1.1 are spoken here"};
  }
  return std::nullopt;
}

std::optional<Rejection> parse_field_line(std::string_view line, FieldLine& out) {
  const std::size_t colon = line.find(':');
  if (colon == line.npos) return bad_request("a header line has no colon");
  out.name = line.substr(0, colon);
  // Refuses a space before the colon and a folded line too: neither is a token character.
  if (!is_token(out.name)) {
    return bad_request("a header name is empty, folded, or holds a blank or separator");
  }
  out.value = trimmed(line.substr(colon + 1));
  if (!all_in(kFieldValue, out.value)) {
    return bad_request("a header value holds a control character");
  }
  return std::nullopt;
}

std::optional<Rejection> parse_target(const RequestLine& line, Destination& out) {
  const std::string_view target = line.target;
  if (target.find('#') != target.npos) return bad_request("a request target has no fragment");
  if (target.front() == '/' || (target == "*" && line.method == "OPTIONS")) {
    out.target = target;
    return std::nullopt;
  }
  const std::size_t scheme = scheme_length(target);
  const std::string_view rest = target.substr(scheme);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?"));
  if (scheme == 0 || authority.empty() || !is_host(authority)) {
    return bad_request("the request target is neither a path nor an http URL");
  }
  out.authority = authority;
  const std::string_view path = rest.substr(authority.size());
  if (path.empty() || path.front() == '?') out.target = '/';
  out.target += path;
  return std::nullopt;
}

std::optional<std::size_t> parse_content_length(std::string_view text) {
  return parse_number(text, 10, 18);
}

std::optional<std::size_t> parse_chunk_size(std::string_view line) {
  const std::size_t extension = line.find(';');
  if (!all_in(kFieldValue, line.substr(std::min(extension, line.size())))) return std::nullopt;
  return parse_number(line.substr(0, extension), 16, 15);
}

bool is_host(std::string_view value) { return value.find_first_of(" \t,/\\?#@\"<>") == value.npos; }

bool list_names(std::string_view list, std::string_view token) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (equal_without_case(trimmed(list.substr(0, comma)), token)) return true;
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return false;
}

}  // namespace mockmeter
