#pragma once

#include "server/control/admin.h"

namespace mockmeter {

/// GET /conduct: {"findings":[...],"requests":N,"inconclusive":false}; "notJudged" says how many
/// requests the journal has dropped, which makes it inconclusive.
Response get_conduct(const AdminCall& call);

}  // namespace mockmeter
