#include <algorithm>
#include <array>
#include <string_view>

#include "base/tables.h"
#include "server/providers/zkscore/errors.h"
#include "server/providers/zkscore/key_documents.h"

namespace mockmeter::zkscore {
namespace {

// Source: create-api-key, the resources and the actions of permissions[].
constexpr std::array<std::string_view, 7> kResources{
    "identity", "scores", "achievements", "trading", "trust", "attestations", "all"};
constexpr std::array<std::string_view, 4> kActions{"read", "write", "delete", "all"};

bool are_actions(const Json& value) {
  return value.is_array() && !value.empty() &&
         std::all_of(value.begin(), value.end(),
                     [](const Json& action) { return contains(kActions, action); });
}

bool is_permission(const Json& value) {
  return value.is_object() && value.contains("resource") && value.contains("actions") &&
         contains(kResources, value["resource"]) && are_actions(value["actions"]) &&
         value.value("restrictions", Json::object()).is_object();
}

Json make_permission(const Json& resource, const Json& actions, const Json& restrictions) {
  return {{"resource", resource}, {"actions", actions}, {"restrictions", restrictions}};
}

/// Choice: a key that names no permissions may do everything.
Json read_permissions(const Json& body) {
  if (!body.contains("permissions")) {
    return Json::array({make_permission("all", Json::array({"all"}), Json::object())});
  }
  const Json& permissions = body["permissions"];
  // Source: guides/api-keys, permissions ["read", "write"]. Inferred: on every resource.
  if (are_actions(permissions)) {
    return Json::array({make_permission("all", permissions, Json::object())});
  }
  const bool valid = permissions.is_array() && !permissions.empty() &&
                     std::all_of(permissions.begin(), permissions.end(), is_permission);
  if (!valid) {
    throw invalid("permissions",
                  "resources are identity, scores, achievements, trading, trust, "
                  "attestations, all; actions are read, write, delete, all");
  }
  Json complete = Json::array();
  for (const Json& each : permissions) {
    complete.push_back(make_permission(each["resource"], each["actions"],
                                       each.value("restrictions", Json::object())));
  }
  return complete;
}

/// What is not named stays at the account's limit.
std::optional<KeyLimits> read_limits(const Json& body, const KeyLimits& greatest) {
  if (!body.contains("rateLimit")) {
    return std::nullopt;
  }
  Json wanted = body["rateLimit"];
  // Source: guides/api-keys, rateLimit 1000. Choice: its unit is undocumented; requests a minute.
  if (wanted.is_number()) {
    wanted = Json{{"requestsPerMinute", wanted}};
  }
  KeyLimits limits = greatest;
  for (const LimitMember& member : kLimitMembers) {
    limits.*member.limit = wanted.value(member.name, greatest.*member.limit);
    if (limits.*member.limit > greatest.*member.limit) {
      throw ApiError(error_row("zkscore.invalid_parameters"),
                     "Rate limit too high: " + std::string(member.name) + " may be at most " +
                         std::to_string(greatest.*member.limit));
    }
  }
  return limits;
}

std::optional<Instant> read_expiry(const Json& body, Instant now) {
  if (!body.contains("expiry")) {
    return std::nullopt;
  }
  const std::optional<Instant> expiry = parse_rfc3339(body["expiry"].get<std::string>());
  if (!expiry || *expiry <= now) {
    throw invalid("expiry", "use an ISO 8601 instant in the future");
  }
  return expiry;
}

}  // namespace

KeyRequest read_key_request(const Json& body, const KeyLimits& greatest, Instant now) {
  return {body.at("name").get<std::string>(),
          body.value("description", ""),
          read_expiry(body, now),
          read_limits(body, greatest),
          read_permissions(body),
          body.value("webhooks", Json::array()),
          body.value("metadata", Json::object())};
}

}  // namespace mockmeter::zkscore
