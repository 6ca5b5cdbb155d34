#include "server/providers/upstash/members.h"

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

const std::string& UserFields::text(const VariantSelection& variants) const {
  return texts_[variants.is(kUsersSchema, "2026-07") ? 1 : 0];
}

void UserFields::write_texts() {
  static const auto kOlder = documented_members("user.2026-03.json");
  static const auto kNewer = documented_members("user.2026-07.json");
  texts_ = {text_of(json_, kOlder), text_of(json_, kNewer)};
}

}  // namespace mockmeter::upstash
