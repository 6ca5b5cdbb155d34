#include "conformance/judge/operations.h"

#include <algorithm>
#include <array>

namespace mockmeter::conformance {
namespace {

constexpr std::array kEndpoints{
    Endpoint{"neon.account_consumption", "GET", "/api/v2/consumption_history/account"},
    Endpoint{"neon.project_consumption", "GET", "/api/v2/consumption_history/projects"},
    Endpoint{"neon.project_consumption_v2", "GET", "/api/v2/consumption_history/v2/projects"},
    Endpoint{"neon.branch_consumption_v2", "GET", "/api/v2/consumption_history/v2/branches"},
    Endpoint{"upstash.list_qstash_users", "GET", "/v2/qstash/users"},
    Endpoint{"upstash.get_qstash_stats", "GET", "/v2/qstash/stats/{id}"},
    Endpoint{"upstash.get_qstash_user", "GET", "/v2/qstash/user/{id}"},
    Endpoint{"upstash.list_qstash_ipv4", "GET", "/v2/qstash/ipv4"},
    Endpoint{"upstash.rotate_qstash_token", "POST", "/v2/qstash/rotate-token/{id}"},
    Endpoint{"upstash.set_qstash_plan", "POST", "/v2/qstash/set-plan/{id}"},
    Endpoint{"upstash.update_qstash_budget", "PATCH", "/v2/qstash/update-budget/{id}"},
    Endpoint{"upstash.enable_qstash_prodpack", "POST", "/v2/qstash/enable-prodpack/{id}"},
    Endpoint{"upstash.disable_qstash_prodpack", "POST", "/v2/qstash/disable-prodpack/{id}"},
    Endpoint{"upstash.move_qstash_to_team", "POST", "/v2/qstash/move-to-team"},
    Endpoint{"upstash.get_default_qstash_user", "GET", "/v2/qstash/user"},
    Endpoint{"upstash.get_default_qstash_stats", "GET", "/v2/qstash/stats"},
    Endpoint{"upstash.list_redis_databases", "GET", "/v2/redis/databases"},
    Endpoint{"upstash.delete_redis_database", "DELETE", "/v2/redis/database/{id}"},
    Endpoint{"zkscore.get_usage", "GET", "/v1/developer/usage"},
    Endpoint{"zkscore.get_usage", "GET", "/api/v1/developer/usage"},
    Endpoint{"zkscore.list_api_keys", "GET", "/v1/developer/keys"},
    Endpoint{"zkscore.list_api_keys", "GET", "/api/v1/developer/keys"},
    Endpoint{"zkscore.create_api_key", "POST", "/v1/developer/keys"},
    Endpoint{"zkscore.create_api_key", "POST", "/api/v1/developer/keys"},
    Endpoint{"zkscore.revoke_api_key", "DELETE", "/v1/developer/keys/{keyId}"},
    Endpoint{"zkscore.revoke_api_key", "DELETE", "/api/v1/developer/keys/{keyId}"},
};

bool fits_path(std::string_view path, const std::vector<std::string>& segments) {
  for (const std::string& segment : segments) {
    const std::string_view wanted = path.substr(0, path.find('/'));
    const bool is_parameter = wanted.starts_with('{') && !segment.empty();
    if (wanted != segment && !is_parameter) return false;
    path.remove_prefix(wanted.size());
    if (path.empty()) return &segment == &segments.back();
    path.remove_prefix(1);
  }
  return false;
}

}  // namespace

std::span<const Endpoint> endpoints() { return kEndpoints; }

std::string_view operation_of(std::string_view method, const Target& target) {
  const std::vector<std::string> segments = target.segments();
  const auto found = std::find_if(kEndpoints.begin(), kEndpoints.end(), [&](const Endpoint& each) {
    return each.method == method && fits_path(each.path, segments);
  });
  return found == kEndpoints.end() ? std::string_view() : found->operation;
}

}  // namespace mockmeter::conformance
