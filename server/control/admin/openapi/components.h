#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "server/api/operation.h"
#include "server/metering/json.h"

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

/// The responses of an operation by status: its response schema, with what the documents show as an
/// example, and the provider's envelope around every error.
Json openapi_responses(const Provider& provider, const Operation& operation, bool takes_body,
                       SchemaComponents& components);

/// The parameters of an operation, from the "path" and "query" of its request schema: path first,
/// each in the order of the schema.
///
/// The schema holds for the texts of a query; the document says what they mean: a text whose
/// "contentSchema" says that it is JSON becomes that integer or boolean, and what may be one value
/// or several becomes an array, each value being a pair of its own.
Json openapi_parameters(std::string_view provider, const Json& request_schema,
                        SchemaComponents& components);

/// A reference to the component that a file ("user.json") became.
using ReferToFile = std::function<Json(const std::string& file)>;

/// A schema of draft-07, as the files of schemas/ are, in JSON Schema 2020-12, the dialect of
/// OpenAPI 3.1: "$ref" alone, to components; "$defs"; "prefixItems". `place` is where it will
/// stand:
/// "#/components/schemas/acme.user".
/// Source: OpenAPI 3.1.0 section 4.8.24; JSON Schema 2020-12, changes from 2019-09 and draft-07.
Json to_openapi_dialect(const Json& schema, const std::string& place, const ReferToFile& refer);

}  // namespace mockmeter
