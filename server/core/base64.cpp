#include "server/core/base64.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace mockmeter {
namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr char kPadding = '=';

/// 1 to 3 bytes, the first one on top, in 24 bits.
std::uint32_t bits_of(std::string_view bytes) {
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    bits = bits << 8U | (i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U);
  }
  return bits;
}

constexpr std::uint8_t kNoDigit = 64;

constexpr std::array<std::uint8_t, 256> make_values() {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoDigit);
  for (std::size_t i = 0; i < kDigits.size(); ++i) {
    values[static_cast<unsigned char>(kDigits[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}
constexpr std::array<std::uint8_t, 256> kValues = make_values();

}  // namespace

std::string base64_encode(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::string_view group = bytes.substr(at, 3);
    const std::uint32_t bits = bits_of(group);
    for (std::size_t digit = 0; digit < 4; ++digit) {
      const bool used = digit <= group.size();
      text += used ? kDigits[bits >> (18U - 6U * digit) & 63U] : kPadding;
    }
  }
  return text;
}

std::optional<std::string> base64_decode(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < text.size() - padding; ++i) {
    const std::uint8_t digit = kValues[static_cast<unsigned char>(text[i])];
    if (digit == kNoDigit) return std::nullopt;
    bits = bits << 6U | digit;
    // Digit 0 of a group completes no byte; each later one completes one.
    const auto left_over = static_cast<unsigned>(6 - 2 * (i % 4));
    if (i % 4 != 0) bytes += static_cast<char>(bits >> left_over & 0xffU);
  }
  // Bits that no byte needs would be a second spelling of the same bytes.
  const std::uint32_t unused = (1U << (2 * padding)) - 1;
  if ((bits & unused) != 0) return std::nullopt;
  return bytes;
}

}  // namespace mockmeter
