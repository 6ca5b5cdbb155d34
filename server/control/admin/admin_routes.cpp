#include <iterator>
#include <vector>

#include "base/time/duration.h"
#include "server/control/admin/admin.h"
#include "server/control/admin/fidelity.h"
#include "server/control/admin/metrics.h"
#include "server/control/admin/openapi/document.h"
#include "server/control/admin/problem.h"
#include "server/control/admin/routes.h"
#include "server/control/catalog.h"
#include "server/control/version.h"

namespace mockmeter {
namespace {

// Source: WireMock's admin API, GET /__admin/health: status, message, version, uptimeInSeconds,
// timestamp.
Response health(const AdminCall& call) {
  using std::chrono::duration_cast;
  return json_document(
      200,
      {{"status", "healthy"},
       {"message", "mockmeter is ready"},
       {"version", kVersion},
       {"uptimeInSeconds", duration_cast<std::chrono::seconds>(call.mock.clock().uptime()).count()},
       {"timestamp", format_rfc3339(call.mock.clock().now())}});
}

Response version(const AdminCall&) { return json_document(200, {{"version", kVersion}}); }

Json clock_document(const Clock& clock) {
  return {{"mode", to_string(clock.mode())}, {"now", format_rfc3339(clock.now())}};
}

Response get_clock(const AdminCall& call) {
  return json_document(200, clock_document(call.mock.clock()));
}

Response put_clock(const AdminCall& call) {
  const std::string mode = call.body.value("mode", "frozen");
  const auto start = parse_rfc3339(call.body.value("now", ""));
  if (mode != "now" && !(start && can_be_clock(*start))) {
    return problem(422, "The clock cannot be set",
                   "a " + mode + " clock needs \"now\"; nothing changed",
                   {{"/now", std::string(kClockExpected), call.body.value("now", "missing")}});
  }
  call.mock.set_clock(mode == "now"       ? ClockSetting{ClockSetting::Mode::kNow, {}}
                      : mode == "ticking" ? ClockSetting{ClockSetting::Mode::kTicking, *start}
                                          : ClockSetting{ClockSetting::Mode::kFrozen, *start});
  return get_clock(call);
}

Response advance_clock(const AdminCall& call) {
  const auto text = call.body.at("by").get<std::string>();
  const auto by = parse_iso_duration(text);
  if (!by || by->count() < 0) {
    return problem(422, "The clock cannot be advanced", "nothing changed",
                   {{"/by", "an ISO 8601 duration of days or smaller, not negative", text}});
  }
  if (!call.mock.advance_clock(*by)) {
    return problem(422, "The clock cannot be advanced", "nothing changed",
                   {{"/by", "a duration that ends before 2050", text}});
  }
  return get_clock(call);
}

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

Response operations(const AdminCall&) {
  return json_document(200, {{"operations", operations_document()}});
}

Response openapi(const AdminCall& call) {
  return json_document(200,
                       openapi_document(call.mock, call.facts.url.empty() ? "/" : call.facts.url));
}

Response fidelity(const AdminCall& call) {
  return json_document(200, fidelity_document(call.mock));
}

Response authority(const AdminCall& call) {
  if (call.facts.authority.empty()) {
    return problem(404, "No authority was generated",
                   "start with --tls, and without --tls-cert; a client of a given certificate has "
                   "to trust what signed that one");
  }
  // Source: RFC 8555 section 9.1 registers the type.
  return {200,
          {{"Content-Type", "application/pem-certificate-chain"}},
          std::string(call.facts.authority),
          {}};
}

Response reset(const AdminCall& call) {
  call.mock.reset();
  return json_document(200, {{"status", "reset"}, {"clock", clock_document(call.mock.clock())}});
}

constexpr AdminRoute kAdminRoutes[] = {
    {"GET", "/health", "", health, "Whether the mock is ready"},
    {"GET", "/version", "", version, "The version of mockmeter"},
    {"GET", "/clock", "", get_clock, "Where the clock stands and whether it runs"},
    {"PUT", "/clock", "clock.json", put_clock, "Sets the clock"},
    {"POST", "/clock/advance", "clock-advance.json", advance_clock, "Moves the clock forward"},
    {"GET", "/readings", "", get_readings, "Every reading and the value in force"},
    {"PUT", "/readings", "readings.json", put_readings, "Chooses readings; others stay"},
    {"GET", "/world", "", get_world, "The world as it was read"},
    {"PUT", "/world", "world.json", put_world, "Puts another world in place, at once"},
    {"GET", "/settings", "", get_settings, "WireMock's settings: delays; and rate limits"},
    {"PUT", "/settings", "settings.json", put_settings, "Sets them"},
    {"POST", "/settings", "settings.json", put_settings, "Sets them, as PUT"},
    {"GET", "/faults", "", get_faults, "The faults that wait, what fired, what is left"},
    {"POST", "/faults", "faults.json", post_faults, "Adds faults: all of them or none"},
    {"DELETE", "/faults", "", delete_faults, "Removes every fault, forgets what fired"},
    {"GET", "/operations", "", operations, "The table of operations"},
    {"GET", "/conduct", "", get_conduct, "What clients did and should not do"},
    {"GET", "/metrics", "", get_metrics, "Counts and sizes in the text format of Prometheus"},
    {"GET", "/fidelity", "", fidelity, "What each operation, error and reading rests on"},
    {"GET", "/openapi.json", "", openapi, "What is served now, as an OpenAPI 3.1 document"},
    {"GET", "/certs/ca.pem", "", authority, "The generated authority, with --tls"},
    {"POST", "/reset", "", reset, "Everything, faults and journal too, as it was at the start"},
    {"POST", "/shutdown", "", shut_down, "Ends the program, when what is in flight is answered"},
};

}  // namespace

std::span<const AdminRoute> admin_routes() {
  static const std::vector<AdminRoute> kAll = [] {
    std::vector<AdminRoute> all(std::begin(kAdminRoutes), std::end(kAdminRoutes));
    for (const AdminRoute& route : journal_routes()) all.push_back(route);
    return all;
  }();
  return kAll;
}

}  // namespace mockmeter
