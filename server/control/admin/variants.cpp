#include "server/control/admin/routes.h"
#include "server/control/catalog.h"
#include "server/control/problem.h"

namespace mockmeter::admin {

Response get_readings(const AdminCall& call) {
  Json document = Json::object();
  const Readings chosen = call.mock.readings();
  for_each_reading(
      [&](const Reading& reading) { document[std::string(reading.name)] = chosen.get(reading); });
  return json_document(200, document);
}

Response put_readings(const AdminCall& call) {
  Readings chosen;
  std::vector<DocumentFault> faults;
  for (const auto& [name, value] : call.body.items()) {
    const auto text = value.get<std::string>();
    if (const std::string expected = choose_reading(chosen, name, text); !expected.empty()) {
      faults.push_back({"/" + name, expected, text});
    }
  }
  if (!faults.empty()) {
    return problem(422, "Unknown reading", "nothing was changed", faults);
  }
  call.mock.change_readings([&](Readings& readings) { readings.choose(chosen); });
  return get_readings(call);
}

Response get_operations(const AdminCall&) {
  return json_document(200, {{"operations", operations_document()}});
}

}  // namespace mockmeter::admin
