#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace reference {

/// What the documents say of a member of a response, as far as the client makes use of it.
struct Field {
  enum class Type {
    kPlain,    ///< passed on as it is: text, truth, object, array
    kInteger,  ///< exact, up to 64 bits
    kNumber,
    kFloat,    ///< a number that the documents give 32 bits
    kDecimal,  ///< exact, whatever its length: a text, or a number that is read as its own text
    kInstant,
    kUnixSeconds,
    kTruthText,  ///< "true" or "false", passed on as it is
    kEnum,       ///< a text; new ones may come
    kWord,       ///< a text of which the documents name some
    kList,       ///< an array of objects, or of texts
    kOpen,       ///< an object whose members are the user's own
  };
  Type type = Type::kPlain;
  std::vector<std::string> values{};  ///< of kEnum and kWord
};

/// What the client knows of the responses of one API. All but the fields is there for the mutants
/// and quirks.
struct Model {
  std::map<std::string, Field, std::less<>> fields;
  /// Members by one that an object has.
  using Members = std::map<std::string, std::vector<std::string>, std::less<>>;

  Members companions;                             ///< that the object is taken to have
  Members required;                               ///< that it has to have, by the documents
  std::set<std::string, std::less<>> nullable;    ///< that may be null, by the documents
  std::map<std::string, std::string> neighbours;  ///< members mistaken for each other
  /// Where the rows are that an object adds up, from the object around it on.
  std::map<std::string, std::vector<std::string>> totals;
  std::vector<std::string> lists;  ///< the members that callers loop over
  std::string time;                ///< of a point of a series
  std::string value;               ///< of the same: a number, or an array that counts by its length

  /// nullptr = a member that the client does not know, and passes on.
  const Field* find_field(std::string_view name) const {
    const auto found = fields.find(name);
    return found == fields.end() ? nullptr : &found->second;
  }
  /// Those of a member that is there; empty when there are none.
  static const std::vector<std::string>& of(const Members& members, std::string_view name) {
    static const std::vector<std::string> none;
    const auto found = members.find(name);
    return found == members.end() ? none : found->second;
  }
};

}  // namespace reference
