#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "server/control/admin/admin.h"
#include "server/control/mock.h"
#include "server/control/world_file.h"
#include "server/http/engine.h"
#include "server/http/framing.h"
#include "tests/fuzz/require.h"
#include "tests/support/content_length.h"

// A connection's bytes through everything but the socket: framing, cpp-httplib, the mock and its
// control plane. Whatever comes, each request gets one well-formed answer, and none is a 500 unless
// a fault fired; raw bytes are no answer and have no form.

namespace mockmeter {
namespace {

using fuzz::require;

Mock& mock() {
  static Mock mock({open_world("default", 1), *parse_clock("2026-05-20T12:00:00Z"), {}});
  return mock;
}

Response serve(const Request& request) {
  Response response =
      is_admin_path(request.path()) ? handle_admin(mock(), request) : mock().handle(request);
  require(response.status >= 200 && response.status <= 599);
  require(response.status != 500 || mock().faults()["firedTotal"] > 0);
  return response;
}

void check(const WireResponse& response, bool head_only) {
  const std::string_view head = response.head;
  require(head.substr(0, 9) == "HTTP/1.1 ");
  require(head.find("\r\n\r\n") == head.size() - 4);
  require(head.find('\0') == head.npos);
  require(response.body.size() == (head_only ? 0 : content_length(head)));
}

void converse(std::string_view input) {
  static Engine engine(serve, {[] { return Instant{}; }, [](const Request&) { return true; }});
  static const Limits kLimits;
  mock().reset();
  Framer framer(kLimits);
  WireResponse response;
  while (framer.feed(input) == Framer::State::kComplete) {
    engine.respond(framer.request(), {framer.http_1_0(), framer.keep_alive()}, response);
    if (!response.delivery.raw) check(response, framer.request().method == "HEAD");
    framer.next();
  }
}

}  // namespace
}  // namespace mockmeter

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  mockmeter::converse({reinterpret_cast<const char*>(data), size});
  return 0;
}
