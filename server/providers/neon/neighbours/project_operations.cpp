#include <algorithm>
#include <tuple>

#include "server/metering/hash.h"
#include "server/providers/neon/access.h"
#include "server/providers/neon/neighbours/endpoint.h"
#include "server/providers/neon/neighbours/operations.h"
#include "server/providers/neon/neighbours/paging.h"
#include "server/providers/neon/parameters.h"

namespace mockmeter::neon {
namespace {

using std::chrono::seconds;

constexpr std::int64_t kMostOperations = 1000;

/// Something that was done to a branch or to its compute.
struct PastOperation {
  std::string id;
  std::string_view action;
  const Branch* branch;
  std::string endpoint_id;  ///< empty: to the branch itself
  Instant created_at;
};

/// Choice: a branch was created, its compute was started, and was suspended when it was last idle.
/// Nothing is said about what came between.
void add_operations(std::vector<PastOperation>& operations, const Branch& branch,
                    const RequestContext& context) {
  const auto add = [&](std::string_view action, std::string endpoint_id, Instant created_at) {
    if (created_at > context.now) return;
    const std::string purpose = "neon/operation/" + branch.id + "/" + std::string(action);
    operations.push_back({make_uuid(context.world.seed, purpose, 0), action, &branch,
                          std::move(endpoint_id), created_at});
  };
  const Endpoint endpoint = endpoint_of(branch, context);
  add(branch.root ? "create_timeline" : "create_branch", "", branch.created_at);
  add("start_compute", endpoint.id, branch.created_at + seconds(1));
  if (endpoint.suspended_at) add("suspend_compute", endpoint.id, *endpoint.suspended_at);
}

/// Newest first. Choice: the order is not documented.
std::vector<PastOperation> operations_of(const Project& project, const RequestContext& context) {
  std::vector<PastOperation> operations;
  for (const Branch& branch : project.branches) add_operations(operations, branch, context);
  std::ranges::sort(operations, [](const PastOperation& a, const PastOperation& b) {
    return std::tie(b.created_at, a.id) < std::tie(a.created_at, b.id);
  });
  return operations;
}

/// Source: OpenAPI file 2.7.2, Operation.
Json operation_object(const PastOperation& operation, const Project& project) {
  Json json = {
      {"id", operation.id}, {"project_id", project.id}, {"branch_id", operation.branch->id}};
  if (!operation.endpoint_id.empty()) json["endpoint_id"] = operation.endpoint_id;
  json["action"] = operation.action;
  json["status"] = "finished";
  json["failures_count"] = 0;
  json["created_at"] = format_rfc3339(operation.created_at);
  json["updated_at"] = format_rfc3339(operation.created_at);
  json["total_duration_ms"] = 100 + static_cast<int>(hash_text(0, operation.id) % 800);
  return json;
}

}  // namespace

/// Source: OpenAPI file 2.7.2, listProjectOperations. Choice: a page without `limit` is as long as
/// a page can be, and its cursors are those of GET /projects.
Response list_operations(const OperationRequest& call) {
  const OwnedProject owned = project_of(call);
  const std::string_view cursor = optional_text(call.query, "cursor").value_or("");
  const auto limit = static_cast<std::size_t>(
      optional_int(call.query, "limit", kMostOperations, {1, kMostOperations}));
  const auto page = page_behind(operations_of(owned.project, call), cursor, limit,
                                [](const PastOperation& operation) { return operation.id; });
  Json body = {{"operations", Json::array()}};
  for (const PastOperation& operation : page.items) {
    body["operations"].push_back(operation_object(operation, owned.project));
  }
  add_cursor(body, page.items.empty() ? "" : page.items.back().id, cursor);
  return page_response(body, page);
}

}  // namespace mockmeter::neon
