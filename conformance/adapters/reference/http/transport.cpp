#include "conformance/adapters/reference/http/transport.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <thread>
#include <utility>

#include "conformance/adapters/reference/common/call_error.h"

namespace reference {
namespace {

constexpr std::size_t kMaxWaiting = 64;
constexpr int kFirstError = 400;
/// How long a request that nobody waits for may take in timeout-leaks-conn.
constexpr std::chrono::seconds kLate{10};
/// From the end of a call to the request that nobody asked for in resend-after-timeout.
constexpr std::chrono::milliseconds kZombieRests{200};

void log(const Request& request) {
  std::fprintf(stderr, "%s %s\n  Authorization: %s\n", request.method.c_str(),
               request.target.c_str(), find_field(request.fields, "Authorization").c_str());
}

}  // namespace

std::unique_ptr<Connection> Transport::take(const Origin& origin, const std::string& ca_file) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(waiting_.rbegin(), waiting_.rend(), [&](const auto& one) {
      return one->leads_to(origin, ca_file);
    });
    if (found != waiting_.rend()) {
      auto connection = std::move(*found);
      waiting_.erase(std::next(found).base());
      return connection;
    }
  }
  return std::make_unique<Connection>(origin, ca_file, mutants_, quirks_);
}

void Transport::give(std::unique_ptr<Connection> connection) {
  if (quirks_.has("one-call-connections")) return;
  const std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(connection));
  if (waiting_.size() > kMaxWaiting) waiting_.pop_front();
}

Response Transport::attempt(const Request& request, const Origin& origin, const Options& options) {
  auto connection = take(origin, options.ca_file);
  const bool reused = connection->was_used();
  if (reused && mutants_.has("stale-socket-fail") && connection->is_stale()) {
    throw CallError(ErrorKind::kTruncated, "the connection is closed");
  }
  std::optional<Response> response;
  try {
    response = connection->exchange(request, options.timeout);
  } catch (const CallError& error) {
    // A server may close a kept connection just when the request is on its way: that is no response
    // to the request.
    // Source: RFC 9112 9.3.1 "a client MAY ... automatically retry".
    if (!reused || error.kind != ErrorKind::kConnection || request.method != "GET") throw;
  }
  if (!response) response = connection->exchange(request, options.timeout);
  if (response->status >= kFirstError && mutants_.has("leak-after-error")) {
    const std::lock_guard lock(mutex_);
    leaked_.push_back(std::move(connection));
  } else {
    give(std::move(connection));
  }
  return *std::move(response);
}

Response Transport::attempt_or_leak(const Request& request, const Origin& origin,
                                    const Options& options) {
  std::future<Response> response;
  {
    const std::lock_guard lock(mutex_);
    response = std::move(late_[to_string(origin)]);
  }
  if (!response.valid()) {
    Options patient = options;
    patient.timeout = kLate;
    response =
        std::async(std::launch::async, [=, this] { return attempt(request, origin, patient); });
  }
  if (response.wait_for(options.timeout) == std::future_status::ready) return response.get();
  const std::lock_guard lock(mutex_);
  late_[to_string(origin)] = std::move(response);
  throw CallError(ErrorKind::kTimeout, "the response was not there in time");
}

void Transport::send_again_later(const Request& request, const Origin& origin,
                                 const Options& options) {
  const std::lock_guard lock(mutex_);
  late_retries_.push_back(std::async(std::launch::async, [=, this] {
    std::this_thread::sleep_for(kZombieRests);
    return attempt(request, origin, options);
  }));
}

Response Transport::exchange(const Request& request, const Origin& origin, const Options& options) {
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
