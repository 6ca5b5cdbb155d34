#pragma once

#include <deque>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "conformance/adapters/reference/common/call_message.h"
#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/flags/quirks.h"
#include "conformance/adapters/reference/http/connection.h"
#include "conformance/adapters/reference/http/message.h"
#include "conformance/adapters/reference/http/url.h"

namespace reference {

/// Brings requests to servers and their responses back, over connections that it keeps for the next
/// request. Thread-safe.
class Transport {
 public:
  Transport(const MutantSet& mutants, const QuirkSet& quirks)
      : mutants_(mutants), quirks_(quirks) {}

  /// One attempt, within the call's timeout. Throws as Connection::exchange() does.
  Response exchange(const Request& request, const Origin& origin, const Options& options);

 private:
  Response attempt(const Request& request, const Origin& origin, const Options& options);
  Response attempt_or_leak(const Request& request, const Origin& origin, const Options& options);
  void send_again_later(const Request& request, const Origin& origin, const Options& options);

  /// A connection that waits for the next request to that server, or a new one.
  std::unique_ptr<Connection> take(const Origin& origin, const std::string& ca_file);
  /// Takes a connection back that is fit for another request; the one that waits longest is closed
  /// when there are too many.
  void give(std::unique_ptr<Connection> connection);

  const MutantSet& mutants_;
  const QuirkSet& quirks_;
  std::mutex mutex_;                                   ///< of all that follow
  std::deque<std::unique_ptr<Connection>> waiting_;    ///< the one that came last at the end
  std::vector<std::unique_ptr<Connection>> leaked_;    ///< of leak-after-error
  std::map<std::string, std::future<Response>> late_;  ///< by origin, of timeout-leaks-conn
  std::vector<std::future<Response>> late_retries_;    ///< of resend-after-timeout
};

}  // namespace reference
