#include "conformance/adapters/reference/retry.h"

#include <algorithm>
#include <random>
#include <thread>

namespace reference {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstWait{250};
constexpr milliseconds kLongestBackoff{2'000};
constexpr milliseconds kLongestWait{10'000};

bool is_retried(const CallError& error, const Bugs& bugs) {
  switch (error.kind) {
    case Kind::kRateLimited:
    case Kind::kServerError:
    case Kind::kConnection:
      return true;
    case Kind::kGone:
      return bugs.has(Bug::kRetry410);
    case Kind::kBadRequest:
    case Kind::kUnauthorized:
    case Kind::kForbidden:
    case Kind::kNotFound:
    case Kind::kNotAcceptable:
      return bugs.has(Bug::kRetry4xx);
    default:
      return false;
  }
}

/// Twice as long each time, and up to a fifth more, so that clients do not come back together.
milliseconds backoff(int retries) {
  thread_local std::minstd_rand random(std::random_device{}());
  const auto wait = std::min(kFirstWait * (1 << std::min(retries, 8)), kLongestBackoff);
  return wait + milliseconds(std::uniform_int_distribution<long>(0, wait.count() / 5)(random));
}

bool is_lost(const CallError& error) {
  return error.kind == Kind::kConnection || error.kind == Kind::kTruncated;
}

[[noreturn]] void hang() {
  for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
}

}  // namespace

std::optional<milliseconds> wait_before_retry(const CallError& error, const Request& request,
                                              int retries, const Options& options,
                                              const Bugs& bugs) {
  // Source: RFC 9110 9.2.2 "SHOULD NOT automatically retry a request with a non-idempotent method".
  if (request.method != "GET" && !bugs.has(Bug::kRetryPost)) return std::nullopt;
  if (!is_retried(error, bugs)) return std::nullopt;
  if (retries >= options.max_retries && !bugs.has(Bug::kUnboundedRetries)) return std::nullopt;
  const milliseconds asked = error.retry_after.value_or(milliseconds(0));
  const bool patient = bugs.has(Bug::kUnboundedWait) || bugs.has(Bug::kResetAsDelay);
  if (asked > kLongestWait && !patient) return std::nullopt;
  return std::max(asked, bugs.has(Bug::kRetryWithoutDelay) ? milliseconds(0) : backoff(retries));
}

Json with_retries(Request request, const Options& options, const Bugs& bugs,
                  const std::function<Json(const Request&)>& attempt) {
  std::optional<CallError> first;
  for (int retries = 0;; ++retries) {
    std::optional<Json> result;
    milliseconds wait{0};
    try {
      result = attempt(request);
    } catch (const CallError& error) {
      if (is_lost(error) && bugs.has(Bug::kHangOnRst)) hang();
      const auto next = wait_before_retry(error, request, retries, options, bugs);
      if (!next) throw;
      wait = *next;
      if (!first) first = error;
    }
    if (result && first && bugs.has(Bug::kFirstAnswer)) throw CallError(*first);
    if (result) return *result;
    std::this_thread::sleep_for(wait);
    if (bugs.has(Bug::kMutatedRetry)) {
      request.target += request.target.find('?') == std::string::npos ? "?retry=1" : "&retry=1";
    }
  }
}

}  // namespace reference
