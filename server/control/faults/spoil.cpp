#include "server/control/faults/spoil.h"

#include "server/control/admin/problem.h"
#include "server/control/faults/parse_fault.h"

namespace mockmeter {
namespace {

void hint(Response& response, const std::string& text) {
  response.headers.add("X-Mockmeter-Hint", text);
}

}  // namespace

void refuse_by_fault(const FaultMeeting& meeting, const Provider& provider) {
  for (const MetFault& met : meeting.met) {
    if (met.fault.kind->refuse != nullptr) throw met.fault.kind->refuse(provider, met.fault);
  }
}

void spoil(Response& response, const FaultMeeting& meeting, const Context& context,
           const Operation& operation, const FaultQueue& queue) {
  if (!meeting.out_of_reach.empty()) {
    hint(response, "fault " + meeting.out_of_reach + " has nothing to act on in " +
                       std::string(operation.id) + "; see `mockmeter list faults`");
  }
  for (const auto& [fault, origin, number] : meeting.met) {
    const bool acted =
        fault.kind->spoil == nullptr || fault.kind->spoil({response, fault, context, operation});
    if (acted && origin == FaultOrigin::kPreference) {
      // Source: RFC 7240 section 3.
      response.headers.add("Preference-Applied", "fault=\"" + to_string(fault) + "\"");
    }
    if (acted) continue;
    queue.found_nothing(number);
    hint(response, "fault " + to_string(fault) + " found nothing to act on in this answer");
  }
}

Response broken_fault(const FaultSyntaxError& error) {
  return problem(400, "The fault that the request asks for cannot be understood",
                 std::string(error.what()) + "; " + std::string(kFaultGrammar),
                 {{"", error.expected(), error.found()}});
}

}  // namespace mockmeter
