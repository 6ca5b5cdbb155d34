#include "server/providers/upstash/recording/user_members.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/tables.h"
#include "base/text/ascii.h"
#include "server/api/recorded_call.h"
#include "server/api/recorded_shape.h"

namespace mockmeter::upstash {
namespace {

// As in schemas/upstash/world.json.
constexpr std::uint64_t kMaxCount = 9'007'199'254'740'991;
constexpr std::uint64_t kLatestSecond = 7'258'118'400;
constexpr std::uint64_t kLongestRetention = 31'536'000'000;
constexpr std::uint64_t kMaxPrice = 1'000'000'000;

struct NumberMember {
  const char* name;
  std::uint64_t most = kMaxCount;
};
constexpr std::array<NumberMember, 28> kNumbers{{
    {"max_message_size"},
    {"max_requests_per_day"},
    {"max_requests_per_day_hard"},
    {"max_endpoints_per_topic"},
    {"max_requests_per_second"},
    {"max_dlq_size"},
    {"max_completion_tokens_per_day"},
    {"max_completion_tokens_per_minute"},
    {"max_completions_per_day"},
    {"max_completions_per_minute"},
    {"max_retries"},
    {"max_topics"},
    {"max_schedules"},
    {"max_events_size"},
    {"max_dlq_retention_time_milis", kLongestRetention},
    {"max_delay"},
    {"max_parallelism"},
    {"max_global_parallelism"},
    {"max_queues"},
    {"max_bandwidth_per_second"},
    {"retention"},
    {"timeout"},
    {"rate_limit"},
    {"reserved_price", kMaxPrice},
    {"budget"},
    {"creation_time", kLatestSecond},
    {"last_plan_upgrade_time", kLatestSecond},
    {"deletion_time", kLatestSecond},
}};

/// A member that has one of some words. Others are left out, or refused where a world needs it.
struct WordMember {
  const char* name;
  std::array<std::string_view, 6> words;
};
// Source: OpenAPI files of 2025-11-04 to 2026-08-21, QStashUser: the enums and the examples.
constexpr std::array<WordMember, 6> kWords{{
    {"type", {"free", "paid"}},
    {"state", {"active", "passive", "suspended"}},
    {"modifying_state", {"active", "passive", "suspended"}},
    {"region", {"eu-central-1", "us-east-1"}},
    {"prometheus_enabled", {"true", "false"}},
    {"reserved_type",
     {"", "paid", "qstash_fixed_1m", "qstash_fixed_10m", "qstash_fixed_100m", "qstash_fixed"}},
}};

constexpr std::array<const char*, 2> kFlags{"active", "prod_pack_enabled"};

void copy_numbers(const Json& user, Json& members) {
  for (const NumberMember& each : kNumbers) {
    const auto value = user.find(each.name);
    if (value == user.end() || value->is_null()) continue;
    members[each.name] = count_of(*value, each.name, each.most);
  }
}

void copy_words(const Json& user, Json& members) {
  for (const WordMember& each : kWords) {
    const auto value = user.find(each.name);
    if (value == user.end() || !value->is_string()) continue;
    const bool is_empty_word = *value == "" && std::string_view(each.name) != "reserved_type";
    if (!is_empty_word && contains(each.words, *value)) members[each.name] = *value;
  }
  if (!members.contains("region")) throw UnexpectedShape("region is none of QStash's regions");
}

void copy_flags(const Json& user, Json& members) {
  for (const char* name : kFlags) {
    const auto value = user.find(name);
    if (value != user.end() && value->is_boolean()) members[name] = *value;
  }
  const auto enterprise = user.find("enterprise");
  if (enterprise == user.end() || !enterprise->is_object()) return;
  const auto enabled = enterprise->find("enabled");
  if (enabled == enterprise->end() || !enabled->is_boolean()) return;
  members["enterprise"] = {{"enabled", *enabled}};
}

}  // namespace

UserLog user_log_of(const Json& user) {
  UserLog log;
  log.id = text_member(user, "id");
  log.customer = user.contains("customer_id") ? text_member(user, "customer_id") : "";
  log.created_by = user.contains("created_by") ? text_member(user, "created_by") : "";
  count_member(user, "creation_time");
  copy_numbers(user, log.members);
  copy_words(user, log.members);
  copy_flags(user, log.members);
  return log;
}

bool is_ipv4_range(std::string_view text) {
  constexpr std::size_t kLongest = 18;
  const bool has_form = std::ranges::count(text, '.') == 3 && std::ranges::count(text, '/') == 1;
  return has_form && text.size() <= kLongest && is_digit(text.front()) && is_digit(text.back()) &&
         std::ranges::all_of(text, [](char c) { return is_digit(c) || c == '.' || c == '/'; });
}

}  // namespace mockmeter::upstash
