#include "server/providers/neon/recording/facts.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/text/ascii.h"
#include "server/api/recorded_shape.h"

namespace mockmeter::neon {
namespace {

// As in schemas/neon/world.json.
constexpr int kOldestVersion = 14;
constexpr int kNewestVersion = 18;

/// "aws-us-east-2": a region is no secret, and its form says that it is one.
bool is_region(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  const std::size_t cloud = text.find('-') + 1;
  const bool is_known_cloud = text.starts_with("aws-") || text.starts_with("azure-");
  return is_known_cloud && text.size() > cloud && text.size() - cloud <= kLongest &&
         std::ranges::all_of(
             text, [](char c) { return is_digit(c) || c == '-' || (c >= 'a' && c <= 'z'); });
}

std::string text_if_any(const Json& object, const char* name) {
  return object.contains(name) ? text_member(object, name) : std::string();
}

bool is_set(const Json& object, const char* name) {
  return object.contains(name) && object[name].is_boolean() && object[name].get<bool>();
}

template <typename Facts>
const typename Facts::mapped_type* find(const Facts& facts, const std::string& id) {
  const auto found = facts.find(id);
  return found == facts.end() ? nullptr : &found->second;
}

}  // namespace

void RecordedFacts::read_project(const Json& project) {
  const std::string id = text_member(project, "id");
  const Instant created_at = instant_member(project, "created_at");
  const std::string name = text_if_any(project, "name");
  const std::string region = text_if_any(project, "region_id");
  const std::uint64_t version =
      project.contains("pg_version") ? count_member(project, "pg_version") : 0;
  ProjectFacts& facts = projects_[id];
  facts.created_at = created_at;
  if (!name.empty()) facts.name = name;
  if (is_region(region)) facts.region = region;
  if (version >= kOldestVersion && version <= kNewestVersion) {
    facts.pg_version = static_cast<int>(version);
  }
}

void RecordedFacts::read_branches(const std::string& project, const Json& branches) {
  std::map<std::string, BranchFacts> read;
  for (const Json& branch : branches) {
    const bool is_default = is_set(branch, "default") || is_set(branch, "primary");
    read[text_member(branch, "id")] = {text_member(branch, "name"),
                                       instant_member(branch, "created_at"), is_default};
  }
  for (auto& [id, facts] : read) projects_[project].branches[id] = std::move(facts);
}

void RecordedFacts::read_organization(const Json& organization) {
  const std::string name = text_member(organization, "name");
  organizations_[text_member(organization, "id")] = name;
}

void RecordedFacts::read_person(const std::string& credential, const Json& user) {
  emails_[credential] = text_member(user, "email");
}

const ProjectFacts* RecordedFacts::project(const std::string& id) const {
  return find(projects_, id);
}

std::string RecordedFacts::organization_name(const std::string& id) const {
  const std::string* name = find(organizations_, id);
  return name == nullptr ? std::string() : *name;
}

std::string RecordedFacts::person_email(const std::string& credential) const {
  const std::string* email = find(emails_, credential);
  return email == nullptr ? std::string() : *email;
}

}  // namespace mockmeter::neon
