#include "conformance/adapters/reference/request/request.h"

#include <algorithm>
#include <cctype>

#include "conformance/adapters/reference/common/call_error.h"
#include "conformance/adapters/reference/common/text.h"
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

std::string segment(const std::string& id, const MutantSet& mutants, const QuirkSet& quirks) {
  if (mutants.has("unencoded-path")) return id;
  if (mutants.has("path-traversal")) return percent_encode(id, "/");
  if (mutants.has("double-encode")) return percent_encode(percent_encode(id));
  if (mutants.has("lower-case-id")) return percent_encode(in_case(id, std::tolower));
  std::string encoded = percent_encode(id);
  if (quirks.has("encoded-letters")) replace_all(encoded, "-", "%2D");
  // Dots alone would mean a folder.
  if (id == "." || id == "..") replace_all(encoded, ".", "%2E");
  return encoded;
}

bool is_uuid(const std::string& text) {
  constexpr std::string_view kShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  return std::ranges::equal(text, kShape, [](char c, char shape) {
    return shape == '-' ? c == '-' : std::isxdigit(static_cast<unsigned char>(c)) != 0;
  });
}

/// Some clients do not send an id that cannot be one.
void refuse_odd_id(const Parameter& parameter, const std::string& id, const QuirkSet& quirks) {
  const bool is_dots = id == "." || id == "..";
  if ((quirks.has("refuse-dots") && is_dots) ||
      (quirks.has("uuid") && parameter.is_uuid && !is_uuid(id))) {
    throw CallError(ErrorKind::kUsage, "the argument \"" + parameter.name + "\" is no id");
  }
}

std::string path_of(const Operation& operation, const Json& arguments, const MutantSet& mutants,
                    const QuirkSet& quirks) {
  std::string path(operation.path);
  for (const Parameter& parameter : operation.parameters) {
    if (parameter.place != ParameterLocation::kPath) continue;
    const Json* value = find_member(arguments, parameter.name);
    if (value == nullptr || !value->is_string() || value->get_ref<const std::string&>().empty()) {
      throw CallError(ErrorKind::kUsage, "the argument \"" + parameter.name +
                                             "\" is needed, a text that is not empty");
    }
    refuse_odd_id(parameter, value->get_ref<const std::string&>(), quirks);
    const std::string name = '{' + parameter.name + '}';
    path.replace(path.find(name), name.size(),
                 segment(value->get_ref<const std::string&>(), mutants, quirks));
  }
  return path;
}

std::string body_of(const Operation& operation, const Json& arguments) {
  Json body = Json::object();
  for (const Parameter& parameter : operation.parameters) {
    if (parameter.place != ParameterLocation::kBody) continue;
    if (const Json* value = find_member(arguments, parameter.name)) body[parameter.name] = *value;
  }
  return body.empty() ? "" : body.dump();
}

Fields fields_of(const CallMessage& call, bool has_body, const MutantSet& mutants,
                 const QuirkSet& quirks) {
  Fields fields = {
      {"Accept", mutants.has("accepts-html") ? "text/html" : "application/json"},
      {"Accept-Encoding", "gzip"},
      {"User-Agent", "mockmeter-reference/" REFERENCE_CLIENT_VERSION},
  };
  if (mutants.has("token-in-agent")) fields.back().second += " (" + call.credential.secret + ")";
  if (mutants.has("bad-host")) fields.emplace_back("Host", "api.example.com");
  if (has_body) fields.emplace_back("Content-Type", "application/json");
  const std::string credential = authorization(call.credential, mutants, quirks);
  if (credential.empty() || mutants.has("no-auth")) return fields;
  fields.emplace_back("Authorization", credential);
  if (mutants.has("duplicate-authorization")) fields.emplace_back("Authorization", credential);
  return fields;
}

/// Writes the fields in another legal way.
void apply_quirks(Fields& fields, const QuirkSet& quirks) {
  if (quirks.has("extra-fields")) {
    fields.insert(fields.end(), {{"X-Request-Id", "4f1c9a52"},
                                 {"Accept-Language", "fr-CH, fr;q=0.9, *;q=0.5"},
                                 {"Cache-Control", "no-cache"},
                                 {"Priority", "u=1"},
                                 {"DNT", "1"}});
  }
  if (quirks.has("one-call-connections")) fields.emplace_back("Connection", "close");
  for (auto& [name, value] : fields) {
    if (quirks.has("jdk-accept") && name == "Accept")
      value = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2";
    if (quirks.has("lower-case-scheme") && name == "Authorization") {
      const std::size_t end = value.find(' ');
      value = in_case(value.substr(0, end), std::tolower) + value.substr(end);
    }
    if (quirks.has("upper-case-fields")) name = in_case(name, std::toupper);
  }
}

/// lower-case-hex: %2b in the place of %2B.
std::string with_lower_hex(std::string text) {
  for (auto at = text.find('%'); at != std::string::npos; at = text.find('%', at + 1)) {
    text.replace(at, 3, in_case(text.substr(at, 3), std::tolower));
  }
  return text;
}

}  // namespace

Request build_request(const Operation& operation, std::string_view base_path,
                      const CallMessage& call, const Json& arguments, const MutantSet& mutants,
                      const QuirkSet& quirks) {
  check_names(operation, arguments);
  Request request;
  request.method = operation.method;
  if (mutants.has("wrong-method") && request.method == "GET") request.method = "POST";
  if (!mutants.has("wrong-path")) request.target = base_path;
  request.target += path_of(operation, arguments, mutants, quirks);
  std::string query = query_of(operation, arguments, mutants, quirks);
  if (mutants.has("token-in-query")) {
    query += (query.empty() ? "api_key=" : "&api_key=") + percent_encode(call.credential.secret);
  }
  if (!query.empty()) request.target += '?' + query;
  request.body = body_of(operation, arguments);
  if (mutants.has("get-with-body") && request.method == "GET") request.body = "{}";
  request.fields = fields_of(call, !request.body.empty(), mutants, quirks);
  apply_quirks(request.fields, quirks);
  if (quirks.has("lower-case-hex")) request.target = with_lower_hex(request.target);
  return request;
}

}  // namespace reference
