#include "server/control/store/store.h"

#include <string_view>

#include "server/control/store/redis_database.h"
#include "server/control/store/sqlite_store.h"

namespace mockmeter {

std::shared_ptr<Store> open_store(const std::string& text) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (text == "memory") return nullptr;
  if (text.starts_with(kSqlite) && text.size() > kSqlite.size()) {
    return open_sqlite_store(text.substr(kSqlite.size()));
  }
  if (text.starts_with("rediss://")) {
    throw StoreError(
        "a store with rediss:// needs TLS, which the hiredis of Debian 12 does not have; use "
        "redis:// "
        "to a tunnel such as stunnel on this machine");
  }
  throw StoreError("store \"" + text +
                   "\" is unknown: use memory, sqlite:FILE, or redis://HOST[:PORT][/DB]");
}

std::shared_ptr<RedisDatabase> open_shared_store(const std::string& text) {
  if (!text.starts_with("redis://")) return nullptr;
  try {
    return std::make_shared<RedisDatabase>(RedisAddress::parse(text));
  } catch (const RedisError& error) {
    throw StoreError(std::string("the store's address cannot be read: ") + error.what());
  }
}

}  // namespace mockmeter
