#include "server/providers/upstash/members.h"

#include <span>
#include <string_view>

#include "server/metering/json_text.h"
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

std::string text_of(const Json& members, std::span<const std::string_view> order) {
  std::string text;
  for (const std::string_view name : order) {
    const auto member = members.find(name);
    if (member == members.end()) continue;
    text += text.empty() ? '{' : ',';
    append_quoted(text, name);
    text += ':';
    text += member->dump();
  }
  return text + '}';
}

}  // namespace

const std::string& Members::text(const Readings& readings) const {
  return texts_[readings.is(kUsersSchema, "2026-07") ? 1 : 0];
}

void Members::write_texts() {
  texts_ = {text_of(json_, kMembers202603), text_of(json_, kMembers202607)};
}

}  // namespace mockmeter::upstash
