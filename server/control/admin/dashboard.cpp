#include <array>
#include <string>

#include "schemas/data/embedded_files.h"
#include "server/control/admin/routes.h"
#include "server/control/problem.h"

namespace mockmeter {

EmbeddedFiles dashboard_table();  // the build makes it

namespace admin {
namespace {

struct MediaType {
  std::string_view suffix;
  std::string_view name;
};
constexpr std::array<MediaType, 3> kMediaTypes{{{".html", "text/html; charset=utf-8"},
                                                {".css", "text/css; charset=utf-8"},
                                                {".js", "text/javascript; charset=utf-8"}}};

// Nothing is loaded from elsewhere, nothing in a journal can run, and no other page can frame it.
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

Response page_file(const std::string& name) {
  auto file = find_file(dashboard_table(), "server/dashboard/" + name);
  if (!file) file = find_file(dashboard_table(), "base/page/" + name);
  if (!file) {
    return problem(404, "No such file", "the dashboard has no file " + name);
  }
  Response response{200, {}, std::string(*file), {}};
  for (const MediaType& type : kMediaTypes) {
    if (name.ends_with(type.suffix)) response.headers.add("Content-Type", type.name);
  }
  response.headers.add("Content-Security-Policy", kPolicy);
  response.headers.add("X-Content-Type-Options", "nosniff");
  response.headers.add("Referrer-Policy", "no-referrer");
  // The next version may be at the same address.
  response.headers.add("Cache-Control", "no-cache");
  return response;
}

}  // namespace

Response get_dashboard(const AdminRequest&) { return page_file("page.html"); }

Response get_dashboard_file(const AdminRequest& call) {
  return page_file(std::string(call.segment));
}

Response lead_to_dashboard(const AdminRequest&) {
  return {302, {{"Location", std::string(kAdminPrefix) + "/ui"}}, "", {}};
}

}  // namespace admin
}  // namespace mockmeter
