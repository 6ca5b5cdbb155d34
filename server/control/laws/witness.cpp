#include "server/control/laws/witness.h"

#include <algorithm>
#include <utility>

namespace mockmeter::laws {

Witness::Witness(MockSettings settings) : settings_(std::move(settings)) {}

Mock& Witness::mock_at(std::chrono::seconds later) {
  auto& mock = mocks_[later];
  if (!mock) {
    MockSettings settings = settings_;
    settings.clock.start += later;
    mock = std::make_unique<Mock>(std::move(settings));
  }
  return *mock;
}

const Answer& Witness::ask(const Caller& caller, const std::string& target,
                           std::chrono::seconds later) {
  Answer asked{"GET " + target + " as " + caller.name, {}};
  const auto [place, is_new] = answers_.try_emplace({later, asked.request}, asked);
  if (is_new) {
    const Response response =
        mock_at(later).answer({"GET", target, {{"Authorization", caller.authorization}}, ""});
    if (response.status == 200) place->second.body = Json::parse(response.body, nullptr, false);
    if (later.count() > 0) {
      place->second.request += ", " + std::to_string(later.count()) + " s later";
    }
  }
  return place->second;
}

Caller Witness::first_admitted(std::vector<Caller> callers, const std::string& target) {
  const auto is_named = [this](const Caller& caller) {
    return std::any_of(settings_.faults.begin(), settings_.faults.end(),
                       [&](const Fault& fault) { return fault.key == caller.name; });
  };
  std::stable_partition(callers.begin(), callers.end(), is_named);
  const auto found = std::find_if(callers.begin(), callers.end(), [&](const Caller& caller) {
    return !ask(caller, target).body.is_null();
  });
  return found == callers.end() ? Caller{} : *found;
}

void Witness::expect(bool holds, std::string_view what, const Json& expected, const Json& found,
                     const std::vector<std::string>& requests) {
  ++finding_.checked;
  if (holds || finding_.violation) return;
  finding_.violation = Violation{std::string(what), expected, found, requests};
}

Finding Witness::take() { return std::exchange(finding_, Finding{}); }

}  // namespace mockmeter::laws
