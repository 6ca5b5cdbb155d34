#include "server/control/store/store.h"

#include <string_view>

#include "server/control/store/sqlite_store.h"

namespace mockmeter {

std::shared_ptr<Store> open_store(const std::string& text) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (text == "memory") return nullptr;
  if (text.starts_with(kSqlite) && text.size() > kSqlite.size()) {
    return open_sqlite_store(text.substr(kSqlite.size()));
  }
  throw StoreError("store \"" + text + "\" is unknown: use memory, or sqlite:FILE");
}

}  // namespace mockmeter
