#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/wording.h"
#include "server/metering/world.h"

namespace mockmeter {

/// What the variant of one provider's section of a world shares.
struct SectionReader {
  std::uint64_t seed;
  std::vector<ValidationError>& faults;
  std::set<std::string> seen{};  ///< "account id x": what must be unique

  void add_fault(const std::string& pointer, const std::string& expected,
                 std::string_view found) const {
    faults.push_back({pointer, expected, in_quotes(found)});
  }
  /// Adds a fault when that kind of value was there before.
  void must_be_new(const std::string& kind, const std::string& value, const std::string& pointer) {
    if (seen.insert(kind + " " + value).second) return;
    faults.push_back({pointer, "a " + kind + " that no other has", in_quotes(value) + " again"});
  }
  /// The member of an object, which has it.
  Instant instant(const Json& object, const char* name, const std::string& pointer) const {
    return read_instant(object.at(name), pointer + "/" + name, faults);
  }
  std::optional<Instant> instant_if_any(const Json& object, const char* name,
                                        const std::string& pointer) const {
    return object.contains(name) ? std::optional(instant(object, name, pointer)) : std::nullopt;
  }
  Curve curve(const Json& object, const std::string& name, const std::string& pointer,
              std::string_view key, Window active) const {
    return read_curve(object.at(name), pointer + "/" + name, seed, key, active, faults);
  }
};

/// Calls `each(element, pointer)` for the array `name` of `object`, which may be absent.
template <typename Each>
void for_each_in(const Json& object, const char* name, const std::string& pointer, Each each) {
  const auto array = object.find(name);
  if (array == object.end()) return;
  for (std::size_t i = 0; i < array->size(); ++i) {
    each((*array)[i], pointer + "/" + name + "/" + std::to_string(i));
  }
}

}  // namespace mockmeter
