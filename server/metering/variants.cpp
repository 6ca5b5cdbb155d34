#include "server/metering/variants.h"

#include <algorithm>

namespace mockmeter {

bool Variant::allows(std::string_view value) const {
  return std::any_of(values.begin(), values.end(),
                     [value](const VariantValue& known) { return known.value == value; });
}

void VariantSelection::choose(const VariantSelection& other) {
  for (const auto& [name, value] : other.chosen_) chosen_.insert_or_assign(name, value);
}

std::string_view VariantSelection::get(const Variant& variant) const {
  const auto found = chosen_.find(variant.name);
  return found == chosen_.end() ? variant.values.front().value : std::string_view(found->second);
}

}  // namespace mockmeter
