#pragma once

#include <span>

#include "server/control/admin/admin.h"

namespace mockmeter {

/// Control routes for the world, the settings and the end.

Response get_world(const AdminCall& call);
/// The new world, with the readings that it names, or every fault in it and no change.
Response put_world(const AdminCall& call);
Response get_settings(const AdminCall& call);
Response put_settings(const AdminCall& call);
/// 404 where the program does not end on request.
Response shut_down(const AdminCall& call);

/// GET /conduct: {"findings":[...],"requests":N,"inconclusive":false}; "notJudged" says how many
/// requests the journal has dropped, which makes it inconclusive.
Response get_conduct(const AdminCall& call);

Response get_faults(const AdminCall& call);
Response post_faults(const AdminCall& call);
Response delete_faults(const AdminCall& call);

/// The journal's part of the control plane: /requests..., /requests.har and /verify.
std::span<const AdminRoute> journal_routes();

}  // namespace mockmeter
