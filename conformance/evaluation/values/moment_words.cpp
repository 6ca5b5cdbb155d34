#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include "conformance/evaluation/values/moment.h"

namespace mockmeter::conformance {
namespace {

std::string fraction_text(std::int32_t nanoseconds) {
  if (nanoseconds == 0) return {};
  std::string text = std::to_string(kNanosecondsPerSecond + nanoseconds);
  text.front() = '.';
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

/// "-13 h", "+30 min", "+0.25 s".
std::string span_words(const Moment& span) {
  const bool back = span.seconds < 0;
  const Moment length = back ? Moment{} - span : span;
  const std::string sign = back ? "-" : "+";
  if (length.nanoseconds == 0 && length.seconds % 3600 == 0) {
    return sign + std::to_string(length.seconds / 3600) + " h";
  }
  if (length.nanoseconds == 0 && length.seconds % 60 == 0) {
    return sign + std::to_string(length.seconds / 60) + " min";
  }
  return sign + std::to_string(length.seconds) + fraction_text(length.nanoseconds) + " s";
}

struct Cause {
  bool (*fits)(const Moment& expected, const Moment& actual, const Moment& span);
  std::string_view words;
};

constexpr std::int64_t kHour = 3600;

bool is_hours(const Moment& span, std::int64_t one, std::int64_t other) {
  return span.nanoseconds == 0 && (span.seconds == one * kHour || span.seconds == other * kHour);
}

/// The first that fits. The adapter runs in Pacific/Auckland: +13 h in summer, +12 h in winter.
constexpr std::array kCauses{
    Cause{[](const Moment&, const Moment&, const Moment& span) { return is_hours(span, -13, -12); },
          "the zone of this run, Pacific/Auckland; the text was read as local time"},
    Cause{[](const Moment&, const Moment&, const Moment& span) { return is_hours(span, 13, 12); },
          "the zone of this run, Pacific/Auckland; local time was given as if it were UTC"},
    Cause{[](const Moment&, const Moment&, const Moment& span) {
            return span.nanoseconds == 0 && span.seconds % 900 == 0 &&
                   std::abs(span.seconds) <= 26 * kHour;
          },
          "an offset from UTC was lost, or counted twice"},
    Cause{[](const Moment& expected, const Moment& actual, const Moment&) {
            return actual.nanoseconds == 0 && actual.seconds == expected.seconds;
          },
          "the fraction of the second is lost"},
    Cause{[](const Moment& expected, const Moment& actual, const Moment&) {
            return actual.seconds != 0 && std::abs(actual.seconds - expected.seconds / 1000) <= 1;
          },
          "seconds were taken for milliseconds"},
    Cause{[](const Moment&, const Moment& actual, const Moment&) {
            return actual.seconds < -62'000'000'000;
          },
          "the year 1 is what a time that was never set looks like"},
};

}  // namespace

std::string to_string(const Moment& moment) {
  namespace chrono = std::chrono;
  const chrono::sys_seconds time{chrono::seconds{moment.seconds}};
  const auto day = chrono::floor<chrono::days>(time);
  const chrono::year_month_day date{day};
  const chrono::hh_mm_ss clock{time - day};
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d", int{date.year()},
                unsigned{date.month()}, unsigned{date.day()},
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text.data() + fraction_text(moment.nanoseconds) + "Z";
}

std::string difference_words(const Moment& expected, const Moment& actual) {
  const Moment span = actual - expected;
  const auto cause = std::find_if(kCauses.begin(), kCauses.end(), [&](const Cause& each) {
    return each.fits(expected, actual, span);
  });
  if (cause == kCauses.end()) return span_words(span);
  return span_words(span).append(": ").append(cause->words);
}

}  // namespace mockmeter::conformance
