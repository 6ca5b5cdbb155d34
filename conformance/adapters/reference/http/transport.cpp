#include "conformance/adapters/reference/http/transport.h"

#include <cstdio>
#include <thread>
#include <utility>

#include "conformance/adapters/reference/common/call_error.h"

namespace reference {
namespace {

/// How long a request that nobody waits for may take in timeout-leaks-conn.
constexpr std::chrono::seconds kLate{10};
/// From the end of a call to the request that nobody asked for in resend-after-timeout.
constexpr std::chrono::milliseconds kZombieRests{200};

void log(const Request& request) {
  std::fprintf(stderr, "%s %s\n  Authorization: %s\n", request.method.c_str(),
               request.target.c_str(), find_field(request.fields, "Authorization").c_str());
}

}  // namespace

Answer Transport::attempt(const Request& request, const Origin& origin, const Options& options) {
  auto connection = pool_.take(origin, options.ca_file);
  const bool reused = connection->was_used();
  if (reused && mutants_.has("stale-socket-fail") && connection->is_stale()) {
    throw CallError(ErrorKind::kTruncated, "the connection is closed");
  }
  try {
    Answer answer = connection->exchange(request, options.timeout);
    pool_.give(origin, options.ca_file, std::move(connection));
    return answer;
  } catch (const CallError& error) {
    // A server may close a kept connection just when the request is on its way: that is no answer
    // to the request.
    // Source: RFC 9112 9.3.1 "a client MAY ... automatically retry".
    if (!reused || error.kind != ErrorKind::kConnection || request.method != "GET") throw;
  }
  connection = pool_.make(origin, options.ca_file);
  Answer answer = connection->exchange(request, options.timeout);
  pool_.give(origin, options.ca_file, std::move(connection));
  return answer;
}

Answer Transport::attempt_or_leak(const Request& request, const Origin& origin,
                                  const Options& options) {
  std::future<Answer> answer;
  {
    const std::lock_guard lock(late_mutex_);
    answer = std::move(late_[to_string(origin)]);
  }
  if (!answer.valid()) {
    Options patient = options;
    patient.timeout = kLate;
    answer =
        std::async(std::launch::async, [=, this] { return attempt(request, origin, patient); });
  }
  if (answer.wait_for(options.timeout) == std::future_status::ready) return answer.get();
  const std::lock_guard lock(late_mutex_);
  late_[to_string(origin)] = std::move(answer);
  throw CallError(ErrorKind::kTimeout, "the answer was not there in time");
}

void Transport::send_again_later(const Request& request, const Origin& origin,
                                 const Options& options) {
  const std::lock_guard lock(late_mutex_);
  late_retries_.push_back(std::async(std::launch::async, [=, this] {
    std::this_thread::sleep_for(kZombieRests);
    return attempt(request, origin, options);
  }));
}

Answer Transport::exchange(const Request& request, const Origin& origin, const Options& options) {
  if (mutants_.has("log-secret")) log(request);
  if (mutants_.has("timeout-leaks-conn")) return attempt_or_leak(request, origin, options);
  try {
    return attempt(request, origin, options);
  } catch (const CallError& error) {
    if (error.kind == ErrorKind::kTimeout && mutants_.has("resend-after-timeout")) {
      send_again_later(request, origin, options);
    }
    throw;
  }
}

}  // namespace reference
