#pragma once

#include <span>
#include <string>
#include <string_view>

namespace reference {

enum class Place { kPath, kQuery, kBody };

/// How an argument is written.
enum class ArgumentType {
  kText,
  kTexts,    ///< an array of texts, or one
  kEnum,     ///< a text out of a documented list
  kInstant,  ///< RFC 3339, sent as the caller wrote it
  kInteger,
  kTruth,  ///< true or false
  kJson,   ///< in a body: as it is
};

struct Parameter {
  std::string_view name;
  Place place = Place::kQuery;
  ArgumentType type = ArgumentType::kText;
};

/// What an answer is at its top.
enum class Shape { kObject, kArray, kText };
std::string_view to_string(Shape shape);  ///< "object"

/// How an operation hands out its pages, and the member that holds their items.
struct Paging {
  enum class Style { kNone, kCursor, kOffset };
  Style style = Style::kNone;
  std::string_view items;
};

/// One operation of one API: all that the client knows of it.
struct Operation {
  std::string_view id;
  std::string_view method;
  std::string_view path;  ///< behind the base URL; {name} is a parameter
  std::span<const Parameter> parameters;
  Shape shape = Shape::kObject;
  Paging paging;

  std::string_view provider() const { return id.substr(0, id.find('.')); }
};

std::span<const Operation> operations();
/// nullptr = there is none.
const Operation* find_operation(std::string_view id);

}  // namespace reference
