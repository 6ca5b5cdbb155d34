#pragma once

#include <memory>
#include <string>

#include "server/control/store/store.h"

namespace mockmeter {

/// Opens the file of a store, or makes it. Nobody else opens it as a store until the result dies;
/// to look into it, with SQL, anybody may. Throws StoreError and touches nothing when the file is
/// none of ours, belongs to a later version, is in use, or cannot be written.
///
/// A write is one transaction of a write-ahead log with synchronous=NORMAL: it outlives the end of
/// the process, and with a loss of power the last ones may be lost, but nothing else.
std::shared_ptr<Store> open_sqlite_store(const std::string& path);

}  // namespace mockmeter
