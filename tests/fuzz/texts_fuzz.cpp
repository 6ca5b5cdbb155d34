#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/http/accept_encoding.h"
#include "base/text/base64.h"
#include "base/text/percent.h"
#include "base/text/utf8.h"
#include "base/time/duration.h"
#include "base/time/instant.h"
#include "server/api/query.h"
#include "server/http/grammar.h"
#include "server/metering/clock.h"
#include "tests/fuzz/require.h"

// The small texts that clients send: what is read must lie in its range and survive being written
// and read again. The first byte of the data chooses the reader.

namespace mockmeter {
namespace {

using fuzz::require;

void instant(std::string_view text) {
  if (const auto read = parse_rfc3339(text)) {
    require(*read >= kEarliest && *read <= kLatest);
    require(parse_rfc3339(format_rfc3339(*read)) == *read);
  }
}

void duration(std::string_view text) {
  constexpr std::chrono::hours kHundredYears{24 * 366 * 100};
  if (const auto read = parse_iso_duration(text)) {
    require(*read <= kHundredYears && *read >= -kHundredYears);
  }
}

void clock(std::string_view text) {
  const auto read = parse_clock(text);
  require(!read || read->mode == ClockSetting::Mode::kNow || can_be_clock(read->start));
}

void path_segment(std::string_view text) {
  const auto decoded = percent_decode(text, false);
  require(!decoded || decoded->size() <= text.size());
  require(decoded.has_value() == percent_decode(text, true).has_value());
}

void query(std::string_view text) {
  const auto read = Query::parse(text);
  if (!read) return;
  std::size_t bytes = 0;
  for (const auto& [name, value] : *read) {
    require(is_valid_utf8(name) && is_valid_utf8(value));
    require(read->count(name) == read->all(name).size() && read->get(name).has_value());
    bytes += name.size() + value.size();
  }
  require(bytes <= text.size());
}

void base64(std::string_view text) {
  const auto decoded = base64_decode(text);
  require(!decoded || base64_encode(*decoded) == text);
}

void codings(std::string_view text) {
  // Adding a refusal of gzip in front decides, whatever is behind it.
  require(!accepts_gzip("gzip;q=0," + std::string(text)));
  accepts_gzip(text);
}

void target(std::string_view text) {
  Destination out;
  if (!text.empty() && !parse_target({"GET", text, false}, out)) {
    require(out.target.front() == '/' && is_host(out.authority));
  }
}

constexpr std::array kReaders{instant, duration, clock,   path_segment,
                              query,   base64,   codings, target};

}  // namespace
}  // namespace mockmeter

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 0) {
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    mockmeter::kReaders[data[0] % mockmeter::kReaders.size()](text);
  }
  return 0;
}
