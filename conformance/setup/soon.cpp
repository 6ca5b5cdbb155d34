#include "conformance/setup/soon.h"

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
  return {{"soon.imf", written(utc, "%a, %d %b %Y %H:%M:%S GMT")},
          {"soon.rfc850", written(utc, "%A, %d-%b-%y %H:%M:%S GMT")},
          {"soon.asctime", written(utc, "%a %b %e %H:%M:%S %Y")}};
}

}  // namespace mockmeter::conformance
