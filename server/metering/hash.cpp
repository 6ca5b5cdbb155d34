#include "server/metering/hash.h"

#include <random>

#include "base/text/ascii.h"

namespace mockmeter {
std::string make_uuid(std::uint64_t seed, std::string_view purpose, std::uint64_t counter) {
  const std::uint64_t source = mix(hash_text(seed, purpose), counter);
  const std::uint64_t high = mix(source, 0);
  const std::uint64_t low = mix(source, 1);
  std::string out;
  out.reserve(36);
  append_hex(out, high >> 32U, 8);
  out += '-';
  append_hex(out, high >> 16U, 4);
  out += "-4";  // the version. Source: RFC 9562 section 5.4
  append_hex(out, high, 3);
  out += '-';
  append_hex(out, (low >> 48U & 0x3fffU) | 0x8000U, 4);  // the variant, binary 10
  out += '-';
  append_hex(out, low, 12);
  return out;
}

std::string make_token(std::uint64_t seed, std::string_view purpose, std::uint64_t counter,
                       std::size_t length) {
  constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
  constexpr std::size_t kCharactersPerDraw = 12;  // 36^12 < 2^64
  const std::uint64_t source = mix(hash_text(seed, purpose), counter);
  std::string out(length, '\0');
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < length; ++i, bits /= kAlphabet.size()) {
    if (i % kCharactersPerDraw == 0) bits = mix(source, i);
    out[i] = kAlphabet[bits % kAlphabet.size()];
  }
  return out;
}

std::string random_digits() {
  std::random_device device;
  std::string text;
  append_hex(text, device(), 8);
  append_hex(text, device(), 8);
  return text;
}

}  // namespace mockmeter
