#pragma once

#include <exception>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "mockmeter/evidence.h"
#include "server/api/message.h"

namespace mockmeter {

struct Provider;

/// One way in which a vendor refuses a request, and what its status and words rest on.
struct ErrorCase {
  std::string_view name;  ///< "acme.missing_org_id"; stable, unique
  int status;             ///< 0: whichever a fault asks for
  Evidence evidence;
  std::string_view source;  ///< who says so, or what was left to choose
  std::string_view text{};  ///< the vendor's words; "{}" stands for what was wrong
  std::string_view code{};  ///< the vendor's code; may be empty
  bool is_default = false;  ///< the error of its status when a fault asks for that status
};

/// The row of that name; a name without a row does not compile.
consteval const ErrorCase& error_case(std::span<const ErrorCase> rows, std::string_view name) {
  for (const ErrorCase& row : rows) {
    if (row.name == name) return row;
  }
  throw std::logic_error("no such error case");
}

/// A refusal in a vendor's words. Made by the named functions of each provider's errors.h, thrown
/// while a request is handled, and caught once, in dispatch, where the provider renders it into its
/// envelope.
class ApiError : public std::exception {
 public:
  /// `row` is one of Provider::errors: nothing is refused without evidence. `detail` takes the
  /// place of "{}" in its text.
  ApiError(const ErrorCase& row, std::string_view detail = {});
  /// In words that are more than a detail.
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

/// What every vendor refuses before an operation looks at the request, in its own words: the first
/// rows of Provider::errors, in this order.
enum class CommonError {
  kUnknownRoute,      ///< 404: no such path, or the operation was removed
  kMethodNotAllowed,  ///< 405: the path exists, the method does not
  kTargetTooLong,     ///< 414
  kBadTarget,         ///< 400: broken percent-encoding or not UTF-8
  kBodyTooLarge,      ///< 413: over 64 kB
  kUnsupportedBody,   ///< 415: a content type that is not JSON
  kBadBody,           ///< 400: the body is not JSON, or breaks the operation's request schema
  kRateLimited,       ///< 429: over the rate limit, while limits are enforced
  kInternalError,     ///< 500: a defect of the mock
};

constexpr int status_of(CommonError error) {
  constexpr int kStatus[] = {404, 405, 414, 400, 413, 415, 400, 429, 500};
  return kStatus[static_cast<std::size_t>(error)];
}

/// `detail`: a neutral phrase that says what was wrong.
ApiError make_error(const Provider& provider, CommonError error, std::string_view detail);

/// The response to an error: its status and its own headers around a JSON body.
Response error_response(const ApiError& error, std::string body);

/// The error for any status from 400 to 599 that the mock is told to respond with: the default row
/// of that status, or else the provider's last row with the status's name.
ApiError error_for_status(const Provider& provider, int status);

}  // namespace mockmeter
