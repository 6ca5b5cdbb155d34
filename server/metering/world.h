#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time/instant.h"
#include "server/metering/curve/curve.h"
#include "server/metering/json.h"
#include "server/metering/validation_error.h"
#include "server/metering/variants.h"
#include "server/metering/window.h"

namespace mockmeter {

/// When an operation is deprecated, removed, or removed for a while (brown-outs).
struct Lifecycle {
  std::optional<Instant> deprecated;
  std::optional<Instant> removed;
  std::vector<Window> brownouts;

  bool removed_at(Instant now) const;
  bool deprecated_at(Instant now) const { return deprecated && now >= *deprecated; }
};

/// What one provider keeps in a world: its accounts, credentials, plans, keys. Each provider
/// derives one type from this; nobody else looks inside.
class WorldSection {
 public:
  WorldSection() = default;
  virtual ~WorldSection() = default;
  WorldSection& operator=(const WorldSection&) = delete;
  /// A copy that a state-changing operation may write to.
  virtual std::shared_ptr<WorldSection> clone() const = 0;

 protected:
  WorldSection(const WorldSection&) = default;
};

/// Everything that responses depend on besides clock, variants and request. Immutable once it is
/// published; a state-changing operation works on a copy that replaces it.
struct World {
  std::string name;
  std::uint64_t seed = 1;
  Json document;                               ///< as it was read, for the control plane
  VariantSelection variants;                   ///< where the world departs from the defaults
  std::map<std::string, Lifecycle> lifecycle;  ///< by operation id
  std::map<std::string, std::shared_ptr<const WorldSection>, std::less<>> parts;  ///< by provider
  bool has_lifecycle = true;  ///< false = no operation is deprecated or removed

  /// The lifecycle of an operation; an empty one when the world says nothing, or has none.
  const Lifecycle& lifecycle_of(const std::string& operation_id) const;

  template <typename Part>
  const Part& part(std::string_view provider) const {
    return static_cast<const Part&>(*parts.find(provider)->second);
  }

  /// A private copy of a provider's part, put in place of the shared one. Only for a world that
  /// is not published yet.
  template <typename Part>
  Part& edit(std::string_view provider) {
    std::shared_ptr<WorldSection> copy = parts.find(provider)->second->clone();
    Part& part = static_cast<Part&>(*copy);
    parts.find(provider)->second = std::move(copy);
    return part;
  }
};

/// Reads the curve at `spec` (definitions/curve of schemas/world.json), already checked against
/// the schema. `key` names the curve. Overlapping overrides are added to `faults`.
Curve read_curve(const Json& spec, const std::string& pointer, std::uint64_t seed,
                 std::string_view key, Window active, std::vector<ValidationError>& faults);

/// An instant that the schema has already checked; a fault when it is none all the same.
Instant read_instant(const Json& text, const std::string& pointer,
                     std::vector<ValidationError>& faults);

}  // namespace mockmeter
