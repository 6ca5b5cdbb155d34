#include "server/control/recording/sources.h"

#include <algorithm>
#include <utility>

namespace mockmeter {
namespace {

/// An object of a world, and its place in it.
struct PlacedObject {
  const Json* object = nullptr;
  std::string pointer;
};

PlacedObject find_object(const Json& json, const std::string& id, const std::string& pointer) {
  if (json.is_object()) {
    const auto member = json.find("id");
    if (member != json.end() && *member == id) return {&json, pointer};
  }
  if (!json.is_structured()) return {};
  for (const auto& [name, value] : json.items()) {
    PlacedObject found = find_object(value, id, pointer + '/' + name);
    if (found.object != nullptr) return found;
  }
  return {};
}

std::string padded(std::string text) {
  constexpr std::size_t kWidth = 11;
  text.resize(std::max(text.size() + 1, kWidth), ' ');
  return text;
}

std::string describe_value(const Json& value) {
  std::string text = "      " + padded(value.value("source", "recorded"));
  text += value.contains("at") ? value.value("at", "")
                               : value.value("from", "") + " to " + value.value("to", "");
  return text + "  " + value.at("value").dump() + '\n';
}

std::string describe_object(const PlacedObject& placed) {
  std::string text = "  " + placed.object->value("id", placed.pointer) + "  " + placed.pointer;
  const auto recorded = placed.object->find("recorded");
  if (recorded == placed.object->end()) return text + "\n      generated  all values\n";
  text += '\n';
  for (const auto& [metric, values] : recorded->items()) {
    text += "    " + metric + '\n';
    for (const Json& each : values) text += describe_value(each);
    text += "      generated  at all other times\n";
  }
  return text + "    other metrics\n      generated  at all times\n";
}

void describe_within(const Json& json, const std::string& pointer, std::string& text) {
  if (!json.is_structured()) return;
  for (const auto& [name, value] : json.items()) {
    const std::string at = pointer + '/' + name;
    // What has a weight is a share of something, and has no values of its own.
    const bool has_values = value.is_object() && value.contains("id") && !value.contains("weight");
    if (has_values) text += describe_object({&value, at});
    describe_within(value, at, text);
  }
}

}  // namespace

std::optional<std::string> describe_sources(const Json& world, const std::string& id) {
  const PlacedObject found = find_object(world, id, "");
  if (found.object == nullptr) return std::nullopt;
  std::string text = describe_object(found);
  describe_within(*found.object, found.pointer, text);
  return text;
}

}  // namespace mockmeter
