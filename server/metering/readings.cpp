#include "server/metering/readings.h"

#include <algorithm>

namespace mockmeter {

bool Reading::allows(std::string_view value) const {
  return std::any_of(values.begin(), values.end(),
                     [value](const ReadingValue& known) { return known.value == value; });
}

void Readings::choose(const Readings& other) {
  for (const auto& [name, value] : other.chosen_) chosen_.insert_or_assign(name, value);
}

std::string_view Readings::get(const Reading& reading) const {
  const auto found = chosen_.find(reading.name);
  return found == chosen_.end() ? reading.values.front().value : std::string_view(found->second);
}

}  // namespace mockmeter
