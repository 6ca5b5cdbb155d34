#include "conformance/adapters/reference/http/gunzip.h"

#include <zlib.h>

#include <array>
#include <memory>

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

}  // namespace

Gunzipped gunzip(const std::string& bytes, std::size_t limit) {
  z_stream stream{};
  if (inflateInit2(&stream, kGzipOnly) != Z_OK) return {Gunzipped::State::kBroken, ""};
  const std::unique_ptr<z_stream, int (*)(z_streamp)> closer(&stream, inflateEnd);
  // zlib's interface has no const.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  Gunzipped result;
  do {
    const int code = read_member(stream, result.text, limit);
    if (code == Z_BUF_ERROR) result.state = Gunzipped::State::kTruncated;
    if (code != Z_OK && code != Z_BUF_ERROR) result.state = Gunzipped::State::kBroken;
    if (code != Z_OK) return result;
  } while (stream.avail_in > 0 && inflateReset(&stream) == Z_OK);
  return result;
}

}  // namespace reference
