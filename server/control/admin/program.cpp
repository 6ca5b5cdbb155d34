#include "server/control/admin/routes.h"
#include "server/control/problem.h"
#include "server/control/version.h"

// The program as a whole: whether it is ready, what it is, its end.
namespace mockmeter::admin {

// Source: WireMock's admin API, GET /__admin/health: status, message, version, uptimeInSeconds,
// timestamp.
Response get_health(const AdminRequest& call) {
  using std::chrono::duration_cast;
  const auto defect = call.mock.store_problem();
  return json_document(
      defect ? 503 : 200,
      {{"status", defect ? "unhealthy" : "healthy"},
       {"message", defect.value_or("mockmeter is ready")},
       {"store", call.mock.store_kind()},
       {"version", kVersion},
       {"uptimeInSeconds", duration_cast<std::chrono::seconds>(call.mock.clock().uptime()).count()},
       {"timestamp", format_rfc3339(call.mock.clock().now())}});
}

Response get_version(const AdminRequest&) { return json_document(200, {{"version", kVersion}}); }

Response get_authority(const AdminRequest& call) {
  if (call.facts.authority.empty()) {
    return problem(404, "No authority was generated",
                   "start with --tls, and without --tls-cert; a client of a given certificate has "
                   "to trust what signed that one");
  }
  // Source: RFC 8555 section 9.1 registers the type.
  return {200,
          {{"Content-Type", "application/pem-certificate-chain"}},
          std::string(call.facts.authority),
          {}};
}

Response reset(const AdminRequest& call) {
  call.mock.reset();
  return json_document(200, {{"status", "reset"}, {"clock", clock_document(call.mock.clock())}});
}

Response shut_down(const AdminRequest& call) {
  if (!call.facts.shut_down) {
    return problem(404, "Nothing to shut down",
                   "this mock runs inside another program, which ends it");
  }
  call.facts.shut_down();
  return json_document(200, {{"status", "shutting down"}});
}

}  // namespace mockmeter::admin
