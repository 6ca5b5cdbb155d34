#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time/instant.h"

namespace mockmeter {

/// A request or a response of a recording.
struct RecordedMessage {
  std::vector<std::pair<std::string, std::string>> headers;  ///< in their order
  std::string body;                                          ///< its codings are undone
  /// Why `body` is not all of it: "the recording has 100 of 2048 bytes"; empty = it is.
  std::string incomplete;
};

/// An exchange that somebody recorded.
struct RecordedExchange {
  std::string place;  ///< for messages: "run.har: entry 3"
  std::string method;
  std::string url;  ///< absolute, without a fragment: "https://host/path?query"
  RecordedMessage request;
  int status = 0;  ///< 0 = there was no response
  RecordedMessage response;
  std::optional<Instant> started;  ///< by the clock of who recorded it

  std::string_view origin() const;  ///< "https://host"
  std::string_view target() const;  ///< "/path?query"
};

/// A file that cannot be used as a recording. what() names the file, the byte or line, what is
/// wrong and what to do.
struct RecordingError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The longest exchange of an HTTP archive and the longest line of other files, in bytes.
inline constexpr std::size_t kMaxRecordedBytes = 32UL * 1024 * 1024;
/// What else a recording says.
struct RecordingSummary {
  std::size_t exchanges = 0;
  std::size_t left_out = 0;  ///< exchanges that its writer did not keep
};

/// Hands over the exchanges of one file, in their order, one after the other: its memory is bounded
/// by kMaxRecordedBytes, not by the file. Knows HAR 1.x by anyone, the NDJSON report of mockmeter
/// and the file of `serve --journal-file`. Throws RecordingError, maybe after some exchanges.
RecordingSummary read_recording(const std::string& path,
                                const std::function<void(RecordedExchange)>& take);

/// The servers that a recording is about, as far as messages name them. Bounded.
class RecordedOrigins {
 public:
  void add(std::string_view origin);
  bool empty() const { return origins_.empty(); }
  void clear() { origins_.clear(); }
  /// "https://a.example, https://b.example and 2 more"
  std::string text() const;

 private:
  std::set<std::string> origins_;
};

}  // namespace mockmeter
