#include "server/control/admin/routes.h"
#include "server/control/problem.h"

namespace mockmeter::admin {

Response get_settings(const AdminRequest& call) {
  return json_document(200, settings_document(call.mock.current()->settings));
}

Response put_settings(const AdminRequest& call) {
  std::vector<ValidationError> faults;
  call.mock.change_settings(
      [&](ResponseSettings& settings) { faults = read_settings(call.body, settings); });
  if (!faults.empty()) {
    return problem(422, "The settings contradict themselves", "nothing was changed", faults);
  }
  return get_settings(call);
}

}  // namespace mockmeter::admin
