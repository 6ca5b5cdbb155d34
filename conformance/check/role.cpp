#include "conformance/check/role.h"

#include <algorithm>
#include <array>

#include "base/base64.h"

namespace mockmeter::conformance {
namespace {

// The names of the first of each provider are those that `mockmeter run` exports.
constexpr std::array kRoles{
    TestInput{"upstash", "main", "UPSTASH_EMAIL", "UPSTASH_API_KEY", "dev@example.com",
              "upstash-test-key", "an account's e-mail address and API key"},
    TestInput{"upstash", "readonly", "UPSTASH_EMAIL", "UPSTASH_READONLY_API_KEY", "dev@example.com",
              "upstash-readonly-key", "a key that may only read"},
    TestInput{"neon", "main", "", "NEON_API_KEY", "", "napi_scale",
              "a key of an account on a Scale, Business or Enterprise plan"},
    TestInput{"neon", "free", "", "NEON_FREE_API_KEY", "", "napi_free",
              "a key of an account on a plan without consumption history"},
    TestInput{"neon", "org", "", "NEON_ORG_ID", "", "org-ocean-art-12345678",
              "an organization that the main account is a member of"},
    TestInput{"zkscore", "main", "", "ZKSCORE_API_KEY", "", "zk_test_professional",
              "a key with traffic"},
    TestInput{"zkscore", "forbidden", "", "ZKSCORE_FORBIDDEN_API_KEY", "", "zk_test_readonly",
              "a key without the permission to read the usage"},
    TestInput{"zkscore", "revoked", "", "ZKSCORE_REVOKED_API_KEY", "", "zk_test_revoked",
              "a key that was revoked"},
    TestInput{"zkscore", "idle", "", "ZKSCORE_IDLE_API_KEY", "", "zk_test_idle",
              "a key that was never used"},
};

struct InputValues {
  std::string user;
  std::string value;
};

std::optional<InputValues> in_environment(const TestInput& role, const LookUp& look_up) {
  const auto value = look_up(std::string(role.variable));
  if (!value || value->empty()) return std::nullopt;
  if (role.user.empty()) return InputValues{{}, *value};
  const auto user = look_up(std::string(role.user));
  if (!user || user->empty()) return std::nullopt;
  return InputValues{*user, *value};
}

bool has_any(std::string_view provider, const LookUp& look_up) {
  return std::any_of(kRoles.begin(), kRoles.end(), [&](const TestInput& role) {
    return role.provider == provider && in_environment(role, look_up).has_value();
  });
}

}  // namespace

std::string variables_of(const TestInput& role) {
  const std::string variable(role.variable);
  return role.user.empty() ? variable : std::string(role.user) + " and " + variable;
}

const TestInput* find_role(std::string_view provider, std::string_view name) {
  const auto* found = std::find_if(kRoles.begin(), kRoles.end(), [&](const TestInput& role) {
    return role.provider == provider && role.name == name;
  });
  return found == kRoles.end() ? nullptr : found;
}

std::vector<std::string_view> providers_with_roles() {
  std::vector<std::string_view> providers;
  for (const TestInput& role : kRoles) {
    if (role.name == "main") providers.push_back(role.provider);
  }
  return providers;
}

std::vector<Holder> holders(const LookUp& look_up, bool is_mock) {
  std::vector<Holder> known;
  for (const TestInput& role : kRoles) {
    if (const auto found = in_environment(role, look_up)) {
      known.push_back({&role, found->user, found->value});
    } else if (is_mock && !has_any(role.provider, look_up)) {
      known.push_back({&role, std::string(role.mock_user), std::string(role.mock_value)});
    }
  }
  return known;
}

std::string authorization_of(const Holder& holder) {
  if (holder.role->user.empty()) return "Bearer " + holder.value;
  return "Basic " + base64_encode(holder.user + ":" + holder.value);
}

std::string curl_option_of(const TestInput& role) {
  const std::string variable = "$" + std::string(role.variable);
  if (role.user.empty()) return "-H \"Authorization: Bearer " + variable + "\"";
  return "-u \"$" + std::string(role.user) + ":" + variable + "\"";
}

}  // namespace mockmeter::conformance
