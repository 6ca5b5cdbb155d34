#include "conformance/evaluation/values/find.h"

#include "base/json_pointer.h"
#include "conformance/evaluation/assertions/opinion.h"
#include "conformance/evaluation/values/normalise.h"
#include "conformance/evaluation/values/shown.h"

namespace mockmeter::conformance {
namespace {

const Json* step_exactly(const Json* value, const std::string& token) {
  if (!value) return nullptr;
  if (value->is_object()) {
    const auto member = value->find(token);
    return member == value->end() ? nullptr : &*member;
  }
  const auto index = as_index(token);
  return value->is_array() && index && *index < value->size() ? &(*value)[*index] : nullptr;
}

std::string items(std::size_t count) { return "an array of " + counted(count, "item"); }

/// What is wrong with the length of an array from which item `index` is wanted.
std::optional<Check> wrong_length(const Json& array, const Json* served, std::size_t index,
                                  const std::string& place) {
  const std::string where = place.empty() ? "" : "at " + place;
  if (served && served->is_array() && served->size() != array.size()) {
    return opinion(false, items(served->size()), items(array.size()), where);
  }
  if (index < array.size()) return std::nullopt;
  return opinion(false, "an array of at least " + counted(index + 1, "item"), items(array.size()),
                 where);
}

/// One step down. Sets `missing` or `broken` when there is none.
void descend(Found& found, const std::string& token, const std::string& place) {
  const Json& here = *found.actual;
  const Json* const served = found.served;
  const auto index = as_index(token);
  found.served = step_exactly(served, token);
  if (here.is_object()) {
    found.actual = find_member(here, token);
  } else if (here.is_array() && index) {
    found.broken = wrong_length(here, served, *index, place);
    found.actual = *index < here.size() ? &here[*index] : nullptr;
  } else if (here.is_array()) {
    found.actual = nullptr;
  } else {
    found.broken = opinion(false, index ? "an array" : "an object", shown(here),
                           place.empty() ? "" : "at " + place);
  }
  if (!found.actual && !found.broken) found.missing = below(place, token);
}

}  // namespace

Found find(const Json& reported, const Json* served, std::string_view pointer) {
  Found found{.actual = &reported, .served = served, .missing = {}, .broken = {}};
  std::string place;
  for (const std::string& token : pointer_tokens(pointer)) {
    if (!found.actual || found.actual->is_null()) {
      found.served = step_exactly(found.served, token);  // to tell what was served where it ends
    } else {
      descend(found, token, place);
    }
    if (found.broken) break;
    place = below(place, token);
  }
  return found;
}

}  // namespace mockmeter::conformance
