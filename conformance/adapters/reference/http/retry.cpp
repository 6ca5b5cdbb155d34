#include "conformance/adapters/reference/http/retry.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <random>
#include <thread>

#include "conformance/adapters/reference/common/call_error.h"

namespace reference {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstWait{250};
constexpr milliseconds kMaxBackoff{2'000};
constexpr milliseconds kMaxWait{10'000};
constexpr milliseconds kMaxWaitOfStainless{60'000};

bool is_retried(const CallError& error, const MutantSet& mutants, const QuirkSet& quirks) {
  if (quirks.has("retries-429-alone")) return error.kind == ErrorKind::kRateLimited;
  switch (error.kind) {
    case ErrorKind::kRateLimited:
    case ErrorKind::kServerError:
    case ErrorKind::kConnection:
      return true;
    case ErrorKind::kTimeout:
      return mutants.has("timeout-per-attempt");
    case ErrorKind::kGone:
      return mutants.has("retry-410");
    case ErrorKind::kBadRequest:
    case ErrorKind::kUnauthorized:
    case ErrorKind::kForbidden:
    case ErrorKind::kNotFound:
    case ErrorKind::kNotAcceptable:
      return mutants.has("retry-4xx");
    default:
      return false;
  }
}

/// Twice as long each time, and up to a fifth more, so that clients do not come back together.
milliseconds backoff(int retries) {
  thread_local std::minstd_rand random(std::random_device{}());
  const auto wait = std::min(kFirstWait * (1 << std::min(retries, 8)), kMaxBackoff);
  return wait + milliseconds(std::uniform_int_distribution<long>(0, wait.count() / 5)(random));
}

bool is_lost(const CallError& error) {
  return error.kind == ErrorKind::kConnection || error.kind == ErrorKind::kTruncated;
}

[[noreturn]] void hang() {
  for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
}

bool waits_for_days(const MutantSet& mutants) {
  return mutants.has("unbounded-wait") || mutants.has("reset-as-delay");
}

bool waits_past_the_end(const MutantSet& mutants) {
  return waits_for_days(mutants) || mutants.has("sleep-past-deadline") ||
         mutants.has("timeout-per-attempt");
}

/// How long to wait before a request that failed for the `retries`+1st time is sent again; nullopt
/// = it is not.
std::optional<milliseconds> wait_before_retry(const CallError& error, const Request& request,
                                              int retries, const Options& options,
                                              const MutantSet& mutants, const QuirkSet& quirks) {
  // Source: RFC 9110 9.2.2 "SHOULD NOT automatically retry a request with a non-idempotent method".
  if (request.method != "GET" && !mutants.has("retry-post")) return std::nullopt;
  if (!is_retried(error, mutants, quirks)) return std::nullopt;
  if (retries >= options.max_retries && !mutants.has("unbounded-retries")) return std::nullopt;
  milliseconds asked = error.retry_after.value_or(milliseconds(0));
  const bool is_too_long = quirks.has("stainless") && asked > kMaxWaitOfStainless;
  if (is_too_long || quirks.has("own-backoff")) asked = milliseconds(0);
  const bool patient = waits_for_days(mutants) || quirks.has("stainless");
  if (asked > kMaxWait && !patient) return std::nullopt;
  const bool is_told = mutants.has("retry-after-in-ms") && asked > milliseconds(0);
  if (is_told || mutants.has("retry-without-delay")) return asked;
  return std::max(asked, backoff(retries));
}

}  // namespace

Json with_retries(Request request, const Options& options, const MutantSet& mutants,
                  const QuirkSet& quirks, const std::function<milliseconds()>& left,
                  const std::function<Json(const Request&)>& attempt) {
  std::optional<CallError> first;
  for (int retries = 0;; ++retries) {
    std::optional<Json> result;
    milliseconds wait{0};
    try {
      result = attempt(request);
    } catch (const CallError& error) {
      if (is_lost(error) && mutants.has("hang-on-rst")) hang();
      const auto next = wait_before_retry(error, request, retries, options, mutants, quirks);
      if (!next) throw;
      if (*next >= left() && !waits_past_the_end(mutants)) throw;
      wait = *next;
      if (!first) first = error;
    }
    if (result && first && mutants.has("first-answer")) throw CallError(*first);
    if (result) return *result;
    std::this_thread::sleep_for(wait);
    if (mutants.has("sleep-past-deadline") && left() == milliseconds(0))
      throw CallError(ErrorKind::kTimeout, "the time of the call is over");
    if (mutants.has("mutated-retry")) {
      request.target += request.target.find('?') == std::string::npos ? "?retry=1" : "&retry=1";
    }
  }
}

}  // namespace reference
