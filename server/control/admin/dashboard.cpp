#include <array>
#include <string>

#include "base/http/accept_encoding.h"
#include "base/http/decompress.h"
#include "schemas/data/embedded_files.h"
#include "server/control/admin/routes.h"
#include "server/control/problem.h"

namespace mockmeter {

EmbeddedFiles dashboard_table();  // the build makes it; each file is compressed by gzip

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

constexpr std::size_t kLargestFile = 1'000'000;

/// Gives a response the file's bytes as its reader wants them.
void put_content(Response& response, std::string_view compressed, const Request& request) {
  if (accepts_gzip(request.headers.get("Accept-Encoding").value_or(""))) {
    response.body = compressed;
    response.headers.add("Content-Encoding", "gzip");
    response.headers.add("Vary", "Accept-Encoding");
  } else {
    response.body = decompress(compressed, ContentCoding::kGzip, kLargestFile).value();
  }
}

Response page_file(const std::string& name, const Request& request) {
  auto file = find_file(dashboard_table(), "server/dashboard/" + name);
  if (!file) file = find_file(dashboard_table(), "base/page/" + name);
  if (!file) {
    return problem(404, "No such file", "the dashboard has no file " + name);
  }
  Response response;
  put_content(response, *file, request);
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

Response get_dashboard(const AdminRequest& call) { return page_file("page.html", call.request); }

Response get_dashboard_file(const AdminRequest& call) {
  return page_file(std::string(call.segment), call.request);
}

Response lead_to_dashboard(const AdminRequest&) {
  return {302, {{"Location", std::string(kAdminPrefix) + "/ui"}}, "", {}};
}

}  // namespace admin
}  // namespace mockmeter
