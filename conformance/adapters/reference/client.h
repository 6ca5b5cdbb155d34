#pragma once

#include "conformance/adapters/reference/common/call_message.h"
#include "conformance/adapters/reference/failed_servers.h"
#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/flags/quirks.h"
#include "conformance/adapters/reference/http/transport.h"
#include "conformance/adapters/reference/http/url.h"
#include "conformance/adapters/reference/operations/operation.h"
#include "conformance/adapters/reference/shared_targets.h"

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
  Json fetch(const Operation& operation, const Url& base, const CallMessage& call,
             const Json& arguments);
  Json send(const Operation& operation, const Origin& origin, const Options& options,
            const Request& request);
  Answer follow(Request request, Origin origin, const Options& options);

  MutantSet mutants_;
  QuirkSet quirks_;
  Transport transport_;
  SharedTargets shared_targets_;
  FailedServers refusals_;
};

}  // namespace reference
