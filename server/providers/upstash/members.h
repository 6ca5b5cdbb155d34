#pragma once

#include <array>
#include <string>

#include "base/time/instant.h"
#include "server/metering/json.h"
#include "server/metering/variants.h"

namespace mockmeter::upstash {

/// What a QStashUser says of itself: every documented member that it has, of both generations of
/// the schema. It is asked for far more often than it changes, so each change writes the text.
class UserFields {
 public:
  const Json& json() const { return json_; }
  /// Appends the JSON object of the chosen generation: its members in its order, without those
  /// that the user lacks. What happens after `now` has no time yet: it reads 0.
  void append_to(std::string& out, const VariantSelection& variants, Instant now) const;

  /// Calls `change` with the members, a JSON object.
  template <typename Change>
  void edit(Change change) {
    change(json_);
    write_texts();
  }

 private:
  void write_texts();

  Json json_ = Json::object();
  std::array<std::string, 2> texts_;  // by generation, once all that happens to it has happened
  Instant settled_ = kEarliest;       // from when on that is so
};

}  // namespace mockmeter::upstash
