#pragma once

#include <span>

#include "server/api/operation.h"

namespace mockmeter {

/// Every provider that the mock knows. To add one: a folder beside this file, and one line in
/// providers.cpp.
std::span<const Provider* const> all_providers();

}  // namespace mockmeter
