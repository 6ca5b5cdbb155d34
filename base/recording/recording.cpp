#include "base/recording/recording.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
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

std::size_t size_of(const RecordedMessage& message) {
  std::size_t size = message.body.size();
  for (const auto& [name, value] : message.headers) size += name.size() + value.size();
  return size;
}

/// "12 exchanges with www.example.com and 3 more hosts"
std::string foreign_text(std::size_t exchanges, const std::set<std::string>& origins) {
  std::vector<std::string> named;
  for (const std::string& origin : origins) {
    if (named.size() < kMaxHostsNamed) named.push_back(origin.substr(0, kMaxHostName));
  }
  std::string text = std::to_string(exchanges) + " exchanges";
  if (!named.empty()) text += " with " + join_names(named);
  if (origins.size() > named.size()) {
    text += " and " + std::to_string(origins.size() - named.size()) + " more";
  }
  return text;
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

std::vector<RecordedExchange> read_recordings(
    const std::vector<std::string>& paths,
    const std::function<bool(const RecordedExchange&)>& is_wanted) {
  std::vector<RecordedExchange> wanted;
  std::size_t kept = 0;
  for (const std::string& path : paths) {
    const std::size_t before = wanted.size();
    std::set<std::string> origins;
    const auto take = [&](RecordedExchange exchange) {
      if (!is_wanted(exchange)) {
        if (origins.size() < kMaxHosts) origins.emplace(exchange.origin());
        return;
      }
      kept += size_of(exchange.request) + size_of(exchange.response) + exchange.url.size();
      if (kept > kMaxKeptBytes) {
        throw RecordingError(exchange.place + ": more than " + megabytes_text(kMaxKeptBytes) +
                             " of exchanges; give shorter recordings");
      }
      wanted.push_back(std::move(exchange));
    };
    const RecordingSummary summary = read_recording(path, take);
    if (wanted.size() > before) continue;
    throw RecordingError(path + ": " + foreign_text(summary.exchanges, origins) +
                         ", none with an API that mockmeter knows");
  }
  return wanted;
}

}  // namespace mockmeter
