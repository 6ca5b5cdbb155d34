#include "conformance/adapters/reference/request.h"

#include "conformance/adapters/reference/call_error.h"
#include "conformance/adapters/reference/credential.h"
#include "conformance/adapters/reference/percent.h"
#include "conformance/adapters/reference/query.h"

namespace reference {
namespace {

void check_names(const Operation& operation, const Json& arguments) {
  for (const auto& [name, value] : arguments.items()) {
    if (operation.find_parameter(name) == nullptr) {
      throw CallError(Kind::kUsage, "no argument of the operation is called \"" + name + '"');
    }
  }
}

std::string segment(const std::string& id, const Bugs& bugs) {
  if (bugs.has(Bug::kUnencodedPath)) return id;
  if (bugs.has(Bug::kPathTraversal)) return percent_encode(id, "/");
  if (bugs.has(Bug::kDoubleEncode)) return percent_encode(percent_encode(id));
  return encode_segment(id);
}

std::string path_of(const Operation& operation, const Json& arguments, const Bugs& bugs) {
  std::string path(operation.path);
  for (const Parameter& parameter : operation.parameters) {
    if (parameter.place != Place::kPath) continue;
    const auto value = arguments.find(parameter.name);
    if (value == arguments.end() || !value->is_string() ||
        value->get_ref<const std::string&>().empty()) {
      throw CallError(Kind::kUsage, "the argument \"" + parameter.name +
                                        "\" is needed, a text that is not empty");
    }
    const std::string name = '{' + parameter.name + '}';
    path.replace(path.find(name), name.size(), segment(value->get_ref<const std::string&>(), bugs));
  }
  return path;
}

std::string body_of(const Operation& operation, const Json& arguments) {
  Json body = Json::object();
  for (const Parameter& parameter : operation.parameters) {
    const auto value = arguments.find(parameter.name);
    if (parameter.place == Place::kBody && value != arguments.end() && !value->is_null()) {
      body[parameter.name] = *value;
    }
  }
  return body.empty() ? "" : body.dump();
}

Fields fields_of(const Call& call, bool has_body, const Bugs& bugs) {
  Fields fields = {
      {"Accept", bugs.has(Bug::kAcceptsHtml) ? "text/html" : "application/json"},
      {"Accept-Encoding", "gzip"},
      {"User-Agent", "mockmeter-reference/" REFERENCE_CLIENT_VERSION},
  };
  if (bugs.has(Bug::kTokenInAgent)) fields.back().second += " (" + call.credential.secret + ")";
  if (bugs.has(Bug::kBadHost)) fields.emplace_back("Host", "api.example.com");
  if (has_body) fields.emplace_back("Content-Type", "application/json");
  const std::string credential = authorization(call.credential, bugs);
  if (credential.empty() || bugs.has(Bug::kNoAuth)) return fields;
  fields.emplace_back("Authorization", credential);
  if (bugs.has(Bug::kDuplicateAuthorization)) fields.emplace_back("Authorization", credential);
  return fields;
}

}  // namespace

Request build_request(const Operation& operation, std::string_view base_path, const Call& call,
                      const Json& arguments, const Bugs& bugs) {
  check_names(operation, arguments);
  Request request;
  request.method = operation.method;
  if (bugs.has(Bug::kWrongMethod) && request.method == "GET") request.method = "POST";
  if (!bugs.has(Bug::kWrongPath)) request.target = base_path;
  request.target += path_of(operation, arguments, bugs);
  std::string query = query_of(operation, arguments, bugs);
  if (bugs.has(Bug::kTokenInQuery)) {
    query += (query.empty() ? "api_key=" : "&api_key=") + percent_encode(call.credential.secret);
  }
  if (!query.empty()) request.target += '?' + query;
  request.body = body_of(operation, arguments);
  if (bugs.has(Bug::kGetWithBody) && request.method == "GET") request.body = "{}";
  request.fields = fields_of(call, !request.body.empty(), bugs);
  return request;
}

}  // namespace reference
