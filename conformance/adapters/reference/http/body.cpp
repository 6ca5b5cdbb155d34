#include "conformance/adapters/reference/http/body.h"

#include <strings.h>
#include <zlib.h>

#include <array>
#include <memory>

#include "conformance/adapters/reference/common/json.h"

namespace reference {
namespace {

/// zlib's "gzip header and trailer, nothing else".
constexpr int kGzipOnly = 16 + MAX_WBITS;

/// Reads one member to its end; Z_OK then, else what zlib says.
int read_member(z_stream& stream, std::string& text, std::size_t limit) {
  std::array<Bytef, 16384> buffer;
  for (;;) {
    stream.next_out = buffer.data();
    stream.avail_out = buffer.size();
    const int code = inflate(&stream, Z_NO_FLUSH);
    text.append(reinterpret_cast<const char*>(buffer.data()), buffer.size() - stream.avail_out);
    if (text.size() > limit) return Z_MEM_ERROR;
    if (code == Z_STREAM_END) return Z_OK;
    if (code != Z_OK) return code;
  }
}

/// Undoes gzip, of several members too, as far as it can be read. Returns Z_OK when that is all of
/// it, Z_BUF_ERROR when the end is missing; with anything else it is broken, or larger than
/// `limit`.
int gunzip(const std::string& bytes, std::string& text, std::size_t limit) {
  z_stream stream{};
  if (const int code = inflateInit2(&stream, kGzipOnly); code != Z_OK) return code;
  const std::unique_ptr<z_stream, int (*)(z_streamp)> closer(&stream, inflateEnd);
  // zlib's interface has no const.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  for (;;) {
    const int code = read_member(stream, text, limit);
    if (code != Z_OK || stream.avail_in == 0 || inflateReset(&stream) != Z_OK) return code;
  }
}

bool is(const std::string& value, const char* coding) {
  return strcasecmp(value.c_str(), coding) == 0;
}

/// cpp-httplib takes a Content-Length that is no number for 0, and the body for the next response.
bool has_its_length(const Response& response) {
  const std::string length = find_field(response.fields, "Content-Length");
  return length.empty() || !find_field(response.fields, "Transfer-Encoding").empty() ||
         response.status == 204 || response.status == 304 ||
         length == std::to_string(response.body.size());
}

/// partial-ok: what a body says as far as it came.
std::string read_part(const std::string& body) {
  Json part;
  nlohmann::detail::json_sax_dom_parser<Json> reader(part, false);
  Json::sax_parse(body, &reader);
  return part.dump();
}

}  // namespace

Response decode_body(Response raw, std::size_t limit, const MutantSet& mutants) {
  const auto truncated = [&](const char* message) {
    return truncated_response(raw, {ErrorKind::kTruncated, message, raw.status}, mutants);
  };
  if (!has_its_length(raw)) return truncated("the response has another length than it says");
  const std::string coding = find_field(raw.fields, "Content-Encoding");
  if (coding.empty() || is(coding, "identity") || mutants.has("gzip-garbage")) return raw;
  const bool is_old_name = is(coding, "x-gzip") && !mutants.has("gzip-one-name");
  const bool is_gzip = mutants.has("gzip-lower-case") ? coding == "gzip" : is(coding, "gzip");
  if (!is_gzip && !is_old_name) {
    throw CallError(ErrorKind::kDecode, "the content coding was not offered", raw.status);
  }
  std::string content;
  const int code = gunzip(raw.body, content, limit);
  raw.body = std::move(content);
  if (code == Z_BUF_ERROR) return truncated("the gzip stream has no end");
  if (code == Z_OK || mutants.has("html-as-empty")) return raw;
  throw CallError(ErrorKind::kDecode, "the response is no gzip", raw.status);
}

Response truncated_response(Response raw, const CallError& reason, const MutantSet& mutants) {
  if (mutants.has("html-as-empty") && raw.body.empty()) return raw;
  if (!mutants.has("partial-ok")) throw reason;
  raw.body = read_part(raw.body);
  return raw;
}

}  // namespace reference
