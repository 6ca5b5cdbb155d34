#include "conformance/setup/placeholder_values.h"

#include <random>
#include <string>

#include "base/time/http_date.h"

namespace mockmeter::conformance {
namespace {

using Dice =
    std::mt19937_64;  // its numbers are the same everywhere; those of distributions are not

std::uint64_t fingerprint(std::uint64_t seed, std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U ^ seed;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

std::string characters(Dice& dice, std::string_view alphabet, std::size_t length) {
  std::string text;
  while (text.size() < length) text += alphabet[dice() % alphabet.size()];
  return text;
}

constexpr std::string_view kWord = "abcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view kHex = "0123456789abcdef";

std::string uuid(Dice& dice) {
  return characters(dice, kHex, 8) + '-' + characters(dice, kHex, 4) + "-4" +
         characters(dice, kHex, 3) + '-' + characters(dice, "89ab", 1) + characters(dice, kHex, 3) +
         '-' + characters(dice, kHex, 12);
}

}  // namespace

Json random_values(std::uint64_t seed, std::string_view case_id) {
  Dice dice(fingerprint(seed, case_id));
  Json values;
  values["random.text"] = "salt-" + characters(dice, kWord, 12);
  values["random.id"] = uuid(dice);
  values["random.count"] = 100'000 + static_cast<std::int64_t>(dice() % 900'000);
  values["random.token"] = characters(dice, kWord, 32);
  return values;
}

Json http_dates(Instant now) {
  const Instant then = now + std::chrono::seconds{4};
  return {{"in_4s.imf_fixdate", format_http_date(then)},
          {"in_4s.rfc850_date", format_rfc850_date(then)},
          {"in_4s.asctime_date", format_asctime_date(then)}};
}

}  // namespace mockmeter::conformance
