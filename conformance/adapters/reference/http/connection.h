#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/flags/quirks.h"
#include "conformance/adapters/reference/http/message.h"
#include "conformance/adapters/reference/http/url.h"

namespace httplib {
class ClientImpl;
}

namespace reference {

/// A connection to one server, kept open between requests. One request at a time.
class Connection {
 public:
  /// Connects with the first request. Throws CallError of kind tls when `ca_file` is unreadable.
  Connection(const Origin& origin, const std::string& ca_file, const MutantSet& mutants,
             const QuirkSet& quirks);
  ~Connection();

  /// Sends a request and reads its response, both within `timeout`. Throws CallError of kind
  /// timeout, connection, tls, truncated or decode (a content coding); the connection is closed
  /// then, and opened again by the next request.
  Response exchange(const Request& request, std::chrono::milliseconds timeout);

  /// Whether it leads to that server and trusts those authorities.
  bool leads_to(const Origin& origin, const std::string& ca_file) const {
    return origin_ == origin && ca_file_ == ca_file;
  }
  bool was_used() const { return used_; }
  /// Whether the server has closed it since it was used.
  bool is_stale() const;

 private:
  const Origin origin_;
  const std::string ca_file_;
  const MutantSet& mutants_;
  const QuirkSet& quirks_;
  std::unique_ptr<httplib::ClientImpl> client_;
  bool used_ = false;
};

}  // namespace reference
