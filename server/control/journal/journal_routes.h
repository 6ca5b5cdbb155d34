#pragma once

#include <span>

#include "server/control/admin.h"

namespace mockmeter {

/// The journal's part of the control plane: /requests..., /requests.har and /verify.
std::span<const AdminRoute> journal_routes();

}  // namespace mockmeter
