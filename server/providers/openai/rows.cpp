#include "server/providers/openai/rows.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/tables.h"
#include "server/metering/json_text.h"
#include "server/providers/openai/variants.h"

namespace mockmeter::openai {
namespace {

Labels only_grouped(Labels labels, const DimensionSet& groups) {
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (!groups[i]) labels[i] = {};
  }
  return labels;
}

/// Observed: stackql-provider-openai-admin, 2026-07-16: "2026-06-15T00:00:00+00:00".
void append_iso(std::string& out, std::string_view name, Instant instant) {
  std::string text = format_rfc3339(instant);
  text.replace(text.size() - 1, 1, "+00:00");
  append_member(out, name, text);
}

}  // namespace

Groups::Groups(const Question& question, const std::vector<Leaf>& leaves) {
  for (const Leaf& leaf : leaves) labels_.push_back(only_grouped(leaf.labels, question.groups));
  const std::vector<Labels> of_leaves = labels_;
  std::ranges::sort(labels_);
  labels_.erase(std::unique(labels_.begin(), labels_.end()), labels_.end());
  for (const Labels& labels : of_leaves) {
    const auto found = std::ranges::lower_bound(labels_, labels);
    group_of_.push_back(static_cast<std::size_t>(found - labels_.begin()));
  }
}

void append_dimension(std::string& out, Dimension dimension, const Labels& labels) {
  const std::string_view text = labels.at(dimension);
  if (dimension == kBatch && !text.empty()) {
    append_name(out, kDimensionNames.at(dimension));
    out += text;
  } else {
    append_nullable_member(out, kDimensionNames.at(dimension), text);
  }
}

// Observed: langwatch, live, 2026-08: organization_id, organization_name, project_name, user_email.
void append_names(std::string& out, const Question& question, const Labels& labels,
                  const RequestContext& context) {
  if (context.is(kExtras, "absent")) return;
  const Organization& organization = *question.organization;
  const Project* project = find_by(organization.projects, &Project::id, labels[kProject]);
  const User* user = find_by(organization.users, &User::id, labels[kUser]);
  append_nullable_member(out, "organization_id", organization.id);
  append_nullable_member(out, "organization_name", organization.name);
  append_nullable_member(out, "project_name", project == nullptr ? "" : project->name);
  append_nullable_member(out, "user_email", user == nullptr ? "" : user->email);
}

void open_bucket(std::string& out, Instant begin, Instant end, const RequestContext& context) {
  append_separator(out);
  out += R"({"object":"bucket")";
  append_member(out, "start_time", unix_seconds(begin));
  append_member(out, "end_time", unix_seconds(end));
  if (context.is(kExtras, "present")) {
    append_iso(out, "start_time_iso", begin);
    append_iso(out, "end_time_iso", end);
  }
  append_name(out, context.variants.get(kBucketRows));
  out += '[';
}

Response close_page(std::string body, const OperationRequest& call, const Question& question,
                    Instant next) {
  const bool has_more = next < question.layout.to;
  body += has_more ? R"(],"has_more":true)" : R"(],"has_more":false)";
  append_nullable_member(body, "next_page", has_more ? next_page_token(question, next, call) : "");
  body += '}';
  Response response = json_response(200, std::move(body));
  response.traits.set(Trait::kMorePages, has_more);
  // Choice: three days after its end nobody waits for more; langwatch reads so much again, as a
  // margin.
  response.traits.set(Trait::kFinal, question.layout.to <= call.now - std::chrono::days(3));
  return response;
}

}  // namespace mockmeter::openai
