#include "conformance/adapters/reference/http/connection_pool.h"

#include <algorithm>
#include <utility>

namespace reference {
namespace {

constexpr std::size_t kMostWaiting = 64;

}  // namespace

std::unique_ptr<Connection> ConnectionPool::take(const Origin& origin, const std::string& ca_file) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(waiting_.rbegin(), waiting_.rend(), [&](const Waiting& one) {
      return one.origin == origin && one.ca_file == ca_file;
    });
    if (found != waiting_.rend()) {
      auto connection = std::move(found->connection);
      waiting_.erase(std::next(found).base());
      return connection;
    }
  }
  return make(origin, ca_file);
}

std::unique_ptr<Connection> ConnectionPool::make(const Origin& origin,
                                                 const std::string& ca_file) const {
  return std::make_unique<Connection>(origin, ca_file, mutants_, quirks_);
}

void ConnectionPool::give(const Origin& origin, const std::string& ca_file,
                          std::unique_ptr<Connection> connection) {
  if (quirks_.has("one-call-connections")) return;
  const std::lock_guard lock(mutex_);
  waiting_.push_back({origin, ca_file, std::move(connection)});
  if (waiting_.size() > kMostWaiting) waiting_.pop_front();
}

}  // namespace reference
