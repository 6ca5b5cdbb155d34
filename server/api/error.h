#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <utility>

#include "server/api/error_case.h"
#include "server/api/message.h"

namespace mockmeter {

/// A refusal in a vendor's words. Made by the named functions of each provider's errors.h, thrown
/// while a request is judged, and caught once, in dispatch, where the provider renders it into its
/// envelope.
class ApiError : public std::exception {
 public:
  /// `row` is one of Provider::errors: nothing is refused without evidence.
  ApiError(const ErrorCase& row, std::string code, std::string message)
      : ApiError(row, row.status, std::move(code), std::move(message)) {}
  /// Of a row that has no status of its own.
  ApiError(const ErrorCase& row, int status, std::string code, std::string message)
      : row_(&row), status_(status), code_(std::move(code)), message_(std::move(message)) {}

  const ErrorCase& row() const { return *row_; }
  int status() const { return status_; }
  const std::string& code() const { return code_; }  ///< the vendor's code; may be empty
  const std::string& message() const { return message_; }
  const Headers& headers() const { return headers_; }  ///< to add, for example Allow
  void add_header(std::string_view name, std::string_view value) { headers_.add(name, value); }
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  const ErrorCase* row_;
  int status_;
  std::string code_;
  std::string message_;
  Headers headers_;
};

/// What every vendor refuses before an operation looks at the request. Each provider says it in
/// its own words (Provider::refuse).
enum class Refusal {
  kUnknownRoute,      ///< 404: no such path, or the operation was removed
  kMethodNotAllowed,  ///< 405: the path exists, the method does not
  kTargetTooLong,     ///< 414
  kBadTarget,         ///< 400: broken percent-encoding or not UTF-8
  kBodyTooLarge,      ///< 413: over 64 kB
  kUnsupportedBody,   ///< 415: a content type that is not JSON
  kBadBody,           ///< 400: the body is not JSON, or breaks the operation's request schema
  kTooManyCalls,      ///< 429: over the rate limit, while limits are enforced
  kOurFault,          ///< 500: a defect of the mock
};

constexpr int status_of(Refusal refusal) {
  constexpr int kStatus[] = {404, 405, 414, 400, 413, 415, 400, 429, 500};
  return kStatus[static_cast<std::size_t>(refusal)];
}

}  // namespace mockmeter
