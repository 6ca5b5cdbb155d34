#pragma once

#include "server/control/admin.h"

namespace mockmeter {

/// Control routes for the world, the settings and the end.

Response get_world(const AdminCall& call);
/// The new world, with the readings that it names, or every fault in it and no change.
Response put_world(const AdminCall& call);
Response get_settings(const AdminCall& call);
Response put_settings(const AdminCall& call);
/// 404 where the program does not end on request.
Response shut_down(const AdminCall& call);

}  // namespace mockmeter
