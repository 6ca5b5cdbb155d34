#include "conformance/evaluation/wire/exchange.h"

#include <zlib.h>

#include <array>
#include <memory>
#include <optional>

#include "base/text/ascii.h"

namespace mockmeter::conformance {
namespace {

constexpr int kGzipOnly = 16 + MAX_WBITS;  // zlib's "gzip header and trailer, nothing else"

std::optional<std::string> gunzip(const std::string& bytes) {
  z_stream stream{};
  if (inflateInit2(&stream, kGzipOnly) != Z_OK) return std::nullopt;
  const std::unique_ptr<z_stream, int (*)(z_streamp)> closer(&stream, inflateEnd);
  // zlib's interface has no const.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string text;
  std::array<char, 16384> buffer{};
  int code = Z_OK;
  while (code == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = buffer.size();
    code = inflate(&stream, Z_NO_FLUSH);
    text.append(buffer.data(), buffer.size() - stream.avail_out);
  }
  if (code != Z_STREAM_END) return std::nullopt;
  return text;
}

std::optional<std::string> decoded(const Exchange& exchange) {
  const std::vector<std::string> codings =
      field_values(exchange.response_headers, "content-encoding");
  if (codings.empty()) return exchange.response_body;
  if (codings.size() > 1) return std::nullopt;
  const std::string coding = lower_case(codings.front());  // RFC 9110 section 8.4.1
  if (coding != "gzip" && coding != "x-gzip") return std::nullopt;
  return gunzip(exchange.response_body);
}

}  // namespace

std::vector<std::string> field_values(const Exchange::Headers& headers, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& [field, value] : headers) {
    if (equal_without_case(field, name)) values.emplace_back(trimmed(value));
  }
  return values;
}

Json document_in(const Exchange& exchange) {
  const std::optional<std::string> text = decoded(exchange);
  return text ? Json::parse(*text, nullptr, false) : Json(Json::value_t::discarded);
}

}  // namespace mockmeter::conformance
