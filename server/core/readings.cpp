#include "server/core/readings.h"

#include <algorithm>

namespace mockmeter {

bool Reading::allows(std::string_view value) const {
  return std::any_of(values.begin(), values.end(),
                     [value](const ReadingValue& known) { return known.value == value; });
}

std::string_view Readings::get(const Reading& reading) const {
  const auto found = chosen_.find(reading.name);
  return found == chosen_.end() ? reading.values.front().value : std::string_view(found->second);
}

}  // namespace mockmeter
