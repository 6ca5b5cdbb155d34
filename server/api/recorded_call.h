#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

#include "server/api/operation.h"
#include "server/metering/json.h"
#include "server/metering/recorded/value_log.h"

namespace mockmeter {

/// A call of an operation that somebody recorded, with a response of status 200.
struct RecordedCall {
  const Operation& operation;
  PathParams path;
  Query query;
  Json body;               ///< of the response
  Instant now;             ///< when it was answered, by the clock of the server where it said so
  std::string credential;  ///< a label that is the same for the same one; empty: none was recorded
  std::size_t number = 0;  ///< ascending; a later call has a greater one
};

/// A response that is not what its operation's page says. what() names the member.
struct UnexpectedShape : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What one provider makes of its calls in a recording. It keeps what it needs for its section of a
/// world, and not the calls.
class RecordingReader {
 public:
  RecordingReader() = default;
  RecordingReader(const RecordingReader&) = delete;
  RecordingReader& operator=(const RecordingReader&) = delete;
  virtual ~RecordingReader() = default;

  /// False when the operation has nothing that a world holds. Throws UnexpectedShape.
  virtual bool add(const RecordedCall& call) = 0;
  /// How many values are kept.
  virtual std::size_t values() const = 0;
  /// The section of the world. Once.
  virtual Json section(LoggedConflicts& conflicts) = 0;
  /// What it has, for people: "2 accounts with 12 projects".
  virtual std::string summary() const = 0;
};

}  // namespace mockmeter
