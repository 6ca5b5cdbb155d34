#pragma once

#include <chrono>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "conformance/adapters/reference/common/call_error.h"
#include "conformance/adapters/reference/common/call_message.h"
#include "conformance/adapters/reference/common/json.h"
#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/flags/quirks.h"
#include "conformance/adapters/reference/http/transport.h"
#include "conformance/adapters/reference/http/url.h"
#include "conformance/adapters/reference/operations/operation.h"

namespace reference {

/// A client of the usage APIs whose operations it knows. Thread-safe.
class Client {
 public:
  Client(const MutantSet& mutants, const QuirkSet& quirks)
      : mutants_(mutants), quirks_(quirks), transport_(mutants_, quirks_) {}
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// Makes a call of that operation and gives its result. Throws CallError.
  Json call(const Operation& operation, const CallMessage& call);

 private:
  using Time = std::chrono::steady_clock::time_point;

  Json fetch(const Operation& operation, const Url& base, const CallMessage& call,
             const Json& arguments, Time start);
  Json send(const Operation& operation, const Origin& origin, const Options& options,
            Request request);
  Response follow(Request request, Origin origin, const Options& options);

  /// single-flight: a call that equals one under way gets what that one gets.
  Json unless_under_way(const CallMessage& call, const std::function<Json()>& make);

  /// cross-talk: the calls to a server share one target, that of the one that came first of those
  /// under way. A call is under way as long as it holds the target.
  std::shared_ptr<const std::string> shared_target(const Origin& origin, const std::string& target);
  /// fail-after-error: a server that has refused a call is not asked again.
  Json unless_failed(const Origin& origin, const std::function<Json()>& call);

  /// shared-wait: what one call has been told to wait, all do.
  void wait_with_others();
  void let_others_wait(const CallError& error);
  /// one-429-for-all: a call that was under way when another was limited fails like it.
  Json unless_limited(const std::function<Json()>& call);

  MutantSet mutants_;
  QuirkSet quirks_;
  Transport transport_;
  std::mutex mutex_;                                                        ///< of all that follow
  std::map<std::string, std::weak_ptr<const std::string>> shared_targets_;  ///< of cross-talk
  std::set<std::string> failed_servers_;                                    ///< of fail-after-error
  std::map<std::string, std::shared_future<Json>> under_way_;               ///< of single-flight
  Time pause_ends_{};                                                       ///< of shared-wait
  int limited_calls_ = 0;                                                   ///< of one-429-for-all
};

}  // namespace reference
