#include "server/providers/upstash/users.h"

#include <array>
#include <span>
#include <string_view>

#include "server/core/json_text.h"
#include "server/providers/upstash/errors.h"
#include "server/providers/upstash/readings.h"

namespace mockmeter::upstash {
namespace {

// Source: OpenAPI file of 2026-03-30, QStashUser, properties in order.
constexpr std::array<std::string_view, 40> kMembers202603{
    "customer_id",
    "id",
    "password",
    "token",
    "active",
    "state",
    "modifying_state",
    "last_plan_upgrade_time",
    "max_message_size",
    "max_requests_per_day",
    "max_requests_per_day_hard",
    "max_endpoints_per_topic",
    "max_requests_per_second",
    "max_dlq_size",
    "max_completion_tokens_per_day",
    "max_completion_tokens_per_minute",
    "max_completions_per_day",
    "max_completions_per_minute",
    "max_retries",
    "max_topics",
    "max_schedules",
    "max_events_size",
    "max_dlq_retention_time_milis",
    "max_delay",
    "max_parallelism",
    "max_global_parallelism",
    "max_queues",
    "retention",
    "timeout",
    "rate_limit",
    "type",
    "reserved_type",
    "reserved_price",
    "prod_pack_enabled",
    "prometheus_enabled",
    "enterprise",
    "region",
    "budget",
    "created_by",
    "creation_time",
};

// Source: OpenAPI file since 2026-07-03 (#747), QStashUser, properties in order.
constexpr std::array<std::string_view, 36> kMembers202607{
    "customer_id",
    "id",
    "token",
    "read_only_token",
    "active",
    "state",
    "modifying_state",
    "last_plan_upgrade_time",
    "max_message_size",
    "max_requests_per_day",
    "max_requests_per_day_hard",
    "max_endpoints_per_topic",
    "max_requests_per_second",
    "max_dlq_size",
    "max_retries",
    "max_topics",
    "max_schedules",
    "max_events_size",
    "max_dlq_retention_time_milis",
    "max_delay",
    "max_parallelism",
    "max_global_parallelism",
    "max_queues",
    "max_bandwidth_per_second",
    "prod_pack_enabled",
    "prometheus_enabled",
    "timeout",
    "type",
    "region",
    "reserved_type",
    "reserved_price",
    "created_by",
    "creation_time",
    "deletion_time",
    "budget",
    "enterprise",
};

std::span<const std::string_view> members_of(const Readings& readings) {
  if (readings.is(kUsersSchema, "2026-07")) return kMembers202607;
  return kMembers202603;
}

}  // namespace

void append_user(std::string& out, const User& user, const Readings& readings) {
  char before = '{';
  for (const std::string_view name : members_of(readings)) {
    const auto member = user.members.find(name);
    if (member == user.members.end()) continue;
    out += before;
    append_quoted(out, name);
    out += ':';
    out += member->dump();
    before = ',';
  }
  out += '}';
}

std::string user_body(const User& user, const Readings& readings) {
  std::string body;
  append_user(body, user, readings);
  return body;
}

Response list_users(const Call& call) {
  std::string body = "[";
  for (const User& user : account_of(call).users) {
    if (body.size() > 1) body += ',';
    append_user(body, user, call.readings);
  }
  body += ']';
  return json_response(200, std::move(body));
}

Response get_user(const Call& call) {
  return json_response(200, user_body(find_user(call, call.path_param("id")), call.readings));
}

const User& default_user(const Call& call) {
  const Account& account = account_of(call);
  if (account.users.empty()) throw not_found("qstash user");
  return account.users.front();
}

Response get_default_user(const Call& call) {
  return json_response(200, user_body(default_user(call), call.readings));
}

}  // namespace mockmeter::upstash
