#pragma once

#include "server/control/admin.h"

/// The routes of /__admin/faults; their rows are in ../admin_routes.cpp.
namespace mockmeter {

Response get_faults(const AdminCall& call);
Response post_faults(const AdminCall& call);
Response delete_faults(const AdminCall& call);

}  // namespace mockmeter
