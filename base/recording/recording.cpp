#include "base/recording/recording.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

#include "base/recording/formats.h"
#include "base/text/wording.h"

namespace mockmeter {
namespace {

using Reader = RecordingSummary (*)(FileBytes& bytes, const TakeExchange& take);

constexpr std::size_t kMaxHostsNamed = 3;
constexpr std::size_t kMaxHosts = 1000;  // that are counted
constexpr std::size_t kMaxHostName = 80;
// How files begin that gzip, zlib (mitmproxy's .zhar) and zip wrote.
constexpr std::array<std::string_view, 5> kCompressed{"\x1f\x8b", "\x78\x01", "\x78\x9c",
                                                      "\x78\xda", "PK\x03\x04"};

/// Where the path of an absolute URL begins.
std::size_t path_begin(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const std::size_t host = scheme == url.npos ? 0 : scheme + 3;
  return std::min(url.find_first_of("/?", host), url.size());
}

void check_is_text(FileBytes& bytes) {
  const std::string_view begin = bytes.ahead();
  if (begin.empty()) throw RecordingError(bytes.path() + ": it is empty" + kRecordings);
  const auto begins = [begin](std::string_view magic) { return begin.starts_with(magic); };
  if (std::ranges::any_of(kCompressed, begins)) {
    throw RecordingError(bytes.path() + ": it is compressed; unpack it, and give what is in it");
  }
}

/// The members of the object that `text` begins with, as far as it goes: a line may be longer.
RecordingJson first_members(std::string_view text) {
  RecordingJson members = RecordingJson::object();
  std::string name;
  const auto take = [&](int depth, RecordingJson::parse_event_t event, const RecordingJson& value) {
    if (depth != 1) return true;
    if (event == RecordingJson::parse_event_t::key) {
      name = value.get<std::string>();
      members[name] = nullptr;
    } else if (event == RecordingJson::parse_event_t::value) {
      members[name] = value;
    }
    return true;
  };
  std::ignore = RecordingJson::parse(text.substr(0, text.find('\n')), take, false);
  return members;
}

Reader reader_for(FileBytes& bytes) {
  const RecordingJson line = first_members(bytes.ahead());
  if (member(line, "type") == "header") {
    if (member(line, "stream") == 2) return read_ndjson;
    throw RecordingError(bytes.path() + ":1: version " + member(line, "stream").dump() +
                         " of the stream, and this mockmeter reads 2; use the mockmeter that "
                         "wrote it, or record again");
  }
  const bool is_journal = line.contains("id") && line.contains("request");
  return is_journal ? read_journal : read_har;
}

}  // namespace

std::string_view RecordedExchange::origin() const {
  return std::string_view(url).substr(0, path_begin(url));
}

std::string_view RecordedExchange::target() const {
  return std::string_view(url).substr(path_begin(url));
}

RecordingSummary read_recording(const std::string& path,
                                const std::function<void(RecordedExchange)>& take) {
  FileBytes bytes(path);
  check_is_text(bytes);
  return reader_for(bytes)(bytes, take);
}

void RecordedOrigins::add(std::string_view origin) {
  if (origins_.size() >= kMaxHosts) return;
  // Without a user and password before the host: "https://me:secret@host".
  const std::size_t scheme = origin.find("://");
  const std::size_t host = origin.rfind('@');
  std::string shown(scheme == origin.npos ? "" : origin.substr(0, scheme + 3));
  shown += origin.substr(host == origin.npos ? shown.size() : host + 1);
  origins_.insert(shown.substr(0, kMaxHostName));
}

std::string RecordedOrigins::text() const {
  std::vector<std::string> named;
  for (const std::string& origin : origins_) {
    if (named.size() < kMaxHostsNamed) named.push_back(origin);
  }
  const std::size_t more = origins_.size() - named.size();
  return join_names(named) + (more > 0 ? " and " + std::to_string(more) + " more" : "");
}

}  // namespace mockmeter
