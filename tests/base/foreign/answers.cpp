#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "base/text/percent.h"
#include "base/text/utf8.h"
#include "base/time/http_date.h"

// Answers what agrees.test.mjs asks: an array of [function, argument] on stdin, and an array of
// what each function makes of its argument on stdout; null when it makes nothing of it.

namespace mockmeter {
namespace {

using nlohmann::json;

constexpr int kHex = 16;

/// Bytes come and go as pairs of hexadecimal digits: not all of them are UTF-8.
std::string bytes_of(const std::string& hex) {
  std::string bytes;
  for (std::size_t at = 0; at + 1 < hex.size(); at += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(at, 2), nullptr, kHex));
  }
  return bytes;
}

json milliseconds(const std::optional<Timestamp>& time) {
  if (!time) return nullptr;
  const auto whole = std::chrono::floor<std::chrono::milliseconds>(*time);
  return static_cast<std::int64_t>(whole.time_since_epoch().count());
}

Instant instant_of(const json& milliseconds) {
  return Instant{std::chrono::milliseconds{milliseconds.get<std::int64_t>()}};
}

/// Text that a URL may hold: bytes that are no UTF-8 are none.
json decoded(const std::string& text) {
  const auto bytes = percent_decode(text, false);
  return bytes && is_valid_utf8(*bytes) ? json(*bytes) : json();
}

json answer(const std::string& function, const json& argument) {
  if (function == "formatMilliseconds") return format_rfc3339_millis(instant_of(argument));
  if (function == "formatHttpDate") return format_http_date(instant_of(argument));
  if (function == "formatRfc850Date") return format_rfc850_date(instant_of(argument));
  if (function == "formatAsctimeDate") return format_asctime_date(instant_of(argument));
  const std::string text = argument;
  if (function == "parseRfc3339") return milliseconds(parse_rfc3339_timestamp(text));
  if (function == "parseAnyTimestamp") return milliseconds(parse_any_timestamp(text));
  if (function == "parseHttpDate") {
    return milliseconds(parse_http_date(text, from_unix_seconds(1'700'000'000)));
  }
  if (function == "percentEncoded") return percent_encoded(text);
  if (function == "percentDecode") return decoded(text);
  if (function == "isValidUtf8") return is_valid_utf8(bytes_of(text));
  if (function == "toUtf8") return to_utf8(bytes_of(text));
  throw std::invalid_argument("no such function: " + function);
}

}  // namespace
}  // namespace mockmeter

int main() {
  const auto questions = nlohmann::json::parse(std::cin);
  auto answers = nlohmann::json::array();
  for (const auto& question : questions) {
    answers.push_back(mockmeter::answer(question.at(0), question.at(1)));
  }
  std::cout << answers << '\n';
}
