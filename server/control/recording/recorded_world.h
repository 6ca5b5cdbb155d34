#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/time/instant.h"
#include "server/metering/json.h"

namespace mockmeter {

/// A world that was made from recordings.
struct RecordedWorld {
  Json document;                      ///< schemas/world.json
  std::size_t used = 0;               ///< calls that it was made of
  Instant until = kEarliest;          ///< when the last of them was answered
  std::vector<std::string> sections;  ///< what each provider says of its section
  std::vector<std::string> left_out;  ///< which exchanges were not used, and why
};

/// Reads the files one after the other, in bounded memory, and lets each provider make its section;
/// what a later file or exchange says replaces what an earlier one said of the same. No secret, id
/// or name of a recording is in the result. Throws RecordingError for a file that cannot be read or
/// that has nothing for a world, and for more values than kMaxRecordedValues.
RecordedWorld make_world(const std::string& name, const std::vector<std::string>& files);

/// The titles of the providers of whose recordings worlds are made.
std::vector<std::string> recordable_apis();

inline constexpr std::size_t kMaxRecordedValues = 4'000'000;

}  // namespace mockmeter
