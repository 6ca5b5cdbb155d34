#include <string>

#include "server/control/admin/routes.h"
#include "server/control/problem.h"
#include "server/control/world_file.h"

namespace mockmeter::admin {

Response get_world(const AdminRequest& call) {
  return json_document(200, call.mock.world()->document);
}

Response put_world(const AdminRequest& call) {
  try {
    call.mock.set_world(load_world(call.body, call.mock.world()->seed));
  } catch (const WorldError& error) {
    return problem(422, "The world cannot be used", "nothing was changed; see schemas/world.json",
                   error.faults());
  } catch (const UnstorableWorld& error) {
    return problem(409, "The world cannot be kept",
                   std::string("nothing was changed; ") + error.what());
  }
  return get_world(call);
}

}  // namespace mockmeter::admin
