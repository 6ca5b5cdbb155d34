#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "server/metering/validation_error.h"
#include "server/metering/world.h"

namespace mockmeter {

/// A world that cannot be used: what() lists every fault, one per line, with its JSON Pointer.
class WorldError : public std::runtime_error {
 public:
  explicit WorldError(const std::string& message, std::vector<ValidationError> faults = {});
  const std::vector<ValidationError>& faults() const { return faults_; }

 private:
  std::vector<ValidationError> faults_;
};

/// Checks a world against its schema, then lets every provider read its section. All or nothing:
/// throws WorldError with every fault that was found.
std::shared_ptr<const World> load_world(const Json& document, std::uint64_t seed);

/// `name_or_file`: a world of fixtures/worlds by its name ("default"), or the path of a JSON file.
/// Throws WorldError. Thread-safe; servers with the same built-in world and seed share one object.
std::shared_ptr<const World> open_world(const std::string& name_or_file, std::uint64_t seed);

/// The JSON of a world that is built in; empty when there is none of that name.
std::optional<std::string_view> built_in_world_text(const std::string& name);

/// The names of the worlds that are built in, sorted.
std::vector<std::string> built_in_worlds();

}  // namespace mockmeter
