#pragma once

#include <array>

#include "server/providers/neon/neighbours/operations.h"

namespace mockmeter::neon {

inline constexpr std::string_view kOpenApiFile = "https://neon.com/api_spec/release/v2.json";

inline constexpr std::array<std::string_view, 6> kListProjectsParameters{
    "cursor", "limit", "search", "org_id", "timeout", "recoverable"};
inline constexpr std::array<std::string_view, 4> kListSharedParameters{"cursor", "limit", "search",
                                                                       "timeout"};
inline constexpr std::array<std::string_view, 6> kListBranchesParameters{
    "search", "sort_by", "cursor", "sort_order", "limit", "include_deleted"};
inline constexpr std::array<std::string_view, 2> kListOperationsParameters{"cursor", "limit"};

inline constexpr std::array<int, 1> kUnknown{404};
inline constexpr std::array<int, 2> kUnknownOrWithoutPlan{403, 404};

inline constexpr std::array<std::string_view, 1> kProjectPlans{"/project/owner/subscription_type"};
inline constexpr std::array<std::string_view, 1> kEndpointStates{"/endpoints/*/current_state"};
inline constexpr std::array<std::string_view, 2> kOperationEnums{"/operations/*/action",
                                                                 "/operations/*/status"};

/// What real clients ask on their way to the consumption history.
/// Observed: twelve public clients that were run or read in 2026; README.md beside this folder.
inline constexpr std::array<Operation, 10> kNeighbours{{
    {{.id = "neon.get_user",
      .path = "/api/v2/users/me",
      .relation = Relation::kNeighbour,
      .error_statuses = kUnknown,
      .source = kOpenApiFile,
      .quote = "Retrieve current user details",
      .summary = "The person whose key it is. The key of an organization gets a 404.",
      .example = "/api/v2/users/me"},
     {.handle = get_user}},
    {{.id = "neon.list_user_organizations",
      .path = "/api/v2/users/me/organizations",
      .relation = Relation::kNeighbour,
      .error_statuses = kUnknown,
      .source = kOpenApiFile,
      .quote = "List organizations for the current user",
      .summary = "The organizations of this person: where clients learn what to send as org_id.",
      .example = "/api/v2/users/me/organizations"},
     {.handle = list_user_organizations}},
    {{.id = "neon.get_organization",
      .path = "/api/v2/organizations/{org_id}",
      .relation = Relation::kNeighbour,
      .error_statuses = kUnknown,
      .source = kOpenApiFile,
      .quote = "Retrieve organization details",
      .summary = "Name, handle and plan of an organization that the caller is in.",
      .example = "/api/v2/organizations/org-ocean-art-12345678"},
     {.handle = get_organization}},
    {{.id = "neon.get_spending_limit",
      .path = "/api/v2/organizations/{org_id}/billing/spending_limit",
      .relation = Relation::kNeighbour,
      .error_statuses = kUnknownOrWithoutPlan,
      .source = kOpenApiFile,
      .quote = "Retrieve organization spending limit",
      .summary = "What an organization wants to spend in a month; null without a limit. For Launch "
                 "and Scale alone. Beta at the vendor.",
      .example = "/api/v2/organizations/org-ocean-art-12345678/billing/spending_limit"},
     {.handle = get_spending_limit}},
    {{.id = "neon.list_projects",
      .path = "/api/v2/projects",
      .relation = Relation::kNeighbour,
      .parameters = kListProjectsParameters,
      .error_statuses = kUnknown,
      .source = kOpenApiFile,
      .quote = "Retrieves a list of projects for the specified organization",
      .summary = "The projects of an organization or of the caller, in pages of `limit` (10, at "
                 "most 400). The page behind the last project is empty and gives the cursor back.",
      .example = "/api/v2/projects?org_id=org-ocean-art-12345678&limit=5",
      .paging = {"/pagination/cursor", "cursor", "", "limit"}},
     {.handle = list_projects}},
    {{.id = "neon.list_shared_projects",
      .path = "/api/v2/projects/shared",
      .relation = Relation::kNeighbour,
      .parameters = kListSharedParameters,
      .source = kOpenApiFile,
      .quote = "Retrieves a list of projects shared with your Neon account",
      .summary = "The projects that others share with the caller: none, in any world. Clients ask "
                 "for them beside their own.",
      .example = "/api/v2/projects/shared"},
     {.handle = list_shared_projects}},
    {{.id = "neon.get_project",
      .path = "/api/v2/projects/{project_id}",
      .relation = Relation::kNeighbour,
      .error_statuses = kUnknown,
      .source = kOpenApiFile,
      .quote = "Retrieves information about the specified project",
      .summary = "One project, with the counters of its present billing period: the numbers of the "
                 "consumption history.",
      .example = "/api/v2/projects/tidal-shore-11223301",
      .enum_members = kProjectPlans},
     {.handle = get_project}},
    {{.id = "neon.list_branches",
      .path = "/api/v2/projects/{project_id}/branches",
      .relation = Relation::kNeighbour,
      .parameters = kListBranchesParameters,
      .error_statuses = kUnknown,
      .source = kOpenApiFile,
      .quote = "Retrieves a list of branches for the specified project",
      .summary = "The branches of a project with their sizes and counters, by the time of their "
                 "last update unless sort_by and sort_order say otherwise. All of them without "
                 "`limit`; pagination.next leads on.",
      .example = "/api/v2/projects/soft-shadow-20845885/branches",
      .paging = {"/pagination/next", "cursor", "", "limit"}},
     {.handle = list_branches}},
    {{.id = "neon.list_endpoints",
      .path = "/api/v2/projects/{project_id}/endpoints",
      .relation = Relation::kNeighbour,
      .error_statuses = kUnknown,
      .source = kOpenApiFile,
      .quote = "Retrieves a list of compute endpoints for the specified project",
      .summary = "The computes of a project, one for each branch: active or idle, and since when.",
      .example = "/api/v2/projects/soft-shadow-20845885/endpoints",
      .enum_members = kEndpointStates},
     {.handle = list_endpoints}},
    {{.id = "neon.list_operations",
      .path = "/api/v2/projects/{project_id}/operations",
      .relation = Relation::kNeighbour,
      .parameters = kListOperationsParameters,
      .error_statuses = kUnknown,
      .source = kOpenApiFile,
      .quote = "Retrieves a list of operations for the specified Neon project",
      .summary = "What was done to the branches and computes of a project, newest first, in pages "
                 "of `limit` (all, at most 1000).",
      .example = "/api/v2/projects/soft-shadow-20845885/operations?limit=5",
      .enum_members = kOperationEnums,
      .paging = {"/pagination/cursor", "cursor", "", "limit"}},
     {.handle = list_operations}},
}};

}  // namespace mockmeter::neon
