#include "base/time/duration.h"
#include "server/control/admin/routes.h"
#include "server/control/problem.h"

namespace mockmeter::admin {

Json clock_document(const Clock& clock) {
  return {{"mode", to_string(clock.mode())}, {"now", format_rfc3339(clock.now())}};
}

Response get_clock(const AdminRequest& call) {
  return json_document(200, clock_document(call.mock.clock()));
}

Response put_clock(const AdminRequest& call) {
  const std::string mode = call.body.value("mode", "frozen");
  const auto start = parse_rfc3339_any_case(call.body.value("now", ""));
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

Response advance_clock(const AdminRequest& call) {
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

}  // namespace mockmeter::admin
