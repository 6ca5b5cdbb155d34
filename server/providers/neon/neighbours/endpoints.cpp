#include <algorithm>

#include "server/metering/hash.h"
#include "server/providers/neon/access.h"
#include "server/providers/neon/neighbours/endpoint.h"
#include "server/providers/neon/neighbours/operations.h"
#include "server/providers/neon/neighbours/plans.h"
#include "server/providers/neon/neighbours/usage.h"

namespace mockmeter::neon {
namespace {

/// "ep-autumn-disk-x7f3k2m9" of the branch "br-autumn-disk-41200317". Ids have at most 60
/// characters.
std::string endpoint_id(const Branch& branch, std::uint64_t seed) {
  std::string words = branch.id.substr(0, std::min(branch.id.rfind('-'), std::size_t{48}));
  if (words.starts_with("br-")) words.erase(0, 3);
  return "ep-" + words + "-" + make_token(seed, "neon/endpoint/" + branch.id, 0, 8);
}

/// Source: OpenAPI file 2.7.2, Endpoint. Observed: live capture of 2026-08-09 in philip/neon-usage,
/// the default settings of a project: 0.25 to 2 units, the default timeout.
Json endpoint_object(const Endpoint& endpoint, const Branch& branch, const OwnedProject& owned,
                     Instant now) {
  const Project& project = owned.project;
  const std::string proxy = proxy_host_of(project);
  Json json = {{"host", endpoint.id + "." + proxy},
               {"id", endpoint.id},
               {"project_id", project.id},
               {"branch_id", branch.id},
               {"autoscaling_limit_min_cu", 0.25},
               {"autoscaling_limit_max_cu", limits_of(owned.owner.plan_at(now)).project_units},
               {"region_id", project.region},
               {"type", "read_write"},
               {"current_state", endpoint.suspended_at ? "idle" : "active"},
               {"settings", Json::object()},
               {"pooler_enabled", false},
               {"pooler_mode", "transaction"},
               {"disabled", false},
               {"passwordless_access", true}};
  if (endpoint.last_active) json["last_active"] = format_rfc3339(*endpoint.last_active);
  json["creation_source"] = "console";
  json["created_at"] = format_rfc3339(branch.created_at);
  json["updated_at"] = format_rfc3339(endpoint.last_active.value_or(branch.created_at));
  if (endpoint.suspended_at) json["suspended_at"] = format_rfc3339(*endpoint.suspended_at);
  json["proxy_host"] = proxy;
  json["suspend_timeout_seconds"] = 0;
  json["provisioner"] = "k8s-neonvm";
  return json;
}

}  // namespace

/// Source: OpenAPI file 2.7.2, SuspendTimeoutSeconds: suspended after this time without activity.
Endpoint endpoint_of(const Branch& branch, const RequestContext& context) {
  Endpoint endpoint{.id = endpoint_id(branch, context.world.seed),
                    .last_active = last_active(branch, context.now),
                    .suspended_at = {}};
  const Instant idle_since = endpoint.last_active.value_or(branch.created_at);
  if (idle_since + kSuspendTimeout <= context.now) {
    endpoint.suspended_at = idle_since + kSuspendTimeout;
  }
  return endpoint;
}

std::string proxy_host_of(const Project& project) {
  const std::size_t cloud = project.region.find('-');
  return project.region.substr(cloud + 1) + "." + project.region.substr(0, cloud) + ".neon.tech";
}

Response list_endpoints(const OperationRequest& call) {
  const OwnedProject owned = project_of(call);
  Json endpoints = Json::array();
  for (const Branch& branch : owned.project.branches) {
    endpoints.push_back(endpoint_object(endpoint_of(branch, call), branch, owned, call.now));
  }
  const Json body = {{"endpoints", std::move(endpoints)}};
  return json_response(200, body.dump());
}

}  // namespace mockmeter::neon
