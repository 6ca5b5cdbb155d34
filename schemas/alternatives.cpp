#include "schemas/alternatives.h"

#include <algorithm>
#include <utility>

#include "base/text/wording.h"

namespace mockmeter {

void Alternatives::add(std::vector<ValidationError> faults) {
  if (faults.empty()) {
    ++fitting_;
  } else {
    refusals_.push_back(std::move(faults));
  }
}

bool Alternatives::refused_outright(const std::vector<ValidationError>& faults) const {
  return faults.front().pointer == pointer_ && faults.front().found != "missing";
}

std::vector<ValidationError> Alternatives::nearest() const {
  const auto distance = [this](const std::vector<ValidationError>& faults) {
    return std::pair(refused_outright(faults), faults.size());
  };
  const auto nearest = std::ranges::min_element(refusals_, {}, distance);
  if (nearest == refusals_.end() || refused_outright(*nearest)) return {};
  return *nearest;
}

std::string Alternatives::expected() const {
  return join(refusals_, " or ", [](const auto& faults) { return faults.front().expected; });
}

}  // namespace mockmeter
