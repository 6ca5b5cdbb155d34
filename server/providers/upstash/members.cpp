#include "server/providers/upstash/members.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "schemas/load.h"
#include "server/metering/json_text.h"
#include "server/providers/upstash/variants.h"

namespace mockmeter::upstash {
namespace {

/// The members that the file documents, in its order.
/// Source: OpenAPI file, QStashUser, properties in order: of 2026-03-30, and since 2026-07-03
/// (#747).
std::vector<std::string> documented_members(std::string_view file) {
  std::vector<std::string> names;
  const Json schema = load_schema("schemas/upstash/" + std::string(file));
  for (const auto& [name, property] : schema.at("properties").items()) names.push_back(name);
  return names;
}

using Orders = std::array<std::vector<std::string>, 2>;

/// By generation.
const Orders& orders() {
  static const Orders kOrders{documented_members("user.2026-03.json"),
                              documented_members("user.2026-07.json")};
  return kOrders;
}

// Source: OpenAPI file, QStashUser: both are unix seconds, 0 where it never happened.
constexpr std::array<const char*, 2> kTimesOfChanges{"last_plan_upgrade_time", "deletion_time"};

Instant time_of(const Json& members, const char* name) {
  return from_unix_seconds(members.value(name, std::int64_t{0}));
}

std::string text_of(const Json& members, const std::vector<std::string>& order) {
  std::string text = "{";
  for (const std::string& name : order) {
    const auto member = members.find(name);
    if (member == members.end()) continue;
    append_name(text, name);
    text += member->dump();
  }
  return text + '}';
}

}  // namespace

void UserFields::append_to(std::string& out, const VariantSelection& variants, Instant now) const {
  const std::size_t generation = variants.is(kUsersSchema, "2026-07") ? 1 : 0;
  if (now >= settled_) {
    out += texts_.at(generation);
    return;
  }
  Json members = json_;
  for (const char* name : kTimesOfChanges) {
    if (time_of(members, name) > now) members[name] = 0;
  }
  out += text_of(members, orders().at(generation));
}

void UserFields::write_texts() {
  texts_ = {text_of(json_, orders()[0]), text_of(json_, orders()[1])};
  settled_ = kEarliest;
  for (const char* name : kTimesOfChanges) settled_ = std::max(settled_, time_of(json_, name));
}

}  // namespace mockmeter::upstash
