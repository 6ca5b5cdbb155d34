#include <span>
#include <string>

#include "server/metering/json_text.h"
#include "server/providers/neon/consumption.h"
#include "server/providers/neon/paging.h"
#include "server/providers/neon/periods.h"
#include "server/providers/neon/question.h"

namespace mockmeter::neon {
namespace {

// Observed: live, v2/projects: days with nothing at all are left out. Inferred: v2/branches too.
Columns columns_of(const Question& question, const Endpoint& endpoint) {
  return {endpoint.metrics, question.metrics, true, append_metric_list};
}

void append_project(std::string& out, const Call& call, const Question& question,
                    const Project& project) {
  out += "{\"project_id\":";
  append_quoted(out, project.id);
  out += ",\"periods\":";
  append_periods(out, lay_out(question, kProjectV2Endpoint, project.created_at, call.now),
                 columns_of(question, kProjectV2Endpoint), call.now, [&](Window window) {
                   return project_amounts({&project, 1}, kProjectV2Endpoint.metrics,
                                          question.metrics, window, call.now);
                 });
  out += '}';
}

void append_branch(std::string& out, const Call& call, const Question& question,
                   const BranchRef& ref) {
  out += "{\"project_id\":";
  append_quoted(out, ref.project->id);
  out += ",\"branch_id\":";
  append_quoted(out, ref.branch->id);
  out += ",\"periods\":";
  append_periods(out, lay_out(question, kBranchV2Endpoint, ref.branch->created_at, call.now),
                 columns_of(question, kBranchV2Endpoint), call.now, [&](Window window) {
                   return branch_amounts(*ref.branch, kBranchV2Endpoint.metrics, question.metrics,
                                         window, call.now);
                 });
  out += '}';
}

}  // namespace

Response get_project_consumption_v2(const Call& call) {
  const Question question = read_question(call, kProjectV2Endpoint);
  const auto page = project_page(question);
  std::string body = "{\"projects\":[";
  std::string_view last;
  for (const Project* project : page.items) {
    if (!last.empty()) body += ',';
    append_project(body, call, question, *project);
    last = project->id;
  }
  append_pagination(body, last);
  Response response = json_response(200, std::move(body));
  response.traits = traits_of(question, call.now, page.has_more);
  return response;
}

Response get_branch_consumption_v2(const Call& call) {
  const Question question = read_question(call, kBranchV2Endpoint);
  const auto page = branch_page(question);
  std::string body = "{\"branches\":[";
  std::string last;
  for (const BranchRef& ref : page.items) {
    if (!last.empty()) body += ',';
    append_branch(body, call, question, ref);
    last = ref.project->id + "/" + ref.branch->id;
  }
  append_pagination(body, last);
  Response response = json_response(200, std::move(body));
  response.traits = traits_of(question, call.now, page.has_more);
  return response;
}

}  // namespace mockmeter::neon
