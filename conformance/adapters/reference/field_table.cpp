#include "conformance/adapters/reference/field_table.h"

#include <map>
#include <utility>

namespace reference {
namespace {

using FieldType = Field::Type;

struct Row {
  std::string_view provider;
  FieldType type;
  std::string_view names;  ///< blanks between
  std::string_view values{};
};

constexpr Row kRows[] = {
    {"upstash", FieldType::kInstant, "x"},
    {"upstash", FieldType::kInteger,
     "workflow_message workflow_run dlq_message_count last_plan_upgrade_time max_message_size "
     "max_requests_per_day max_requests_per_day_hard max_endpoints_per_topic "
     "max_requests_per_second max_dlq_size max_completion_tokens_per_day "
     "max_completion_tokens_per_minute max_completions_per_day max_completions_per_minute "
     "max_retries max_topics max_schedules max_events_size max_dlq_retention_time_milis max_delay "
     "max_parallelism max_global_parallelism max_queues max_bandwidth_per_second retention "
     "timeout rate_limit budget creation_time deletion_time"},
    {"upstash", FieldType::kNumber, "y total_monthly_billing reserved_price"},
    {"upstash", FieldType::kTruthText, "prometheus_enabled"},
    {"upstash", FieldType::kEnum, "state", " active passive deleted "},
    {"upstash", FieldType::kEnum, "type", " free paid "},
    {"upstash", FieldType::kEnum, "region", " eu-central-1 us-east-1 "},
    {"upstash", FieldType::kPlain,
     "days daily_requests daily_billings daily_bandwidths daily_used daily_used_workflow "
     "daily_qstash_messages daily_workflow_messages daily_bandwidth_used data_points id "
     "customer_id password token read_only_token active modifying_state prod_pack_enabled "
     "reserved_type created_by enterprise enabled error"},
    {"neon", FieldType::kInstant, "period_start period_end timeframe_start timeframe_end"},
    {"neon", FieldType::kInteger,
     "active_time_seconds compute_time_seconds written_data_bytes synthetic_storage_size_bytes "
     "data_storage_bytes_hour logical_size_bytes logical_size_bytes_hour value"},
    {"neon", FieldType::kEnum, "period_plan", " free launch scale business enterprise "},
    {"neon", FieldType::kPlain,
     "periods period_id consumption projects branches project_id branch_id pagination cursor "
     "metrics metric_name request_id code message"},
    {"zkscore", FieldType::kInstant,
     "timestamp createdAt expiry lastUsed lastRequestAt lastDelivery"},
    {"zkscore", FieldType::kInteger,
     "totalRequests successfulRequests failedRequests peakRequestsPerMinute peakRequestsPerHour "
     "dataTransferred requests statusCode count totalErrors total limit offset burstLimit "
     "requestsToday requestsThisWeek requestsThisMonth deliveryCount failureCount totalKeys "
     "activeKeys inactiveKeys expiredKeys revokedKeys"},
    {"zkscore", FieldType::kNumber,
     "successRate averageLatency peakLatency requestsPerMinute requestsPerHour requestsPerDay "
     "averageDataPerRequest percentage errorRate averageRequestsPerDay averageRequestsPerKey"},
    {"zkscore", FieldType::kEnum, "status", " active inactive expired revoked "},
    {"zkscore", FieldType::kEnum, "priority", " low medium high critical "},
    {"zkscore", FieldType::kOpen, "metadata restrictions"},
    {"zkscore", FieldType::kPlain,
     "success usage timeSeries breakdown byEndpoint endpoint byMethod method byStatusCode byKey "
     "keyId name errors byType type description rateLimits current utilization alerts message "
     "recommendation pagination hasMore apiKey key id permissions resource actions rateLimit "
     "webhooks url events keys summary error code details request_id"},
};

using Table = std::map<std::pair<std::string_view, std::string_view>, Field>;

Table make_table() {
  Table table;
  for (const Row& row : kRows) {
    for (std::string_view rest = row.names; !rest.empty();) {
      const std::string_view name = rest.substr(0, rest.find(' '));
      table.emplace(std::pair(row.provider, name), Field{row.type, row.values});
      rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    }
  }
  return table;
}

}  // namespace

const Field* find_field(std::string_view provider, std::string_view name) {
  static const Table table = make_table();
  const auto found = table.find({provider, name});
  return found == table.end() ? nullptr : &found->second;
}

std::string_view companions(std::string_view name) {
  if (name == "customer_id") return "budget region state type prometheus_enabled reserved_type";
  if (name == "daily_used") return "daily_billings daily_workflow_messages dlq_message_count";
  if (name == "timeframe_start") return "compute_time_seconds synthetic_storage_size_bytes";
  if (name == "successRate") return "averageLatency peakLatency";
  if (name == "timeSeries") return "breakdown errors alerts pagination";
  return "";
}

}  // namespace reference
