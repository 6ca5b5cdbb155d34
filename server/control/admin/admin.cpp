#include "server/control/admin/admin.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "schemas/load.h"
#include "schemas/validate.h"
#include "server/control/problem.h"
#include "server/control/store/store.h"
#include "server/metering/json.h"

namespace mockmeter {
namespace {

using SchemaTable = std::map<std::string_view, Schema>;

const SchemaTable& body_schemas() {
  static const SchemaTable kSchemas = [] {
    SchemaTable table;
    for (const AdminRoute& route : admin_routes()) {
      if (route.schema.empty()) continue;
      table.emplace(route.schema, load_schema("schemas/admin/" + std::string(route.schema)));
    }
    return table;
  }();
  return kSchemas;
}

/// What of `path` stands for the "{...}" of `route`; a whole route has none, so that it is empty.
/// No value when the path does not fit.
std::optional<std::string_view> fit(std::string_view route, std::string_view path) {
  const std::size_t brace = route.find('{');
  if (brace == std::string_view::npos) {
    return route == path ? std::optional(std::string_view()) : std::nullopt;
  }
  if (!path.starts_with(route.substr(0, brace))) return std::nullopt;
  path.remove_prefix(brace);
  return path.empty() || path.find('/') != std::string_view::npos ? std::nullopt
                                                                  : std::optional(path);
}

/// Whether what the route shows or changes is shared by those who share a state.
bool needs_state(const AdminRoute& route) {
  constexpr std::array<std::string_view, 8> kOfTheProgram{
      "", "/", "/ui", "/ui/{file}", "/health", "/version", "/metrics", "/shutdown"};
  return std::ranges::find(kOfTheProgram, route.path) == kOfTheProgram.end();
}

Response run(const AdminRoute& route, std::string_view segment, Mock& mock, const Request& request,
             const AdminContext& facts) {
  auto query = Query::parse(request.query());
  if (!query) return problem(400, "The query cannot be read", "its percent-encoding is broken");
  AdminRequest call{mock, request, facts, {}, std::move(*query), segment};
  if (!route.schema.empty()) {
    auto body = parse_json(request.body);
    if (!body) {
      return problem(
          400, "The body is not JSON",
          std::string(route.summary) + "; see schemas/admin/" + std::string(route.schema));
    }
    call.body = std::move(*body);
    const auto faults = body_schemas().at(route.schema).validate(call.body);
    if (!faults.empty()) {
      return problem(422, "The body breaks its schema",
                     "nothing was changed; see schemas/admin/" + std::string(route.schema), faults);
    }
  }
  if (needs_state(route)) {
    try {
      mock.require_current();
    } catch (const StoreError& error) {
      return state_unknown(error.what());
    }
  }
  try {
    return route.handle(call);
  } catch (const StoreError& error) {
    const bool reads = route.method == "GET";
    return reads ? state_unknown(error.what()) : change_not_kept(error.what());
  }
}

}  // namespace

Response json_document(int status, const Json& body) {
  return json_response(status, body.dump(-1, ' ', false, Json::error_handler_t::replace));
}

bool is_admin_path(std::string_view path) {
  return path == kAdminPrefix ||
         (path.starts_with(kAdminPrefix) && path[kAdminPrefix.size()] == '/');
}

bool is_typed_address(const Request& request) {
  const auto accept = request.headers.get("Accept");
  return request.path() == "/" && request.method == "GET" && accept &&
         accept->find("text/html") != accept->npos;
}

Response handle_admin(Mock& mock, const Request& request, const AdminContext& facts) {
  const bool typed = is_typed_address(request);
  if (!typed && !is_admin_path(request.path())) {
    return problem(404, "No such control route",
                   std::string(request.path()) + " does not exist; this port serves " +
                       std::string(kAdminPrefix) + " only");
  }
  if (auto refusal = refuse_access(request, facts.access)) return std::move(*refusal);
  const std::string_view path =
      typed ? std::string_view() : request.path().substr(kAdminPrefix.size());
  std::string allow;
  std::string_view taken;
  for (const AdminRoute& route : admin_routes()) {
    const auto segment = fit(route.path, path);
    if (!segment || (!taken.empty() && taken != route.path)) continue;
    taken = route.path;
    if (route.method == request.method || (route.method == "GET" && request.method == "HEAD")) {
      return run(route, *segment, mock, request, facts);
    }
    allow += (allow.empty() ? "" : ", ") + std::string(route.method);
  }
  if (allow.empty()) {
    return problem(404, "No such control route", std::string(request.path()) + " does not exist");
  }
  Response refusal = problem(405, "Method not allowed", "allowed here: " + allow);
  refusal.headers.add("Allow", allow);
  return refusal;
}

}  // namespace mockmeter
