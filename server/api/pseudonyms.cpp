#include "server/api/pseudonyms.h"

#include <array>

#include "base/files/sha256.h"
#include "server/metering/hash.h"

namespace mockmeter {
namespace {

constexpr std::array<std::string_view, 16> kAdjectives{
    "amber", "brave", "calm", "dawn",  "early", "fresh", "gentle", "hidden",
    "ivory", "jolly", "keen", "light", "misty", "noble", "quiet",  "royal"};
constexpr std::array<std::string_view, 16> kNouns{
    "brook", "cloud", "dune",   "field", "forest", "glade", "harbor", "island",
    "lake",  "maple", "meadow", "night", "ocean",  "pine",  "river",  "stone"};

std::uint64_t digest_of(const std::string& text) {
  std::uint64_t bits = 0;
  for (const char byte : sha256(text).substr(0, 8)) {
    bits = bits << 8U | static_cast<unsigned char>(byte);
  }
  return bits;
}

std::string eight_digits(std::uint64_t number) {
  std::string digits = std::to_string(number);
  return std::string(8 - digits.size(), '0') + digits;
}

}  // namespace

std::uint64_t Pseudonyms::bits(std::string_view kind, std::string_view id) {
  const std::string within = std::string(kind) + '\n';
  const auto [entry, is_new] = known_.try_emplace(within + std::string(id));
  if (!is_new) return entry->second;
  std::string text = "mockmeter world\n" + entry->first;
  do {
    entry->second = digest_of(text);
    text += '\n';
  } while (!taken_.insert(within + eight_digits(entry->second % kDigits)).second);
  return entry->second;
}

std::string Pseudonyms::digits(std::string_view kind, std::string_view id) {
  return eight_digits(bits(kind, id) % kDigits);
}

std::string Pseudonyms::uuid(std::string_view kind, std::string_view id) {
  return make_uuid(bits(kind, id), kind, 0);
}

std::string Pseudonyms::words(std::string_view kind, std::string_view id) {
  const std::uint64_t drawn = bits(kind, id);
  return std::string(kAdjectives.at(drawn >> 60U)) + '-' +
         std::string(kNouns.at(drawn >> 56U & 0xfU)) + '-' + digits(kind, id);
}

}  // namespace mockmeter
