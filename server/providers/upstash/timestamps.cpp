#include "server/providers/upstash/timestamps.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include "server/metering/hash.h"

namespace mockmeter::upstash {
namespace {

using std::chrono::nanoseconds;

constexpr std::array<std::uint32_t, 10> kPowersOfTen{
    1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};
constexpr std::uint64_t kMostDigits = 9;
constexpr std::int64_t kJitter = 1'000'000;  // ns

// How long before `point` the server asked for the time: 0 to 9 digits, each number of them as
// likely as the others. At midnight it is nothing, so that the point stays in its day.
nanoseconds made_fraction(Instant point, std::uint64_t bits) {
  if (point == std::chrono::floor<std::chrono::days>(point)) return nanoseconds(0);
  const std::uint64_t digits = bits % (kMostDigits + 1);
  const std::uint64_t value = (bits >> 8U) % kPowersOfTen.at(digits);
  return nanoseconds(static_cast<std::int64_t>(value * kPowersOfTen.at(kMostDigits - digits)));
}

nanoseconds fraction_near(nanoseconds clock, std::uint64_t bits) {
  const std::int64_t room = std::min(clock.count(), kJitter);
  return clock - nanoseconds(static_cast<std::int64_t>(bits % static_cast<std::uint64_t>(room)));
}

}  // namespace

PointTexts::PointTexts(std::span<const Instant> points, AppendTime append_time) {
  openings_.reserve(points.size());
  std::string text;
  for (const Instant point : points) {
    text = R"({"x":")";
    append_time(text, point);
    text += R"(","y":)";
    Opening& opening = openings_.emplace_back();
    opening.size = text.copy(opening.text.data(), opening.text.size());
  }
}

// Most bytes of a stats body are written here: through a bare pointer, in half the time that
// appending takes.
void PointTexts::append_increases(std::string& out, std::span<const std::int64_t> levels) const {
  constexpr std::size_t kMaxDigits = 20;
  constexpr std::size_t kMaxPointBytes = sizeof(Opening::text) + kMaxDigits + 2;
  const std::size_t begin = out.size();
  out.resize(begin + openings_.size() * kMaxPointBytes + 2);
  char* at = out.data() + begin;
  *at++ = '[';
  for (std::size_t k = 0; k < openings_.size(); ++k) {
    std::memcpy(at, openings_[k].text.data(), sizeof(Opening::text));
    at += openings_[k].size;
    at = std::to_chars(at, at + kMaxDigits, levels[k + 1] - levels[k]).ptr;
    *at++ = '}';
    *at++ = ',';
  }
  if (!openings_.empty()) --at;
  *at++ = ']';
  out.resize(static_cast<std::size_t>(at - out.data()));
}

std::vector<Instant> with_fractions(std::span<const Instant> points, Instant now,
                                    std::uint64_t seed) {
  const nanoseconds clock = now - std::chrono::floor<std::chrono::seconds>(now);
  std::vector<Instant> result;
  result.reserve(points.size());
  for (const Instant point : points) {
    const std::uint64_t bits = mix(seed, static_cast<std::uint64_t>(unix_seconds(point)));
    result.push_back(clock.count() == 0 ? point - made_fraction(point, bits)
                                        : point + fraction_near(clock, bits));
  }
  return result;
}

}  // namespace mockmeter::upstash
