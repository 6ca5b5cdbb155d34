#pragma once

#include "server/api/operation.h"

namespace mockmeter::upstash {

/// Upstash's Developer API, as far as QStash is metered there. Source: https://upstash.com/docs/
/// devops/developer-api/introduction and the OpenAPI file of https://github.com/upstash/docs.
const Provider& provider();

}  // namespace mockmeter::upstash
