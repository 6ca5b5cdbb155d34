// Reads a HAR of any length, an entry at a time; formats.h declares it.
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "base/recording/formats.h"

namespace mockmeter {
namespace {

constexpr std::size_t kMaxDepth = 100;  // of an entry

/// Makes the document of one entry out of events.
class EntryBuilder {
 public:
  bool is_open() const { return !open_.empty(); }
  std::size_t depth() const { return open_.size(); }
  void name(std::string& text) { name_ = std::move(text); }

  RecordingJson& add(RecordingJson value) {
    if (open_.empty()) return root_ = std::move(value);
    RecordingJson& parent = *open_.back();
    if (parent.is_array()) return parent.emplace_back(std::move(value));
    return parent[name_] = std::move(value);
  }
  void open(RecordingJson value) { open_.push_back(&add(std::move(value))); }
  void close() { open_.pop_back(); }
  const RecordingJson& root() const { return root_; }

 private:
  RecordingJson root_;
  std::vector<RecordingJson*> open_;
  std::string name_;
};

/// Finds /log/entries/* in the events of a parser. What is elsewhere is read and dropped.
class HarEvents : public nlohmann::json_sax<RecordingJson> {
 public:
  HarEvents(FileBytes& bytes, const TakeExchange& take) : bytes_(bytes), take_(take) {}

  bool has_entries() const { return has_entries_; }
  std::size_t count() const { return count_; }

  bool null() override { return scalar(nullptr); }
  bool boolean(bool value) override { return scalar(value); }
  bool number_integer(number_integer_t value) override { return scalar(value); }
  bool number_unsigned(number_unsigned_t value) override { return scalar(value); }
  bool number_float(number_float_t value, const string_t&) override { return scalar(value); }
  bool string(string_t& value) override { return scalar(std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return start(RecordingJson::object()); }
  bool start_array(std::size_t) override { return start(RecordingJson::array()); }
  bool end_object() override { return end(); }
  bool end_array() override { return end(); }
  bool key(string_t& name) override {
    if (builder_.is_open()) {
      builder_.name(name);
    } else {
      key_ = std::move(name);
      bytes_.mark();
    }
    return true;
  }
  bool parse_error(std::size_t, const std::string&,
                   const nlohmann::detail::exception& error) override {
    const std::string where = bytes_.path() + ": byte " + std::to_string(bytes_.position());
    const std::string entry = "entry " + std::to_string(count_ + 1);
    if (bytes_.at_end() && depth_ != 0) {
      throw RecordingError(where + ": the file ends in the middle of " +
                           (builder_.is_open() ? entry : "the archive") + kRecordAgain);
    }
    throw RecordingError(where + ": no JSON: " + parser_message(error.what()) + kRecordings);
  }

 private:
  /// What the parser says, without its own place: "... syntax error ...: REASON".
  static std::string parser_message(std::string_view what) {
    const std::size_t at = what.find(" - ");
    return std::string(what.substr(at == what.npos ? 0 : at + 3));
  }

  bool is_entry() const { return depth_ == 3 && path_depth_ == 3; }

  bool scalar(RecordingJson value) {
    if (builder_.is_open()) {
      builder_.add(std::move(value));
      return true;
    }
    if (depth_ == 2 && path_depth_ == 2 && key_ == "version") check_version(value);
    bytes_.mark();
    return true;
  }

  bool start(RecordingJson value) {
    if (builder_.is_open() || (is_entry() && value.is_object())) {
      if (builder_.depth() == kMaxDepth) {
        throw RecordingError(place() + ": deeper than " + std::to_string(kMaxDepth) + kRecordings);
      }
      builder_.open(std::move(value));
    } else {
      follow(value);
      bytes_.mark();
    }
    ++depth_;
    return true;
  }

  /// Whether a container outside of the entries leads to them.
  void follow(const RecordingJson& value) {
    if (path_depth_ != depth_) return;
    const bool leads = (depth_ == 0 && value.is_object()) ||
                       (depth_ == 1 && value.is_object() && key_ == "log") ||
                       (depth_ == 2 && value.is_array() && key_ == "entries");
    if (!leads) return;
    ++path_depth_;
    has_entries_ = has_entries_ || depth_ == 2;
  }

  bool end() {
    --depth_;
    if (builder_.is_open()) {
      builder_.close();
      if (builder_.is_open()) return true;
      take_(har_exchange(builder_.root(), place()));
      ++count_;
      builder_ = EntryBuilder();
    }
    if (path_depth_ > depth_) path_depth_ = depth_;
    bytes_.mark();
    return true;
  }

  void check_version(const RecordingJson& version) const {
    if (version.is_string() && version.get_ref<const std::string&>().starts_with("1.")) return;
    throw RecordingError(bytes_.path() + ": version " + version.dump() +
                         " of HAR, and 1.2 is read; export it in that version");
  }

  std::string place() const { return bytes_.path() + ": entry " + std::to_string(count_ + 1); }

  FileBytes& bytes_;
  const TakeExchange& take_;
  EntryBuilder builder_;
  std::string key_;             // outside of an entry
  std::size_t depth_ = 0;       // of open containers
  std::size_t path_depth_ = 0;  // how many of them lead to the entries
  std::size_t count_ = 0;
  bool has_entries_ = false;
};

}  // namespace

RecordingSummary read_har(FileBytes& bytes, const TakeExchange& take) {
  HarEvents events(bytes, take);
  RecordingJson::sax_parse(FileBytes::Iterator(bytes), FileBytes::Iterator(), &events);
  if (!events.has_entries()) {
    throw RecordingError(bytes.path() + ": no \"log\" with \"entries\" in it" + kRecordings);
  }
  return {events.count(), 0};
}

}  // namespace mockmeter
