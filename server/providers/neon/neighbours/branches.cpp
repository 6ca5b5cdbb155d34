#include <algorithm>
#include <array>

#include "base/tables.h"
#include "server/providers/neon/access.h"
#include "server/providers/neon/neighbours/operations.h"
#include "server/providers/neon/neighbours/paging.h"
#include "server/providers/neon/neighbours/usage.h"
#include "server/providers/neon/parameters.h"

namespace mockmeter::neon {
namespace {

constexpr std::array<std::string_view, 3> kSortKeys{"updated_at", "name", "created_at"};
constexpr std::array<std::string_view, 2> kSortOrders{"desc", "asc"};
constexpr std::int64_t kMostBranches = 10000;

/// A branch and when something was last done to it.
struct ListedBranch {
  const Branch* branch;
  Instant updated_at;
};

/// What GET /projects/{project_id}/branches may be asked for. Source: OpenAPI file 2.7.2,
/// listProjectBranches, in its order.
struct BranchQuery {
  std::string_view search;
  std::string_view sort_by;
  std::string_view cursor;
  std::string_view sort_order;
  std::size_t limit;
};

/// Choice: without a limit all of them; nothing in a world was deleted.
BranchQuery read_branch_query(const Query& query) {
  BranchQuery read{};
  read.search = optional_text(query, "search").value_or("");
  read.sort_by = optional_choice(query, "sort_by", kSortKeys);
  read.cursor = optional_text(query, "cursor").value_or("");
  read.sort_order = optional_choice(query, "sort_order", kSortOrders);
  read.limit =
      static_cast<std::size_t>(optional_int(query, "limit", kMostBranches, {1, kMostBranches}));
  optional_bool(query, "include_deleted");
  return read;
}

/// Inferred: a branch is updated when its compute is active.
std::vector<ListedBranch> sorted_branches(const Project& project, const BranchQuery& query,
                                          Instant now) {
  std::vector<ListedBranch> branches;
  for (const Branch& branch : project.branches) {
    if (!is_found(query.search, branch.name, branch.id)) continue;
    branches.push_back({&branch, last_active(branch, now).value_or(branch.created_at)});
  }
  std::ranges::stable_sort(branches, [&](const ListedBranch& a, const ListedBranch& b) {
    const ListedBranch& first = query.sort_order == "asc" ? a : b;
    const ListedBranch& second = query.sort_order == "asc" ? b : a;
    if (query.sort_by == "name") return first.branch->name < second.branch->name;
    if (query.sort_by == "created_at") return first.branch->created_at < second.branch->created_at;
    return first.updated_at < second.updated_at;
  });
  return branches;
}

/// Source: OpenAPI file 2.7.2, Branch. Observed: live capture of 2026-08-09 in philip/neon-usage:
/// the order of the members, created_by and init_source.
/// Choice: the parent of every child is the root branch.
Json branch_object(const OwnedProject& owned, const ListedBranch& row, Instant now) {
  const Branch& branch = *row.branch;
  const Usage usage = usage_of(owned.owner, branch, now);
  const Branch& root = *find_by(owned.project.branches, &Branch::root, true);
  Json json = {{"id", branch.id}, {"project_id", owned.project.id}};
  if (!branch.root) json["parent_id"] = root.id;
  json["name"] = branch.name;
  json["current_state"] = "ready";
  json["state_changed_at"] = format_rfc3339(branch.created_at);
  json["logical_size"] = usage.logical_bytes;
  json["creation_source"] = "console";
  json["primary"] = branch.root;
  json["default"] = branch.root;
  json["protected"] = false;
  json["cpu_used_sec"] = usage.compute_time_seconds;
  json["compute_time_seconds"] = usage.compute_time_seconds;
  json["active_time_seconds"] = usage.active_time_seconds;
  json["written_data_bytes"] = usage.written_data_bytes;
  json["data_transfer_bytes"] = usage.data_transfer_bytes;
  json["created_at"] = format_rfc3339(branch.created_at);
  json["updated_at"] = format_rfc3339(row.updated_at);
  json["created_by"] = {{"name", owned.owner.name}};
  json["init_source"] = "parent-data";
  return json;
}

}  // namespace

/// Observed: live capture of 2026-08-09 in philip/neon-usage: the last page has a pagination
/// without `next`, and the order stands there in upper case.
/// Source: OpenAPI file 2.7.2, CursorPagination: `next` is the cursor of the next request.
Response list_branches(const OperationRequest& call) {
  const OwnedProject owned = project_of(call);
  const BranchQuery query = read_branch_query(call.query);
  const auto page =
      page_behind(sorted_branches(owned.project, query, call.now), query.cursor, query.limit,
                  [](const ListedBranch& row) { return row.branch->id; });
  Json body = {{"branches", Json::array()}, {"annotations", Json::object()}};
  for (const ListedBranch& row : page.items) {
    body["branches"].push_back(branch_object(owned, row, call.now));
  }
  Json& pagination = body["pagination"];
  if (page.has_more) pagination["next"] = page.items.back().branch->id;
  pagination["sort_by"] = query.sort_by;
  pagination["sort_order"] = query.sort_order == "asc" ? "ASC" : "DESC";
  return page_response(body, page);
}

}  // namespace mockmeter::neon
