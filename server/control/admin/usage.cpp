#include <optional>
#include <string>

#include "server/control/admin/routes.h"
#include "server/control/mock.h"
#include "server/control/problem.h"
#include "server/control/series.h"

// What an account is served, read without leaving a trace.
namespace mockmeter::admin {
namespace {

/// The Authorization field of the credential that is shown under this name; empty when no provider
/// knows one.
std::optional<std::string> authorization_named(const MockState& mock, std::string_view name) {
  std::optional<std::string> found;
  for (const Provider* provider : mock.providers()) {
    provider->visit_credentials(*mock.world(), [&](const KnownCredential& known) {
      const std::string_view scheme = known.user.empty() ? "bearer" : "basic";
      if (found || known.name != name || scheme != provider->auth_scheme) return;
      found = authorization_of(std::string(known.user), std::string(known.secret));
    });
  }
  return found;
}

}  // namespace

Response preview_usage(const AdminRequest& call) {
  Request request{"GET", call.body["target"].get<std::string>(), {}, "", 0};
  if (call.body.contains("credential")) {
    const auto name = call.body["credential"].get<std::string>();
    const auto authorization = authorization_named(call.mock, name);
    if (!authorization) {
      return problem(422, "No such credential",
                     "the world knows none of that name; see GET /__admin/catalogue",
                     {{"/credential", "the name of a credential", name}});
    }
    request.headers.add("Authorization", *authorization);
  }
  const Mock::Preview preview = call.mock.preview(request);
  if (preview.operation == nullptr) {
    return problem(404, "No such operation",
                   "no operation that is served now reads " + std::string(request.path()) +
                       "; see GET /__admin/operations");
  }
  const bool has_series = preview.status == 200 && preview.body.is_structured();
  return json_document(
      200,
      {{"operation", preview.operation->id},
       {"status", preview.status},
       {"body", preview.body},
       {"series", has_series ? series_document(preview.body, *preview.operation) : Json::array()}});
}

}  // namespace mockmeter::admin
