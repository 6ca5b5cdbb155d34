#pragma once

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>

namespace reference {

/// What went wrong, told apart so that a caller can act on it.
enum class ErrorKind {
  kBadRequest,     ///< 400
  kUnauthorized,   ///< 401
  kForbidden,      ///< 403
  kNotFound,       ///< 404
  kNotAcceptable,  ///< 406
  kGone,           ///< 410
  kRateLimited,    ///< 429
  kClientError,    ///< any other 4xx
  kServerError,    ///< 5xx
  kRedirect,       ///< a redirect that is not followed
  kRefused,        ///< a 2xx whose body is an error, or a status that means nothing here
  kTimeout,        ///< not whole in time
  kConnection,     ///< refused or lost before a response began
  kTls,            ///< no trust in the server
  kTruncated,      ///< the response began and did not end
  kDecode,         ///< the response is whole and not what is documented
  kPaging,         ///< the pages lead nowhere
  kUsage,          ///< the call makes no sense; nothing was sent
};

/// How a call fails. what() holds no secret and at most 500 bytes.
class CallError : public std::runtime_error {
 public:
  CallError(ErrorKind error_kind, const std::string& message, int response_status = 0)
      : std::runtime_error(message), kind(error_kind), status(response_status) {}

  ErrorKind kind;
  int status;  ///< 0 = no response
  std::chrono::steady_clock::time_point made_at = std::chrono::steady_clock::now();
  std::string code;                                      ///< the vendor's own; empty = none
  std::optional<std::chrono::milliseconds> retry_after;  ///< what the response asks for
};

}  // namespace reference
