#include "server/control/admin/admin.h"
#include "server/control/admin/problem.h"
#include "server/control/admin/routes.h"
#include "server/control/world_file.h"

namespace mockmeter {

Response get_world(const AdminCall& call) {
  return json_document(200, call.mock.world()->document);
}

Response put_world(const AdminCall& call) {
  try {
    call.mock.set_world(load_world(call.body, call.mock.world()->seed));
  } catch (const WorldError& error) {
    return problem(422, "The world cannot be used", "nothing was changed; see schemas/world.json",
                   error.faults());
  }
  return get_world(call);
}

Response get_settings(const AdminCall& call) {
  return json_document(200, settings_document(call.mock.settings()));
}

Response put_settings(const AdminCall& call) {
  std::vector<DocumentFault> faults;
  call.mock.change_settings(
      [&](AnswerSettings& settings) { faults = read_settings(call.body, settings); });
  if (!faults.empty()) {
    return problem(422, "The settings contradict themselves", "nothing was changed", faults);
  }
  return get_settings(call);
}

Response shut_down(const AdminCall& call) {
  if (!call.facts.shut_down) {
    return problem(404, "Nothing to shut down",
                   "this mock runs inside another program, which ends it");
  }
  call.facts.shut_down();
  return json_document(200, {{"status", "shutting down"}});
}

}  // namespace mockmeter
