#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/text/wording.h"
#include "server/metering/world.h"

namespace mockmeter {

/// What reading one provider's section of a world shares.
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
  /// The text of an object, which has it; a fault when that kind of text was there before.
  std::string new_text(const Json& object, const char* name, const std::string& kind,
                       const std::string& pointer) {
    std::string text = object.at(name).get<std::string>();
    must_be_new(kind, text, pointer + "/" + name);
    return text;
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

/// What `read(element, pointer, arguments...)` makes of the elements of such an array.
template <typename Read, typename... Arguments>
auto read_array(const Json& object, const char* name, const std::string& pointer, Read read,
                Arguments&... arguments) {
  std::vector<std::invoke_result_t<Read, const Json&, const std::string&, Arguments&...>> values;
  for_each_in(object, name, pointer, [&](const Json& element, const std::string& at) {
    values.push_back(read(element, at, arguments...));
  });
  return values;
}

}  // namespace mockmeter
