#include <algorithm>
#include <span>
#include <string>

#include "base/time/http_date.h"
#include "server/metering/json_text.h"
#include "server/providers/neon/operations.h"
#include "server/providers/neon/paging.h"
#include "server/providers/neon/periods.h"
#include "server/providers/neon/question.h"
#include "server/providers/neon/variants.h"

namespace mockmeter::neon {
namespace {

Columns columns_of(const OperationRequest& call, const ConsumptionQuery& question,
                   const EndpointRules& endpoint) {
  // Observed: live, v2/projects: days with nothing at all are left out. Inferred: v2/branches too.
  if (!endpoint.legacy) return {endpoint.metrics, question.metrics, true, append_metric_list};
  MetricSet shown = question.metrics;
  if (call.is(kMetricsFilter, "schema")) shown |= MetricSet((1U << kRequiredLegacyMetrics) - 1U);
  return {endpoint.metrics, shown, call.is(kZeroBuckets, "omitted"), append_fixed_columns};
}

/// The periods of some projects taken together; they begin with the first of them.
void append_projects(std::string& out, const OperationRequest& call,
                     const ConsumptionQuery& question, const EndpointRules& endpoint,
                     std::span<const Project> projects) {
  Instant born = kLatest;
  for (const Project& project : projects) born = std::min(born, project.created_at);
  append_periods(out, split_into_periods(question, endpoint, born, call.now),
                 columns_of(call, question, endpoint), call.now, [&](Window window) {
                   return project_amounts(projects, endpoint.metrics, question.metrics, window,
                                          call.now);
                 });
}

void append_branch(std::string& out, const OperationRequest& call, const ConsumptionQuery& question,
                   const EndpointRules& endpoint, const Branch& branch) {
  append_periods(out, split_into_periods(question, endpoint, branch.created_at, call.now),
                 columns_of(call, question, endpoint), call.now, [&](Window window) {
                   return branch_amounts(branch, endpoint.metrics, question.metrics, window,
                                         call.now);
                 });
}

Response answer(const OperationRequest& call, const ConsumptionQuery& question, std::string body,
                bool has_more = false) {
  Response response = json_response(200, std::move(body));
  response.traits = traits_of(question, call.now, has_more);
  return response;
}

Response project_pages(const OperationRequest& call, const EndpointRules& endpoint) {
  const ConsumptionQuery question = read_question(call, endpoint);
  const auto page = project_page(question);
  std::string body = "{\"projects\":[";
  std::string_view last;
  for (const Project* project : page.items) {
    body += last.empty() ? "{\"project_id\":" : ",{\"project_id\":";
    append_quoted(body, project->id);
    body += ",\"periods\":";
    append_projects(body, call, question, endpoint, {project, 1});
    body += '}';
    last = project->id;
  }
  append_pagination(body, last);
  return answer(call, question, std::move(body), page.has_more);
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
  std::string body = "{\"periods\":";
  append_projects(body, call, question, kAccountEndpoint, question.account->projects);
  body += '}';
  Response response = answer(call, question, std::move(body));
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
  const auto page = branch_page(question);
  std::string body = "{\"branches\":[";
  std::string last;
  for (const BranchRef& ref : page.items) {
    body += last.empty() ? "{\"project_id\":" : ",{\"project_id\":";
    append_quoted(body, ref.project->id);
    body += ",\"branch_id\":";
    append_quoted(body, ref.branch->id);
    body += ",\"periods\":";
    append_branch(body, call, question, kBranchV2Endpoint, *ref.branch);
    body += '}';
    last = ref.project->id + "/" + ref.branch->id;
  }
  append_pagination(body, last);
  return answer(call, question, std::move(body), page.has_more);
}

}  // namespace mockmeter::neon
