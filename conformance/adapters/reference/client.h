#pragma once

#include "conformance/adapters/reference/bugs.h"
#include "conformance/adapters/reference/call.h"
#include "conformance/adapters/reference/manners.h"
#include "conformance/adapters/reference/operation.h"
#include "conformance/adapters/reference/refusals.h"
#include "conformance/adapters/reference/shared_targets.h"
#include "conformance/adapters/reference/transport.h"
#include "conformance/adapters/reference/url.h"

namespace reference {

/// A client of the usage APIs whose operations it knows. Thread-safe.
class Client {
 public:
  Client(const Bugs& bugs, const Manners& manners)
      : bugs_(bugs), manners_(manners), transport_(bugs_, manners_) {}
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// Makes a call of that operation and gives its result. Throws CallError.
  Json call(const Operation& operation, const Call& call);

 private:
  Json fetch(const Operation& operation, const Url& base, const Call& call, const Json& arguments);
  Json send(const Operation& operation, const Origin& origin, const Options& options,
            const Request& request);
  Answer follow(Request request, Origin origin, const Options& options);

  Bugs bugs_;
  Manners manners_;
  Transport transport_;
  SharedTargets shared_targets_;
  Refusals refusals_;
};

}  // namespace reference
