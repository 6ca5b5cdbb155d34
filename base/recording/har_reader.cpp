// Reads a HAR of any length, an entry at a time; formats.h declares it.
#include <nlohmann/json.hpp>
#include <string>
#include <tuple>

#include "base/recording/formats.h"

namespace mockmeter {
namespace {

using Event = RecordingJson::parse_event_t;

// How many containers are around "log", "entries" and one of them.
constexpr int kLog = 1;
constexpr int kEntries = 2;
constexpr int kEntry = 3;
constexpr int kMaxDepth = 100;  // of an entry

/// Follows a parser to /log/entries/* and hands each over. What is elsewhere is read and dropped.
class HarEvents {
 public:
  HarEvents(FileBytes& bytes, const TakeExchange& take) : bytes_(bytes), take_(take) {}

  bool has_entries() const { return has_entries_; }
  std::size_t count() const { return count_; }

  /// Whether the parser keeps `value`: a container that begins is not told, one that ends is.
  bool keeps(int depth, Event event, const RecordingJson& value) {
    if (is_in_entry_) return keeps_in_entry(depth, event, value);
    bytes_.mark();
    switch (event) {
      case Event::key:
        return leads_to_entries(depth, value.get_ref<const std::string&>());
      case Event::value:
        if (depth == kEntries && is_log_ && key_ == "version") check_version(value);
        return false;
      case Event::object_start:
        if (depth == 0) is_open_ = true;
        is_in_entry_ = depth == kEntry && is_in_entries_;
        return is_in_entry_ || depth == 0 || (depth == kLog && is_log_);
      case Event::array_start:
        if (depth == 0) is_open_ = true;
        if (depth != kEntries || !is_log_ || key_ != "entries") return false;
        return is_in_entries_ = has_entries_ = true;
      default:
        if (depth == 0) is_open_ = false;
        if (depth == kEntries) is_in_entries_ = false;
        return true;
    }
  }

  [[noreturn]] void refuse(std::string_view what) const {
    const std::string where = bytes_.path() + ": byte " + std::to_string(bytes_.position());
    if (bytes_.at_end() && is_open_) {
      throw RecordingError(where + ": the file ends in the middle of " +
                           (is_in_entry_ ? entry_text() : "the archive") + kRecordAgain);
    }
    // Without the parser's own place: "... syntax error ...: REASON".
    const std::size_t reason = what.find(" - ");
    throw RecordingError(
        where + ": no JSON: " + std::string(what.substr(reason == what.npos ? 0 : reason + 3)) +
        kRecordings);
  }

 private:
  bool keeps_in_entry(int depth, Event event, const RecordingJson& value) {
    if (depth > kEntry + kMaxDepth) {
      throw RecordingError(place() + ": deeper than " + std::to_string(kMaxDepth) + kRecordings);
    }
    if (depth != kEntry || event != Event::object_end) return true;
    take_(har_exchange(value, place()));
    ++count_;
    is_in_entry_ = false;
    bytes_.mark();
    return false;
  }

  bool leads_to_entries(int depth, const std::string& name) {
    if (depth == kLog) is_log_ = name == "log";
    if (depth == kLog || (depth == kEntries && is_log_)) key_ = name;
    return (depth == kLog && is_log_) || (depth == kEntries && key_ == "entries");
  }

  void check_version(const RecordingJson& version) const {
    if (version.is_string() && version.get_ref<const std::string&>().starts_with("1.")) return;
    throw RecordingError(bytes_.path() + ": version " + version.dump() +
                         " of HAR, and 1.2 is read; export it in that version");
  }

  std::string entry_text() const { return "entry " + std::to_string(count_ + 1); }
  std::string place() const { return bytes_.path() + ": " + entry_text(); }

  FileBytes& bytes_;
  const TakeExchange& take_;
  std::string key_;  // the last one around or in "log"
  std::size_t count_ = 0;
  bool is_open_ = false;  // the document has begun and not ended
  bool is_log_ = false;
  bool is_in_entries_ = false;
  bool is_in_entry_ = false;
  bool has_entries_ = false;
};

}  // namespace

RecordingSummary read_har(FileBytes& bytes, const TakeExchange& take) {
  HarEvents events(bytes, take);
  try {
    const auto keeps = [&](int depth, Event event, const RecordingJson& value) {
      return events.keeps(depth, event, value);
    };
    std::ignore = RecordingJson::parse(FileBytes::Iterator(bytes), FileBytes::Iterator(), keeps);
  } catch (const RecordingJson::exception& error) {
    events.refuse(error.what());
  }
  if (!events.has_entries()) {
    throw RecordingError(bytes.path() + ": no \"log\" with \"entries\" in it" + kRecordings);
  }
  return {events.count(), 0};
}

}  // namespace mockmeter
