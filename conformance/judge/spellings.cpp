#include "conformance/judge/spellings.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <utility>

#include "conformance/judge/base64.h"
#include "conformance/model/json.h"

namespace mockmeter::conformance {
namespace {

constexpr std::string_view kUnreserved = "-._~";  // Source: RFC 3986 section 2.3

std::string percent_encoded(std::string_view text, const char* escape) {
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || kUnreserved.find(c) != std::string_view::npos) {
      encoded += c;
      continue;
    }
    std::array<char, 4> hex{};
    std::snprintf(hex.data(), hex.size(), escape, static_cast<unsigned>(byte));
    encoded += hex.data();
  }
  return encoded;
}

std::string in_form(std::string text) {
  for (std::size_t at = 0; (at = text.find("%20", at)) != std::string::npos;) {
    text.replace(at, 3, "+");
  }
  return text;
}

std::string escaped(std::string_view text, bool in_ascii) {
  const std::string quoted = Json(text).dump(-1, ' ', in_ascii, Json::error_handler_t::replace);
  return quoted.substr(1, quoted.size() - 2);
}

}  // namespace

std::string with_url_digits(std::string base64) {
  std::replace(base64.begin(), base64.end(), '+', '-');
  std::replace(base64.begin(), base64.end(), '/', '_');
  return base64;
}

std::vector<std::string> spellings(std::string_view text) {
  const std::string upper = percent_encoded(text, "%%%02X");
  const std::string lower = percent_encoded(text, "%%%02x");
  std::vector<std::string> all{std::string(text),  upper,          lower,
                               in_form(upper),     in_form(lower), escaped(text, false),
                               escaped(text, true)};
  for (const std::string& core : base64_cores(text)) {
    all.push_back(core);
    all.push_back(with_url_digits(core));
  }
  std::vector<std::string> found;
  for (std::string& each : all) {
    if (std::find(found.begin(), found.end(), each) == found.end())
      found.push_back(std::move(each));
  }
  return found;
}

}  // namespace mockmeter::conformance
