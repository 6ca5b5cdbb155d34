#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "base/tables.h"
#include "base/time/http_date.h"
#include "server/metering/json_text.h"
#include "server/providers/neon/operations.h"
#include "server/providers/neon/page.h"
#include "server/providers/neon/periods.h"
#include "server/providers/neon/question.h"
#include "server/providers/neon/variants.h"

namespace mockmeter::neon {
namespace {

/// A branch and the project it belongs to.
struct BranchRef {
  const Project* project = nullptr;
  const Branch* branch = nullptr;
};

std::string cursor_of(const Project* project) { return project->id; }
std::string cursor_of(const BranchRef& ref) { return ref.project->id + "/" + ref.branch->id; }

/// No ids mean all. Ids that the account does not have are passed over.
bool is_wanted(const std::vector<std::string>& ids, std::string_view id) {
  return ids.empty() || contains(ids, id);
}

bool is_wanted(const ConsumptionQuery& question, const Project* project) {
  return is_wanted(question.project_ids, project->id);
}

bool is_wanted(const ConsumptionQuery& question, const BranchRef& ref) {
  return is_wanted(question, ref.project) && is_wanted(question.branch_ids, ref.branch->id);
}

std::vector<const Project*> projects_of(const Account& account) {
  std::vector<const Project*> projects;
  for (const Project& project : account.projects) projects.push_back(&project);
  return projects;
}

/// Source: OpenAPI file 2.7.2, v2/branches: ordered by project ID, then branch ID.
std::vector<BranchRef> branches_of(const Account& account) {
  std::vector<BranchRef> branches;
  for (const Project& project : account.projects) {
    for (const Branch& branch : project.branches) branches.push_back({&project, &branch});
  }
  std::ranges::sort(branches, [](const BranchRef& a, const BranchRef& b) {
    return std::tie(a.project->id, a.branch->id) < std::tie(b.project->id, b.branch->id);
  });
  return branches;
}

void append_item(std::string& out, const OperationRequest& call, const ConsumptionQuery& question,
                 const EndpointRules& endpoint, const Project* project) {
  append_member(out, "project_id", project->id);
  append_name(out, "periods");
  const Subject subject{project->id, project->created_at};
  append_periods(out, call, question, endpoint, subject, [&](Window window) {
    return project_amounts({project, 1}, question.table, question.metrics, window, call.now);
  });
}

void append_item(std::string& out, const OperationRequest& call, const ConsumptionQuery& question,
                 const EndpointRules& endpoint, const BranchRef& ref) {
  append_member(out, "project_id", ref.project->id);
  append_member(out, "branch_id", ref.branch->id);
  append_name(out, "periods");
  const Subject subject{ref.branch->id, ref.branch->created_at};
  append_periods(out, call, question, endpoint, subject, [&](Window window) {
    return branch_amounts(*ref.branch, question.table, question.metrics, window, call.now);
  });
}

/// The page of `items` that the question asks for, as the member `list` of the response.
/// Source: legacy guide, sample of /projects: a response of one project has a cursor. Choice: so
/// every page of it that lists something has one, the last too, and the page after it is empty.
template <typename Item>
Response page_response(const OperationRequest& call, const ConsumptionQuery& question,
                       const EndpointRules& endpoint, std::string_view list,
                       const std::vector<Item>& items) {
  const Page<Item> page = page_behind(
      items, question.cursor, question.limit, [](const Item& item) { return cursor_of(item); },
      [&](const Item& item) { return is_wanted(question, item); });
  std::string body = "{";
  append_objects(body, list, page.items,
                 [&](const Item& item) { append_item(body, call, question, endpoint, item); });
  const bool marks_end = endpoint.legacy || call.is(kLastPage, "cursor");
  if (page.has_more || (marks_end && !page.items.empty())) {
    append_name(body, "pagination");
    body += '{';
    append_member(body, "cursor", cursor_of(page.items.back()));
    body += '}';
  }
  body += '}';
  Response response = json_response(200, std::move(body));
  response.traits = traits_of(question, call.now, page.has_more);
  return response;
}

Response project_pages(const OperationRequest& call, const EndpointRules& endpoint) {
  const ConsumptionQuery question = read_question(call, endpoint);
  return page_response(call, question, endpoint, "projects", projects_of(*question.account));
}

/// When an account began to consume: with its first project, or with what was recorded of one that
/// is there no more.
Instant begin_of(const Account& account) {
  Instant begin = account.recorded == nullptr ? kLatest : account.recorded->begin();
  for (const Project& project : account.projects) begin = std::min(begin, project.created_at);
  return begin;
}

/// Opt-in: no such header was ever recorded. Source: RFC 9745 section 2.1, RFC 8594 section 3.
void announce_removal(const OperationRequest& call, Headers& headers) {
  if (!call.is(kDeprecationHeaders, "rfc")) return;
  const Lifecycle& lifecycle = call.world.lifecycle_of(std::string(call.operation.id));
  if (lifecycle.deprecated) {
    headers.add("Deprecation", "@" + std::to_string(unix_seconds(*lifecycle.deprecated)));
  }
  if (lifecycle.removed) headers.add("Sunset", format_http_date(*lifecycle.removed));
}

}  // namespace

Response get_account_consumption(const OperationRequest& call) {
  const ConsumptionQuery question = read_question(call, kAccountEndpoint);
  const Account& account = *question.account;
  std::string body = "{";
  append_name(body, "periods");
  const Subject subject{account.id, begin_of(account)};
  append_periods(body, call, question, kAccountEndpoint, subject, [&](Window window) {
    return account_amounts(account, question.table, question.metrics, window, call.now);
  });
  body += '}';
  Response response = json_response(200, std::move(body));
  response.traits = traits_of(question, call.now);
  announce_removal(call, response.headers);
  return response;
}

Response get_project_consumption(const OperationRequest& call) {
  return project_pages(call, kProjectEndpoint);
}

Response get_project_consumption_v2(const OperationRequest& call) {
  return project_pages(call, kProjectV2Endpoint);
}

Response get_branch_consumption_v2(const OperationRequest& call) {
  const ConsumptionQuery question = read_question(call, kBranchV2Endpoint);
  return page_response(call, question, kBranchV2Endpoint, "branches",
                       branches_of(*question.account));
}

}  // namespace mockmeter::neon
