
#include "server/providers/neon/access.h"
#include "server/providers/neon/neighbours/endpoint.h"
#include "server/providers/neon/neighbours/operations.h"
#include "server/providers/neon/neighbours/paging.h"
#include "server/providers/neon/neighbours/plans.h"
#include "server/providers/neon/neighbours/usage.h"
#include "server/providers/neon/parameters.h"
#include "server/providers/neon/variants.h"

namespace mockmeter::neon {
namespace {

/// The members that a project has in the list and on its own, up to store_passwords.
/// Observed: live capture of 2026-08-09 in philip/neon-usage: their order, settings and host; not
/// effective_project_permission, which the OpenAPI file 2.7.2 lacks and one strict client refuses.
void add_description(Json& json, const OwnedProject& owned, const PlanLimits& limits) {
  const Project& project = owned.project;
  json["id"] = project.id;
  json["platform_id"] = project.region.substr(0, project.region.find('-'));
  json["region_id"] = project.region;
  json["name"] = project.name;
  json["provisioner"] = "k8s-neonvm";
  json["default_endpoint_settings"] = {{"autoscaling_limit_min_cu", 0.25},
                                       {"autoscaling_limit_max_cu", limits.project_units},
                                       {"suspend_timeout_seconds", 0}};
  json["settings"] = {
      {"allowed_ips", {{"ips", Json::array()}, {"protected_branches_only", false}}},
      {"enable_logical_replication", false},
      {"maintenance_window",
       {{"weekdays", Json::array({5})}, {"start_time", "05:00"}, {"end_time", "06:00"}}},
      {"block_public_connections", false},
      {"block_vpc_connections", false},
      {"hipaa", false}};
  json["pg_version"] = project.pg_version;
  json["proxy_host"] = proxy_host_of(project);
  json["branch_logical_size_limit"] = limits.branch_mebibytes;
  json["branch_logical_size_limit_bytes"] = limits.branch_mebibytes * 1024 * 1024;
  json["store_passwords"] = true;
}

/// Source: OpenAPI file 2.7.2: compute_last_active_at is left out where nothing was active, org_id
/// where the project is a person's.
void add_activity(Json& json, const OwnedProject& owned, std::optional<Instant> active) {
  if (active) json["compute_last_active_at"] = format_rfc3339(*active);
  if (owned.owner.is_organization()) json["org_id"] = owned.owner.id;
}

/// Source: OpenAPI file 2.7.2, ProjectListItem. Inferred: active_time is the counter of the period.
Json list_item(const OwnedProject& owned, Instant now) {
  const PlanLimits& limits = limits_of(owned.owner.plan_at(now));
  const Usage usage = usage_of(owned.owner, owned.project, now);
  const auto active = last_active(owned.project, now);
  Json json;
  add_description(json, owned, limits);
  json["active_time"] = usage.active_time_seconds;
  json["cpu_used_sec"] = usage.compute_time_seconds;
  json["creation_source"] = "console";
  json["created_at"] = format_rfc3339(owned.project.created_at);
  json["updated_at"] = format_rfc3339(active.value_or(owned.project.created_at));
  json["synthetic_storage_size"] = usage.storage_bytes;
  json["quota_reset_at"] = format_rfc3339(billing_period(owned.owner, now).to);
  json["owner_id"] = owned.owner.id;
  add_activity(json, owned, active);
  json["history_retention_seconds"] = limits.history_seconds;
  return json;
}

/// Two sources disagree: the variant neon.project_counters.
Usage shown_usage(const OwnedProject& owned, const OperationRequest& call) {
  Usage usage = usage_of(owned.owner, owned.project, call.now);
  if (call.is(kProjectCounters, "zero_on_paid") && owned.owner.plan_at(call.now) != "free") {
    usage.compute_time_seconds = 0;
    usage.data_transfer_bytes = 0;
  }
  return usage;
}

/// Source: OpenAPI file 2.7.2, Project.
Json project_object(const OwnedProject& owned, const OperationRequest& call) {
  const PlanLimits& limits = limits_of(owned.owner.plan_at(call.now));
  const Usage usage = shown_usage(owned, call);
  const Window period = billing_period(owned.owner, call.now);
  const auto active = last_active(owned.project, call.now);
  Json json = {{"data_storage_bytes_hour", usage.data_storage_bytes_hour},
               {"data_transfer_bytes", usage.data_transfer_bytes},
               {"written_data_bytes", usage.written_data_bytes},
               {"compute_time_seconds", usage.compute_time_seconds},
               {"active_time_seconds", usage.active_time_seconds},
               {"cpu_used_sec", usage.compute_time_seconds}};
  add_description(json, owned, limits);
  json["creation_source"] = "console";
  json["history_retention_seconds"] = limits.history_seconds;
  json["created_at"] = format_rfc3339(owned.project.created_at);
  json["updated_at"] = format_rfc3339(active.value_or(owned.project.created_at));
  json["synthetic_storage_size"] = usage.storage_bytes;
  json["consumption_period_start"] = format_rfc3339(period.from);
  json["consumption_period_end"] = format_rfc3339(period.to);
  json["owner_id"] = owned.owner.id;
  json["owner"] = {{"email", owned.owner.email},
                   {"name", owned.owner.name},
                   {"branches_limit", limits.branches},
                   {"subscription_type", limits.subscription}};
  add_activity(json, owned, active);
  return json;
}

/// What GET /projects may be asked for. Source: OpenAPI file 2.7.2, listProjects, in its order.
struct ProjectQuery {
  std::string_view cursor;
  std::size_t limit;
  std::string_view search;
  std::optional<std::string_view> org_id;
  bool recoverable;
};

/// Those of GET /projects/shared, too.
ProjectQuery read_page_query(const Query& query) {
  ProjectQuery read{};
  read.cursor = optional_text(query, "cursor").value_or("");
  read.limit = static_cast<std::size_t>(optional_int(query, "limit", 10, {1, 400}));
  read.search = optional_text(query, "search").value_or("");
  return read;
}

ProjectQuery read_project_query(const Query& query) {
  ProjectQuery read = read_page_query(query);
  read.org_id = optional_id(query, "org_id");
  optional_int(query, "timeout", 100, {100, 30000});
  read.recoverable = optional_bool(query, "recoverable");
  return read;
}

/// Source: OpenAPI file 2.7.2, listProjects: an organization's key stands for its organization.
/// Two sources disagree on a person's without org_id: the variant neon.org_id.
const Account& listed_account(const OperationRequest& call, const ProjectQuery& query) {
  const Account& caller = caller_of(call);
  if (!query.org_id && !caller.is_organization() && call.is(kOrgId, "required")) {
    throw ApiError(error_row("neon.missing_org_id"));
  }
  const std::string_view id = query.org_id.value_or(caller.id);
  if (!caller.is_member_of(id)) throw ApiError(error_row("neon.not_a_member"));
  return *call.world.part<Part>(kName).find_account(id);
}

}  // namespace

/// Choice: nothing in a world was deleted, so nothing is recoverable.
Response list_projects(const OperationRequest& call) {
  const ProjectQuery query = read_project_query(call.query);
  const Account& account = listed_account(call, query);
  std::vector<const Project*> wanted;
  for (const Project& project : account.projects) {
    if (!query.recoverable && is_found(query.search, project.name, project.id)) {
      wanted.push_back(&project);
    }
  }
  const auto page = page_behind(wanted, query.cursor, query.limit,
                                [](const Project* project) { return project->id; });
  Json body = {{"projects", Json::array()}};
  for (const Project* project : page.items) {
    body["projects"].push_back(list_item({account, *project}, call.now));
  }
  add_cursor(body, page.items.empty() ? "" : page.items.back()->id, query.cursor);
  body["applications"] = Json::object();
  body["integrations"] = Json::object();
  return page_response(body, page);
}

/// Source: OpenAPI file 2.7.2, listSharedProjects. Choice: nothing in a world is shared, and a
/// cursor is unknown.
Response list_shared_projects(const OperationRequest& call) {
  const ProjectQuery query = read_page_query(call.query);
  optional_int(call.query, "timeout", 100, {100, 30000});
  if (!query.cursor.empty()) throw ApiError(error_row("neon.unknown_cursor"), query.cursor);
  return json_response(200, R"({"projects":[]})");
}

Response get_project(const OperationRequest& call) {
  const Json body = {{"project", project_object(project_of(call), call)}};
  return json_response(200, body.dump());
}

}  // namespace mockmeter::neon
