#pragma once

#include <memory>
#include <string>

#include "server/control/store/store.h"

namespace mockmeter {

/// Opens the database that "redis://..." names. One mock uses it at a time. What other programs
/// keep in it stays: all keys of ours begin with "mockmeter:". Throws StoreError and writes nothing
/// when it cannot be reached, refuses the password, is in use, or belongs to a later version.
std::shared_ptr<Store> open_redis_store(const std::string& text);

}  // namespace mockmeter
