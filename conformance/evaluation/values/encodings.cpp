#include "conformance/evaluation/values/encodings.h"

#include <algorithm>
#include <utility>

#include "base/tables.h"
#include "base/text/base64.h"
#include "base/text/percent.h"
#include "conformance/model/json.h"

namespace mockmeter::conformance {
namespace {

/// Less would be found in any text.
constexpr std::size_t kShortestCore = 8;

/// The same when `shift` bytes stand before it.
std::string core(std::string_view bytes, std::size_t shift) {
  const std::string digits = base64_encode(std::string(shift, '\0').append(bytes));
  const std::size_t begin = (shift * 8 + 5) / 6;
  const std::size_t end = (shift + bytes.size()) * 8 / 6;
  return end > begin ? digits.substr(begin, end - begin) : std::string();
}

std::string in_form(std::string text) {
  for (std::size_t at = 0; (at = text.find("%20", at)) != std::string::npos;) {
    text.replace(at, 3, "+");
  }
  return text;
}

}  // namespace

std::string with_url_digits(std::string base64) {
  std::ranges::replace(base64, '+', '-');
  std::ranges::replace(base64, '/', '_');
  return base64;
}

std::vector<std::string> base64_cores(std::string_view bytes) {
  std::vector<std::string> cores;
  for (std::size_t shift = 0; shift < 3; ++shift) cores.push_back(core(bytes, shift));
  std::erase_if(cores, [](const std::string& each) { return each.size() < kShortestCore; });
  return cores;
}

std::string escape_json(std::string_view text, bool in_ascii) {
  const std::string quoted = Json(text).dump(-1, ' ', in_ascii, Json::error_handler_t::replace);
  return quoted.substr(1, quoted.size() - 2);
}

std::vector<std::string> encodings(std::string_view text) {
  const std::string upper = percent_encoded(text, HexCase::kUpper);
  const std::string lower = percent_encoded(text, HexCase::kLower);
  std::vector<std::string> all{std::string(text),      upper,          lower,
                               in_form(upper),         in_form(lower), escape_json(text, false),
                               escape_json(text, true)};
  for (const std::string& core : base64_cores(text)) {
    all.push_back(core);
    all.push_back(with_url_digits(core));
  }
  std::vector<std::string> found;
  for (std::string& each : all) {
    if (!contains(found, each)) found.push_back(std::move(each));
  }
  return found;
}

}  // namespace mockmeter::conformance
