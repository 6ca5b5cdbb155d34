#include "server/control/world_file.h"

#include <cstddef>
#include <deque>
#include <filesystem>
#include <mutex>

#include "base/files/file_text.h"
#include "schemas/data/embedded.h"
#include "schemas/validate.h"
#include "schemas/world_schema.h"
#include "server/control/catalog.h"
#include "server/metering/json.h"
#include "server/providers/providers.h"

namespace mockmeter {
namespace {

constexpr std::string_view kWorldFolder = "fixtures/worlds/";

std::string describe(const std::vector<ValidationError>& faults) {
  std::string text;
  for (const ValidationError& fault : faults) {
    text += "\n  " + (fault.pointer.empty() ? "/" : fault.pointer) + ": expected " +
            fault.expected + ", found " + fault.found;
  }
  return text;
}

Json world_schema() {
  std::vector<std::string> sections;
  for (const Provider* provider : all_providers()) sections.emplace_back(provider->name);
  return compose_world_schema(sections);
}

std::optional<Instant> read_date(const Json& entry, const char* name, const std::string& pointer,
                                 std::vector<ValidationError>& faults) {
  if (!entry.contains(name)) return std::nullopt;
  return read_instant(entry[name], pointer + "/" + name, faults);
}

Window read_brownout(const Json& entry, const std::string& pointer,
                     std::vector<ValidationError>& faults) {
  const Window window{read_instant(entry["from"], pointer + "/from", faults),
                      read_instant(entry["to"], pointer + "/to", faults)};
  if (window.empty()) {
    faults.push_back({pointer + "/to", "an instant after from", entry["to"].dump()});
  }
  return window;
}

Lifecycle read_entry(const Json& entry, const std::string& pointer,
                     std::vector<ValidationError>& faults) {
  Lifecycle lifecycle{.deprecated = read_date(entry, "deprecated", pointer, faults),
                      .removed = read_date(entry, "removed", pointer, faults),
                      .brownouts = {}};
  // Source: RFC 9745 section 4, the sunset must not be earlier than the deprecation.
  if (lifecycle.deprecated && lifecycle.removed && *lifecycle.deprecated > *lifecycle.removed) {
    faults.push_back(
        {pointer + "/deprecated", "an instant not after removed", entry["deprecated"].dump()});
  }
  for (const Json& brownout : entry.value("brownouts", Json::array())) {
    lifecycle.brownouts.push_back(read_brownout(
        brownout, pointer + "/brownouts/" + std::to_string(lifecycle.brownouts.size()), faults));
  }
  return lifecycle;
}

void read_lifecycle(const Json& document, World& world, std::vector<ValidationError>& faults) {
  if (!document.contains("lifecycle")) return;
  for (const auto& [id, entry] : document.at("lifecycle").items()) {
    world.lifecycle[id] = read_entry(entry, "/lifecycle/" + id, faults);
  }
}

void check_lifecycle_ids(const World& world, std::vector<ValidationError>& faults) {
  for (const auto& [id, lifecycle] : world.lifecycle) {
    if (find_operation(id) == nullptr) {
      faults.push_back({"/lifecycle/" + id, "an operation id (see: mockmeter list operations)",
                        "\"" + id + "\""});
    }
  }
}

void read_variants(const Json& document, World& world, std::vector<ValidationError>& faults) {
  const Json chosen = document.value("variants", Json::object());
  for (const auto& [name, value] : chosen.items()) {
    const auto text = value.get<std::string>();
    const std::string expected = choose_variant(world.variants, name, text);
    if (!expected.empty()) faults.push_back({"/variants/" + name, expected, "\"" + text + "\""});
  }
}

Json parse_document(const std::string& text, const std::string& name) {
  if (is_outsized_json(text)) {
    throw WorldError("world " + name + " nests deeper than " + std::to_string(kDeepestJson) +
                     ", or has an object of more than " + std::to_string(kMostMembers) +
                     " members");
  }
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    throw WorldError("world " + name + " is not JSON: byte " + std::to_string(error.byte));
  }
}

struct BuiltInWorld {
  std::string name;
  std::uint64_t seed = 0;
  std::shared_ptr<const World> world;
};
constexpr std::size_t kMaxRemembered = 8;

/// Reads it, unless it is one of the latest: a world never changes, and reading one takes most of
/// the time that a server needs to start.
std::shared_ptr<const World> built_in_world(const std::string& name, std::string_view text,
                                            std::uint64_t seed) {
  static std::mutex mutex;
  static std::deque<BuiltInWorld> latest;
  const std::scoped_lock lock(mutex);
  for (const BuiltInWorld& each : latest) {
    if (each.name == name && each.seed == seed) return each.world;
  }
  auto world = load_world(parse_document(std::string(text), name), seed);
  latest.push_back({name, seed, world});
  if (latest.size() > kMaxRemembered) latest.pop_front();
  return world;
}

}  // namespace

WorldError::WorldError(const std::string& message, std::vector<ValidationError> faults)
    : std::runtime_error(message + describe(faults)), faults_(std::move(faults)) {}

std::shared_ptr<const World> load_world(const Json& document, std::uint64_t seed) {
  static const Schema kSchema(world_schema());
  std::vector<ValidationError> faults = kSchema.validate(document);
  if (!faults.empty()) throw WorldError("the world breaks its schema:", std::move(faults));

  auto world = std::make_shared<World>();
  world->name = document.value("name", "");
  world->seed = seed;
  world->document = document;
  read_lifecycle(document, *world, faults);
  check_lifecycle_ids(*world, faults);
  read_variants(document, *world, faults);
  for (const Provider* provider : all_providers()) {
    const std::string name(provider->name);
    const Json section = document.value(name, Json::object());
    world->parts.emplace(name, provider->read_world(section, seed, faults));
  }
  if (!faults.empty()) throw WorldError("the world contradicts itself:", std::move(faults));
  return world;
}

std::optional<std::string_view> built_in_world_text(const std::string& name) {
  return embedded_file(std::string(kWorldFolder) + name + ".json");
}

std::shared_ptr<const World> open_world(const std::string& name_or_file, std::uint64_t seed) {
  if (const auto built_in = built_in_world_text(name_or_file)) {
    return built_in_world(name_or_file, *built_in, seed);
  }
  const auto text = file_text(name_or_file);
  if (!text) {
    std::string known;
    for (const std::string& name : built_in_worlds()) known += " " + name;
    throw WorldError("world " + name_or_file +
                     " is neither a readable file nor built in; built in:" + known);
  }
  return load_world(parse_document(*text, name_or_file), seed);
}

std::vector<std::string> built_in_worlds() {
  std::vector<std::string> names;
  for (const std::string_view path : embedded_files(kWorldFolder)) {
    names.push_back(std::filesystem::path(path).stem().string());
  }
  return names;
}

}  // namespace mockmeter
