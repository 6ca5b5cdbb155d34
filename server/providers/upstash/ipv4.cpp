#include "server/providers/upstash/ipv4.h"

#include "server/core/json.h"
#include "server/providers/upstash/world.h"

namespace mockmeter::upstash {

Response list_ipv4(const Call& call) {
  Json list = Json::array();
  for (const std::string& range : part_of(call).ipv4) list.push_back(range);
  return json_response(200, list.dump());
}

}  // namespace mockmeter::upstash
