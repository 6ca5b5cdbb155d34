#pragma once

#include <string>

namespace mockmeter {

/// Why the listener does not hand a request on. The connection ends with it.
struct Rejection {
  int status = 0;
  std::string detail;  ///< one sentence; names the limit and the option where there is one
};

/// The whole response: a small application/problem+json, "Connection: close".
/// `date` is the value of the Date field. Source: RFC 9457.
std::string render(const Rejection& rejection, const std::string& date);

}  // namespace mockmeter
