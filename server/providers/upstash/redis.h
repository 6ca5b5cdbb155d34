#pragma once

#include "server/api/operation.h"

namespace mockmeter::upstash {

/// An empty list: enough for the clients that call it when they start.
/// Observed: @upstash/mcp-server 0.3.0 and `upstash login` need a JSON array.
Response list_databases(const Call& call);

/// There is no Redis database here, so every id is unknown.
/// Observed: @upstash/mcp-server 0.3.0 deletes "readonly-check-nonexistent" to test its key.
Response delete_database(const Call& call);

}  // namespace mockmeter::upstash
