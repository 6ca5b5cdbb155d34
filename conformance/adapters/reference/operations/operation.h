#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/adapters/reference/common/json.h"
#include "conformance/adapters/reference/operations/model.h"

namespace reference {

enum class ParameterLocation { kPath, kQuery, kBody };

/// How an argument of a query is written; those of a body are JSON as it is.
enum class ArgumentType {
  kText,
  kEnum,         ///< a text out of a documented list
  kInstant,      ///< RFC 3339, sent as the caller wrote it
  kUnixSeconds,  ///< an integer
  kInteger,
  kTruth,  ///< true or false
};

struct Parameter {
  std::string name;
  ParameterLocation place = ParameterLocation::kQuery;
  ArgumentType type = ArgumentType::kText;
  bool is_array = false;
  bool has_brackets = false;  ///< an array is sent as name[]=a&name[]=b, not as name=a&name=b
  bool is_new = false;        ///< an older version of the API did not have it
  bool is_cursor = false;     ///< a page says what it is for the next one
  std::map<std::string, std::string> translations{};  ///< of values, for localized-enum
  Json standard{};  ///< what the documents say is meant when nothing is sent; null: nothing
  std::int64_t largest = 0;  ///< the largest integer that may be sent; 0 = no word of it
  bool is_uuid = false;      ///< the documents say that a text is a UUID
};

/// Where something is in a response, member by member; empty = nowhere.
using Path = std::vector<std::string>;

/// How an operation hands out its pages.
struct PagingStyle {
  std::string items;     ///< the member that holds what the pages are made of; empty = no pages
  std::string argument;  ///< leads to the page behind one
  Path more{};           ///< true when there is one
  Path next{};           ///< the argument's value, or
  Path offset{};         ///< where this page begins
  Path limit{};          ///< how many items a page may have
};

/// One operation of one API: all that the client knows of it.
struct Operation {
  std::string id;
  std::string method;
  std::string path;  ///< behind the base URL; {name} is a parameter
  std::vector<Parameter> parameters{};
  Json::value_t response = Json::value_t::object;
  PagingStyle paging{};
  std::shared_ptr<const Model> model{};  ///< of its API; never null

  /// nullptr = there is none.
  const Parameter* find_parameter(std::string_view name) const;
};

/// Reads a file of operations/: what one API has to offer, and what its responses are made of;
/// conformance/adapters/README.md says how that is written. Throws std::invalid_argument with the
/// file's `name` and the JSON Pointer of what is wrong: a member that is missing, unknown or of
/// another type, a name that nothing bears.
std::vector<Operation> read_operations(const std::string& name, std::string_view text);

/// Those of every API, out of operations/*.json. The first call reads these, and throws
/// std::invalid_argument with the file and the place when there is something wrong with them.
const std::vector<Operation>& operations();
/// nullptr = there is none.
const Operation* find_operation(std::string_view id);

}  // namespace reference
