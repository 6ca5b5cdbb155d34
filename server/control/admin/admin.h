#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "server/api/message.h"
#include "server/api/query.h"
#include "server/control/admin/admin_access.h"
#include "server/control/mock.h"
#include "server/metering/json.h"

namespace mockmeter {

/// What the control plane tells about the program around the mock.
struct AdminContext {
  std::string_view authority;  ///< of the generated certificate, PEM; empty = none was generated
  AdminAccess access{};
  std::function<void()> shut_down{};  ///< asks the program to end; empty = it cannot be asked
  std::string_view url{};             ///< where the APIs are; empty = nowhere but here
  bool shares_port = true;            ///< with the APIs
};

/// What a control route may use.
struct AdminRequest {
  Mock& mock;
  const Request& request;
  const AdminContext& facts;
  Json body;  ///< checked against the route's schema; null when the route takes none
  Query query{};
  std::string_view segment{};  ///< what stands for the "{...}" of the route
};

/// One row of the control plane's table.
struct AdminRoute {
  std::string_view method;
  std::string_view path;    ///< below /__admin: "/clock"; it may end with one "{segment}"
  std::string_view schema;  ///< file in schemas/admin that describes the body; empty = no body
  Response (*handle)(const AdminRequest&);
  std::string_view summary;
};

/// All of them. Of two that fit a path the first one counts.
std::span<const AdminRoute> admin_routes();

/// A response of the control plane. What is not UTF-8 in it is replaced.
Response json_document(int status, const Json& body);

inline constexpr std::string_view kAdminPrefix = "/__admin";

/// Whether a raw path belongs to the control plane.
bool is_admin_path(std::string_view path);

/// The files of the dashboard, which hold no data.
inline constexpr std::string_view kDashboardPath = "/__admin/ui";

/// Whether somebody has typed the address of the mock into a browser: no API has the path "/", and
/// the dashboard is what is meant.
bool is_typed_address(const Request& request);

/// Answers one request to /__admin that has access; any other path is 404, but that "/" leads a
/// browser to the dashboard. Errors are problem+json
/// (RFC 9457). Thread-safe.
Response handle_admin(Mock& mock, const Request& request, const AdminContext& facts = {});

}  // namespace mockmeter
