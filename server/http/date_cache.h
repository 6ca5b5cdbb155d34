#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "base/time/http_date.h"

namespace mockmeter {

/// The text of a Date field, written anew only when the second changes. Not thread-safe.
class DateCache {
 public:
  const std::string& at(Instant now) {
    if (const std::int64_t second = unix_seconds(now); second != second_) {
      second_ = second;
      text_ = format_http_date(now);
    }
    return text_;
  }

 private:
  std::int64_t second_ = std::numeric_limits<std::int64_t>::min();
  std::string text_;
};

}  // namespace mockmeter
