#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/time/instant.h"
#include "server/metering/curve/curve.h"
#include "server/metering/json.h"
#include "server/metering/world.h"
#include "server/providers/openai/traffic/mix.h"

namespace mockmeter::openai {

inline constexpr std::string_view kName = "openai";
inline constexpr std::string_view kUsageScope = "api.usage.read";

/// A key of the organization's owners.
struct AdminKey {
  std::string name;
  std::string secret;
  bool may_read_usage = true;
};

struct User {
  std::string id;
  std::string email;
};

/// A key for inference. It does not open the routes that are mocked here.
struct ProjectKey {
  std::string id;
  std::string secret;
  std::string user;  ///< id; empty: a service account's
  std::vector<Stream> traffic;
};

struct Project {
  std::string id;
  std::string name;
  Instant created;
  std::vector<ProjectKey> keys;
  std::vector<Stream> traffic;  ///< of no key: sessions, and what only the bill knows
  Curve vector_store_bytes;
};

struct Organization {
  std::string id;
  std::string name;
  std::vector<AdminKey> admin_keys;
  std::vector<User> users;
  std::vector<Project> projects;
};

struct Part : WorldSection {
  std::vector<Organization> organizations;

  const Organization* find_organization(std::string_view id) const;
  std::shared_ptr<WorldSection> clone() const override { return std::make_shared<Part>(*this); }
};

/// Reads the "openai" section of a world, already checked against schemas/openai/world.json. Adds a
/// fault for what a schema cannot see: ids given twice, unknown references, measures that no
/// endpoint shows.
std::shared_ptr<const WorldSection> read_world(const Json& section, std::uint64_t seed,
                                               std::vector<ValidationError>& faults);

}  // namespace mockmeter::openai
