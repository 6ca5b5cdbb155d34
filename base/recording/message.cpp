// What the formats have in common; formats.h declares it.
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/http/decompress.h"
#include "base/recording/formats.h"
#include "base/text/ascii.h"
#include "base/text/utf8.h"

namespace mockmeter {
namespace {

constexpr std::string_view kGzipMagic = "\x1f\x8b";

/// Source: RFC 1950 section 2.2: the first two bytes are a multiple of 31, and 8 is "deflate".
bool is_zlib(std::string_view bytes) {
  if (bytes.size() < 2) return false;
  const auto first = static_cast<unsigned char>(bytes[0]);
  return (first & 0x0fU) == 8 && (first * 256U + static_cast<unsigned char>(bytes[1])) % 31 == 0;
}

std::optional<ContentCoding> coding_of(std::string_view body) {
  if (body.starts_with(kGzipMagic)) return ContentCoding::kGzip;
  if (is_zlib(body)) return ContentCoding::kDeflate;
  return std::nullopt;
}

}  // namespace

const RecordingJson& member(const RecordingJson& object, const char* name) {
  static const RecordingJson kNull;
  if (!object.is_object()) return kNull;
  const auto found = object.find(name);
  return found == object.end() ? kNull : *found;
}

std::string text_member(const RecordingJson& object, const char* name) {
  const RecordingJson& value = member(object, name);
  return value.is_string() ? value.get<std::string>() : std::string();
}

RecordedExchange make_exchange(const RecordingJson& document, std::string url,
                               const std::string& place) {
  RecordedExchange exchange;
  exchange.place = place;
  exchange.method = text_member(member(document, "request"), "method");
  exchange.url = std::move(url);
  if (exchange.method.empty() || exchange.url.empty()) {
    throw RecordingError(place + ": no request with a method and a URL" + kRecordings);
  }
  // Firefox and Playwright write -1 when no response came, Chromium 0.
  const RecordingJson& status = member(member(document, "response"), "status");
  const bool is_status = status.is_number_integer() && status >= 100 && status <= 999;
  exchange.status = is_status ? status.get<int>() : 0;
  return exchange;
}

void undo_codings(RecordedMessage& message) {
  const std::string* field = find_field(message.headers, "Content-Encoding");
  if (field == nullptr || message.body.empty() || !message.incomplete.empty()) return;
  const std::string codings = lower_case(trimmed(*field));
  if (codings.empty() || codings == "identity") return;
  if (const auto coding = coding_of(message.body)) {
    auto body = decompress(message.body, *coding, kMaxRecordedBytes);
    if (!body) message.incomplete = "its coding " + codings + " is broken, or too long";
    message.body = std::move(body).value_or("");
  } else if (!is_valid_utf8(message.body)) {
    message.incomplete = "it is coded as " + codings + ", and gzip and deflate are read";
    message.body.clear();
  }
}

std::string megabytes_text(std::size_t bytes) {
  constexpr std::size_t kMegabyte = 1024UL * 1024;
  return std::to_string(bytes / kMegabyte) + " MB";
}

std::string cut_text(std::size_t size, std::size_t whole) {
  return "the recording has " + std::to_string(size) + " of " + std::to_string(whole) + " bytes";
}

}  // namespace mockmeter
