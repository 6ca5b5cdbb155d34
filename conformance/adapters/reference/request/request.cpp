#include "conformance/adapters/reference/request/request.h"

#include "conformance/adapters/reference/common/call_error.h"
#include "conformance/adapters/reference/common/replace_all.h"
#include "conformance/adapters/reference/http/url.h"
#include "conformance/adapters/reference/request/credential.h"
#include "conformance/adapters/reference/request/query.h"

namespace reference {
namespace {

void check_names(const Operation& operation, const Json& arguments) {
  for (const auto& [name, value] : arguments.items()) {
    if (operation.find_parameter(name) == nullptr) {
      throw CallError(ErrorKind::kUsage, "no argument of the operation is called \"" + name + '"');
    }
  }
}

std::string segment(const std::string& id, const MutantSet& mutants) {
  if (mutants.has("unencoded-path")) return id;
  if (mutants.has("path-traversal")) return percent_encode(id, "/");
  if (mutants.has("double-encode")) return percent_encode(percent_encode(id));
  std::string encoded = percent_encode(id);
  // Dots alone would mean a folder.
  if (id == "." || id == "..") replace_all(encoded, ".", "%2E");
  return encoded;
}

std::string path_of(const Operation& operation, const Json& arguments, const MutantSet& mutants) {
  std::string path(operation.path);
  for (const Parameter& parameter : operation.parameters) {
    if (parameter.place != ParameterLocation::kPath) continue;
    const auto value = arguments.find(parameter.name);
    if (value == arguments.end() || !value->is_string() ||
        value->get_ref<const std::string&>().empty()) {
      throw CallError(ErrorKind::kUsage, "the argument \"" + parameter.name +
                                             "\" is needed, a text that is not empty");
    }
    const std::string name = '{' + parameter.name + '}';
    path.replace(path.find(name), name.size(),
                 segment(value->get_ref<const std::string&>(), mutants));
  }
  return path;
}

std::string body_of(const Operation& operation, const Json& arguments) {
  Json body = Json::object();
  for (const Parameter& parameter : operation.parameters) {
    const auto value = arguments.find(parameter.name);
    if (parameter.place == ParameterLocation::kBody && value != arguments.end() &&
        !value->is_null()) {
      body[parameter.name] = *value;
    }
  }
  return body.empty() ? "" : body.dump();
}

Fields fields_of(const CallMessage& call, bool has_body, const MutantSet& mutants) {
  Fields fields = {
      {"Accept", mutants.has("accepts-html") ? "text/html" : "application/json"},
      {"Accept-Encoding", "gzip"},
      {"User-Agent", "mockmeter-reference/" REFERENCE_CLIENT_VERSION},
  };
  if (mutants.has("token-in-agent")) fields.back().second += " (" + call.credential.secret + ")";
  if (mutants.has("bad-host")) fields.emplace_back("Host", "api.example.com");
  if (has_body) fields.emplace_back("Content-Type", "application/json");
  const std::string credential = authorization(call.credential, mutants);
  if (credential.empty() || mutants.has("no-auth")) return fields;
  fields.emplace_back("Authorization", credential);
  if (mutants.has("duplicate-authorization")) fields.emplace_back("Authorization", credential);
  return fields;
}

}  // namespace

Request build_request(const Operation& operation, std::string_view base_path,
                      const CallMessage& call, const Json& arguments, const MutantSet& mutants) {
  check_names(operation, arguments);
  Request request;
  request.method = operation.method;
  if (mutants.has("wrong-method") && request.method == "GET") request.method = "POST";
  if (!mutants.has("wrong-path")) request.target = base_path;
  request.target += path_of(operation, arguments, mutants);
  std::string query = query_of(operation, arguments, mutants);
  if (mutants.has("token-in-query")) {
    query += (query.empty() ? "api_key=" : "&api_key=") + percent_encode(call.credential.secret);
  }
  if (!query.empty()) request.target += '?' + query;
  request.body = body_of(operation, arguments);
  if (mutants.has("get-with-body") && request.method == "GET") request.body = "{}";
  request.fields = fields_of(call, !request.body.empty(), mutants);
  return request;
}

}  // namespace reference
