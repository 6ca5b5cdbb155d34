#pragma once

#include <future>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "conformance/adapters/reference/common/call_message.h"
#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/flags/quirks.h"
#include "conformance/adapters/reference/http/connection_pool.h"
#include "conformance/adapters/reference/http/message.h"
#include "conformance/adapters/reference/http/url.h"

namespace reference {

/// Brings requests to servers and their answers back. Thread-safe.
class Transport {
 public:
  Transport(const MutantSet& mutants, const QuirkSet& quirks)
      : mutants_(mutants), pool_(mutants, quirks) {}

  /// One attempt, within the call's timeout. Throws as Connection::exchange() does.
  Answer exchange(const Request& request, const Origin& origin, const Options& options);

 private:
  Answer attempt(const Request& request, const Origin& origin, const Options& options);
  Answer attempt_or_leak(const Request& request, const Origin& origin, const Options& options);

  void send_again_later(const Request& request, const Origin& origin, const Options& options);

  const MutantSet& mutants_;
  ConnectionPool pool_;
  std::mutex late_mutex_;
  std::map<std::string, std::future<Answer>> late_;  ///< by origin, of timeout-leaks-conn
  std::vector<std::future<Answer>> late_retries_;    ///< of resend-after-timeout
};

}  // namespace reference
