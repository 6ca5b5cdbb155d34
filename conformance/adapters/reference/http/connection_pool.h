#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <string>

#include "conformance/adapters/reference/http/connection.h"

namespace reference {

/// Connections that wait for the next request to their server. Thread-safe.
class ConnectionPool {
 public:
  ConnectionPool(const MutantSet& mutants, const QuirkSet& quirks)
      : mutants_(mutants), quirks_(quirks) {}

  /// One that waits for that server, or a new one.
  std::unique_ptr<Connection> take(const Origin& origin, const std::string& ca_file);
  /// A new one.
  std::unique_ptr<Connection> make(const Origin& origin, const std::string& ca_file) const;
  /// Takes one back that is fit for another request; the one that waits longest is closed when
  /// there are too many.
  void give(const Origin& origin, const std::string& ca_file,
            std::unique_ptr<Connection> connection);

 private:
  struct Waiting {
    Origin origin;
    std::string ca_file;
    std::unique_ptr<Connection> connection;
  };

  const MutantSet& mutants_;
  const QuirkSet& quirks_;
  std::mutex mutex_;
  std::deque<Waiting> waiting_;  ///< the one that came last at the end
};

}  // namespace reference
