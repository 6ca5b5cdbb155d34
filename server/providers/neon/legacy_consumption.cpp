#include <algorithm>
#include <span>
#include <string>

#include "base/time/http_date.h"
#include "server/core/json_text.h"
#include "server/providers/neon/consumption.h"
#include "server/providers/neon/paging.h"
#include "server/providers/neon/periods.h"
#include "server/providers/neon/question.h"
#include "server/providers/neon/readings.h"

namespace mockmeter::neon {
namespace {

Columns columns_of(const Call& call, const Question& question) {
  MetricSet shown = question.metrics;
  if (call.is(kMetricsFilter, "schema")) shown |= MetricSet((1U << kRequiredLegacyMetrics) - 1U);
  return {kLegacyMetrics, shown, call.is(kZeroBuckets, "omitted"), append_fixed_columns};
}

/// The periods of some projects taken together; they begin with the first of them.
void append_projects(std::string& out, const Call& call, const Question& question,
                     const Endpoint& endpoint, std::span<const Project> projects) {
  Instant born = kLatest;
  for (const Project& project : projects) born = std::min(born, project.created_at);
  append_periods(out, lay_out(question, endpoint, born, call.now), columns_of(call, question),
                 call.now, [&](Window window) {
                   return project_amounts(projects, kLegacyMetrics, question.metrics, window,
                                          call.now);
                 });
}

/// Opt-in: no such header was ever recorded. Source: RFC 9745 section 2.1, RFC 8594 section 3.
void announce_removal(const Call& call, Headers& headers) {
  if (!call.is(kDeprecationHeaders, "rfc")) return;
  const Lifecycle& lifecycle = call.world.lifecycle_of(std::string(call.operation.id));
  if (lifecycle.deprecated) {
    headers.add("Deprecation", "@" + std::to_string(unix_seconds(*lifecycle.deprecated)));
  }
  if (lifecycle.removed) headers.add("Sunset", format_http_date(*lifecycle.removed));
}

}  // namespace

Response get_account_consumption(const Call& call) {
  const Question question = read_question(call, kAccountEndpoint);
  std::string body = "{\"periods\":";
  append_projects(body, call, question, kAccountEndpoint, question.account->projects);
  body += '}';
  Response response = json_response(200, std::move(body));
  response.traits = traits_of(question, call.now);
  announce_removal(call, response.headers);
  return response;
}

Response get_project_consumption(const Call& call) {
  const Question question = read_question(call, kProjectEndpoint);
  const auto page = project_page(question);
  std::string body = "{\"projects\":[";
  std::string_view last;
  for (const Project* project : page.items) {
    body += last.empty() ? "{\"project_id\":" : ",{\"project_id\":";
    append_quoted(body, project->id);
    body += ",\"periods\":";
    append_projects(body, call, question, kProjectEndpoint, {project, 1});
    body += '}';
    last = project->id;
  }
  append_pagination(body, last);
  Response response = json_response(200, std::move(body));
  response.traits = traits_of(question, call.now, page.has_more);
  return response;
}

}  // namespace mockmeter::neon
