#pragma once

#include <string_view>

namespace reference {

/// What the documents say of a member of an answer, as far as the client makes use of it.
struct Field {
  enum class Type {
    kPlain,    ///< passed on as it is: text, truth, object, array
    kInteger,  ///< exact, up to 64 bits
    kNumber,
    kInstant,
    kTruthText,  ///< "true" or "false", passed on as it is
    kEnum,       ///< a text; new ones may come
    kOpen,       ///< an object whose members are the user's own
  };
  Type type = Type::kPlain;
  std::string_view values;  ///< of kEnum, a blank around each
};

/// nullptr = a member that the client does not know, and passes on.
const Field* find_field(std::string_view provider, std::string_view name);

/// The members that an object is taken to have, given one that it has; npe-absent falls over them.
std::string_view companions(std::string_view name);

}  // namespace reference
