#include "server/providers/upstash/redis.h"

#include "server/providers/upstash/errors.h"

namespace mockmeter::upstash {

Response list_databases(const Call&) { return json_response(200, "[]"); }

Response delete_database(const Call&) { throw not_found("database"); }

}  // namespace mockmeter::upstash
