#pragma once

#include <future>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "conformance/adapters/reference/bugs.h"
#include "conformance/adapters/reference/call.h"
#include "conformance/adapters/reference/manners.h"
#include "conformance/adapters/reference/message.h"
#include "conformance/adapters/reference/pool.h"
#include "conformance/adapters/reference/url.h"

namespace reference {

/// Brings requests to servers and their answers back. Thread-safe.
class Transport {
 public:
  Transport(const Bugs& bugs, const Manners& manners) : bugs_(bugs), pool_(bugs, manners) {}

  /// One attempt, within the call's timeout. Throws as Connection::exchange() does.
  Answer exchange(const Request& request, const Origin& origin, const Options& options);

 private:
  Answer attempt(const Request& request, const Origin& origin, const Options& options);
  Answer attempt_or_leak(const Request& request, const Origin& origin, const Options& options);

  void send_again_later(const Request& request, const Origin& origin, const Options& options);

  const Bugs& bugs_;
  Pool pool_;
  std::mutex late_mutex_;
  std::map<std::string, std::future<Answer>> late_;  ///< by origin, of timeout-leaks-conn
  std::vector<std::future<Answer>> zombies_;         ///< of resend-after-timeout
};

}  // namespace reference
