#include "conformance/stage/soon.h"

#include <ctime>
#include <string>

namespace mockmeter::conformance {
namespace {

/// Names of days and months are English whatever the locale is: nobody sets one.
std::string written(const std::tm& utc, const char* format) {
  std::string text(64, '\0');
  text.resize(std::strftime(text.data(), text.size(), format, &utc));
  return text;
}

}  // namespace

Json soon(std::chrono::system_clock::time_point now) {
  const std::time_t then = std::chrono::system_clock::to_time_t(now + std::chrono::seconds(4));
  std::tm utc{};
  gmtime_r(&then, &utc);
  return {{"in_4s.imf_fixdate", written(utc, "%a, %d %b %Y %H:%M:%S GMT")},
          {"in_4s.rfc850_date", written(utc, "%A, %d-%b-%y %H:%M:%S GMT")},
          {"in_4s.asctime_date", written(utc, "%a %b %e %H:%M:%S %Y")}};
}

}  // namespace mockmeter::conformance
