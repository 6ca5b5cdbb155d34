#include "conformance/judge/base64.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace mockmeter::conformance {
namespace {

/// Less would be found in any text.
constexpr std::size_t kShortestCore = 8;

/// The same when `shift` bytes stand before it.
std::string core(std::string_view bytes, std::size_t shift) {
  const std::string digits = base64(std::string(shift, '\0').append(bytes));
  const std::size_t begin = (shift * 8 + 5) / 6;
  const std::size_t end = (shift + bytes.size()) * 8 / 6;
  return end > begin ? digits.substr(begin, end - begin) : std::string();
}

}  // namespace

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (; !bytes.empty(); bytes.remove_prefix(std::min<std::size_t>(3, bytes.size()))) {
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      group = group << 8U | (i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      out += i <= bytes.size() ? kDigits[group >> (18U - 6U * i) & 63U] : '=';
    }
  }
  return out;
}

std::vector<std::string> base64_cores(std::string_view bytes) {
  std::vector<std::string> cores;
  for (std::size_t shift = 0; shift < 3; ++shift) cores.push_back(core(bytes, shift));
  std::erase_if(cores, [](const std::string& each) { return each.size() < kShortestCore; });
  return cores;
}

}  // namespace mockmeter::conformance
