#include "server/providers/openai/world.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/tables.h"
#include "server/metering/section_reader.h"
#include "server/providers/openai/endpoints.h"

namespace mockmeter::openai {
namespace {

using Mixes = std::map<std::string, std::shared_ptr<const Mix>, std::less<>>;

struct Reader : SectionReader {
  Mixes mixes{};
  std::map<std::string, std::string> units{};  ///< of line items, which may stand in several mixes
};

/// The endpoints whose rows are made of calls.
constexpr std::array<const Endpoint*, 9> kCalledEndpoints{
    &kCompletions,     &kEmbeddings,     &kModerations,
    &kImagesEndpoint,  &kAudioSpeeches,  &kAudioTranscriptions,
    &kFileSearchCalls, &kWebSearchCalls, &kCodeInterpreterSessions};

const Endpoint* find_endpoint(std::string_view name) {
  const auto* const found = find_by(
      kCalledEndpoints, [](const Endpoint* endpoint) { return endpoint->name; }, name);
  return found == nullptr ? nullptr : *found;
}

MeasureSet shown_by(const Endpoint& endpoint) {
  MeasureSet shown = 0;
  for (const Counter& counter : endpoint.counters) shown |= counter.sum;
  for (const Counter& counter : endpoint.more_counters) shown |= counter.sum;
  return shown;
}

std::size_t measure_of(std::string_view name) {
  const auto found = std::ranges::find(kMeasureNames, name);
  return static_cast<std::size_t>(found - kMeasureNames.begin());
}

/// Reads what a call carries; a measure that the endpoint does not show is a fault.
Amounts read_usual(const Json& part, const Endpoint* endpoint, const std::string& pointer,
                   Reader& reader) {
  Amounts usual{};
  const Json amounts = part.value("amounts", Json::object());
  for (const auto& [name, amount] : amounts.items()) {
    const std::size_t measure = measure_of(name);
    usual.at(measure) = amount.get<std::int64_t>();
    const bool is_shown = endpoint == nullptr || (shown_by(*endpoint) >> measure & 1U) != 0;
    if (!is_shown) {
      reader.add_fault(pointer + "/amounts/" + name,
                       "a measure that " + std::string(endpoint->name) + " shows", name);
    }
  }
  return usual;
}

/// The dimensions that a part of a mix may give; the others come from key and project.
constexpr std::array<Dimension, 6> kPartDimensions{kServiceTier, kApiSource,   kSize,
                                                   kSource,      kVectorStore, kContextLevel};

bool has_dimension(const Endpoint* endpoint, Dimension dimension) {
  return endpoint != nullptr &&
         std::ranges::find(endpoint->dimensions, dimension) != endpoint->dimensions.end();
}

PartShape read_part(const Json& json, const std::string& pointer, const Json& mix,
                    const Endpoint* endpoint, Reader& reader) {
  PartShape part;
  part.weight = json.value("weight", std::int64_t{1});
  part.usual = read_usual(json, endpoint, pointer, reader);
  part.labels[kModel] = mix.value("model", "");
  for (const Dimension dimension : kPartDimensions) {
    const std::string name(kDimensionNames.at(dimension));
    if (!json.contains(name)) continue;
    part.labels.at(dimension) = json[name].get<std::string>();
    if (has_dimension(endpoint, dimension)) continue;
    reader.faults.push_back(
        {pointer + "/" + name, "a dimension of the mix's endpoint", json[name].dump()});
  }
  if (has_dimension(endpoint, kBatch)) {
    part.labels[kBatch] = json.value("batch", false) ? "true" : "false";
  }
  return part;
}

LineItem read_line_item(const Json& json, const std::string& pointer, Reader& reader) {
  LineItem item;
  item.name = json["name"].get<std::string>();
  item.unit = json.value("unit", "");
  item.nanodollars = json["nanodollars"].get<std::int64_t>();
  for (const Json& name : json["measures"]) {
    item.measures |= MeasureSet{1} << measure_of(name.get<std::string>());
  }
  const auto [known, is_new] = reader.units.emplace(item.name, item.unit);
  if (!is_new && known->second != item.unit) {
    reader.add_fault(pointer + "/unit", "the unit that the name has elsewhere", item.unit);
  }
  return item;
}

std::shared_ptr<const Mix> read_mix(const std::string& name, const Json& json, Reader& reader) {
  const std::string pointer = "/openai/mixes/" + name;
  const Endpoint* const endpoint = find_endpoint(json.value("endpoint", ""));
  auto parts = read_array(json, "parts", pointer, read_part, json, endpoint, reader);
  auto line_items = read_array(json, "line_items", pointer, read_line_item, reader);
  return std::make_shared<Mix>(reader.seed, "openai/mix/" + name, json.value("endpoint", ""),
                               std::move(parts), std::move(line_items));
}

std::vector<Stream> read_traffic(const Json& owner, const std::string& pointer,
                                 const std::string& owner_id, Instant created, Reader& reader) {
  std::vector<Stream> streams;
  for_each_in(owner, "traffic", pointer, [&](const Json& json, const std::string& at) {
    const std::string name = json["mix"].get<std::string>();
    const auto mix = reader.mixes.find(name);
    if (mix == reader.mixes.end()) {
      reader.add_fault(at + "/mix", "the name of a mix", name);
      return;
    }
    reader.must_be_new("mix of " + pointer, name, at + "/mix");
    streams.push_back(
        {mix->second,
         reader.curve(json, "calls", at, "openai/" + owner_id + "/" + name, {created, kLatest})});
  });
  return streams;
}

ProjectKey read_project_key(const Json& json, const std::string& pointer, const Instant& created,
                            const Organization& organization, Reader& reader) {
  ProjectKey key;
  key.id = reader.new_text(json, "id", "key", pointer);
  key.secret = reader.new_text(json, "secret", "secret", pointer);
  key.user = json.value("user", "");
  if (!key.user.empty() && find_by(organization.users, &User::id, key.user) == nullptr) {
    reader.add_fault(pointer + "/user", "the id of a user of the organization", key.user);
  }
  key.traffic = read_traffic(json, pointer, key.id, created, reader);
  return key;
}

Project read_project(const Json& json, const std::string& pointer, const Organization& organization,
                     Reader& reader) {
  Project project;
  project.id = reader.new_text(json, "id", "project", pointer);
  project.name = json.value("name", project.id);
  project.created = reader.instant(json, "created", pointer);
  project.keys =
      read_array(json, "keys", pointer, read_project_key, project.created, organization, reader);
  project.traffic = read_traffic(json, pointer, project.id, project.created, reader);
  if (json.contains("vector_store_bytes")) {
    // A level begins with the project: before, there is none.
    project.vector_store_bytes =
        reader.curve(json, "vector_store_bytes", pointer,
                     "openai/" + project.id + "/vector_store_bytes", {project.created, kLatest});
  }
  return project;
}

AdminKey read_admin_key(const Json& json, const std::string& pointer, Reader& reader) {
  return {reader.new_text(json, "name", "key", pointer),
          reader.new_text(json, "secret", "secret", pointer),
          !json.contains("scopes") || contains(json["scopes"], kUsageScope)};
}

User read_user(const Json& json, const std::string& pointer, Reader& reader) {
  return {reader.new_text(json, "id", "user", pointer), json.value("email", "")};
}

Organization read_organization(const Json& json, const std::string& pointer, Reader& reader) {
  Organization organization;
  organization.id = reader.new_text(json, "id", "organization", pointer);
  organization.name = json.value("name", organization.id);
  organization.admin_keys = read_array(json, "admin_keys", pointer, read_admin_key, reader);
  organization.users = read_array(json, "users", pointer, read_user, reader);
  organization.projects = read_array(json, "projects", pointer, read_project, organization, reader);
  return organization;
}

}  // namespace

const Organization* Part::find_organization(std::string_view id) const {
  return find_by(organizations, &Organization::id, id);
}

std::shared_ptr<const WorldSection> read_world(const Json& section, std::uint64_t seed,
                                               std::vector<ValidationError>& faults) {
  auto part = std::make_shared<Part>();
  Reader reader{{seed, faults}};
  const Json mixes = section.value("mixes", Json::object());
  for (const auto& [name, mix] : mixes.items()) {
    reader.mixes.emplace(name, read_mix(name, mix, reader));
  }
  part->organizations = read_array(section, "organizations", "/openai", read_organization, reader);
  return part;
}

}  // namespace mockmeter::openai
