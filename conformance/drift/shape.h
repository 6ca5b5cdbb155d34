#pragma once

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/model/json.h"

/// The shape of JSON: what values have in common whatever they are.
namespace mockmeter::conformance::drift {

enum class JsonType { kNull, kBoolean, kInteger, kNumber, kString, kArray, kObject };
using TypeSet = std::set<JsonType>;

/// "integer or null"
std::string to_text(const TypeSet& types);

/// How strings are written that programs take apart.
enum class TextForm { kOther, kRfc3339, kGoTime, kDate, kDecimal };
std::string_view to_string(TextForm form);
TextForm form_of(std::string_view text);

struct ShapeMember;

/// What some values have in common. A default one is of no value at all: nothing was seen.
struct Shape {
  std::size_t values = 0;
  TypeSet types;
  bool exceeds_double = false;       ///< an integer is beyond 2^53
  std::set<TextForm> forms;          ///< of strings
  bool is_enumerated = false;        ///< strings are out of a fixed list
  std::set<std::string> texts;       ///< then: those that were seen, as far as there is room
  std::size_t objects = 0;           ///< how many values were objects
  std::vector<ShapeMember> members;  ///< of objects, by name; "*": those whose names are data
  std::vector<Shape> items;          ///< one for all items of all arrays, or none
  // Of documents:
  bool is_any = false;   ///< every value is allowed
  bool is_open = false;  ///< objects may have other members

  const ShapeMember* find(std::string_view name) const;
};

struct ShapeMember {
  std::string name;
  std::size_t present = 0;  ///< in how many of the objects
  Shape shape;
};

/// The name of all members whose names are data.
inline constexpr std::string_view kAnyName = "*";

/// Whether the name of a member is data and no word of the API: a date, a number, an id.
bool is_data_name(std::string_view name);

/// The member of that name, made when it is not there.
ShapeMember& member_of(Shape& shape, std::string_view name);

/// The shape of one value. `enumerated`: where strings out of fixed lists are, as the catalogue has
/// these paths.
Shape shape_of(const Json& value, std::span<const std::string_view> enumerated = {});

/// The shape of the values behind both.
void merge(Shape& into, const Shape& from);

/// Makes members that the document takes for data, or that are too many for words, one: "*".
void fold_data_members(Shape& shape, const Shape* documented);

}  // namespace mockmeter::conformance::drift
