#pragma once

#include <string>
#include <string_view>

#include "server/core/json.h"

namespace mockmeter {

/// The schemas of an OpenAPI document, collected while it is written.
class SchemaComponents {
 public:
  /// {"$ref": "#/components/schemas/acme.user"} for schemas/acme/user.json, which becomes a
  /// component, and so does every file that it refers to.
  Json refer(std::string_view provider, const std::string& file);
  /// A schema of the provider's, or a piece of one, as a component of that name.
  Json refer(std::string_view provider, const std::string& name, const Json& schema);
  /// The same without a component: to stand where it is used.
  Json convert(std::string_view provider, const Json& schema);

  /// All of them by name, sorted.
  Json take();

 private:
  Json convert_at(std::string_view provider, const std::string& place, const Json& schema);

  Json schemas_ = Json::object();
};

/// A file of schemas/<provider>/ as it was written, references and all.
Json schema_file(std::string_view provider, const std::string& file);

}  // namespace mockmeter
