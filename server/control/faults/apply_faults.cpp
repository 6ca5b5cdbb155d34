#include "server/control/faults/apply_faults.h"

#include "server/control/faults/fault.h"
#include "server/control/problem.h"

namespace mockmeter {
namespace {

void hint(Response& response, const std::string& text) {
  response.headers.add("X-Mockmeter-Hint", text);
}

}  // namespace

void throw_fault_error(const RequestFaults& faults, const Provider& provider) {
  for (const FiredFault& each : faults.fired) {
    if (each.fault.kind->refuse != nullptr) throw each.fault.kind->refuse(provider, each.fault);
  }
}

void apply_faults(Response& response, const RequestFaults& faults, const RequestContext& context,
                  const Operation& operation,
                  const std::function<void(std::uint64_t)>& found_nothing) {
  if (!faults.inapplicable.empty()) {
    hint(response, "fault " + faults.inapplicable + " has nothing to act on in " +
                       std::string(operation.id) + "; see `mockmeter list faults`");
  }
  for (const auto& [fault, origin, number] : faults.fired) {
    const bool acted = fault.kind->apply_faults == nullptr ||
                       fault.kind->apply_faults({response, fault, context, operation});
    if (acted && origin == FaultOrigin::kPreference) {
      // Source: RFC 7240 section 3.
      response.headers.add("Preference-Applied", "fault=\"" + to_string(fault) + "\"");
    }
    if (acted) continue;
    found_nothing(number);
    hint(response, "fault " + to_string(fault) + " found nothing to act on in this response");
  }
}

Response invalid_fault_response(const FaultSyntaxError& error) {
  return problem(400, "The fault that the request asks for cannot be understood",
                 std::string(error.what()) + "; " + std::string(kFaultGrammar),
                 {{"", error.expected(), error.found()}});
}

}  // namespace mockmeter
