#include "base/http/decompress.h"

#include <zlib.h>

#include <array>
#include <limits>
#include <memory>

namespace mockmeter {
namespace {

constexpr int kGzipOnly = 16 + MAX_WBITS;  // zlib's "gzip header and trailer, nothing else"

}  // namespace

std::optional<std::string> decompress(std::string_view bytes, ContentCoding coding,
                                      std::size_t limit) {
  if (bytes.size() > std::numeric_limits<uInt>::max()) return std::nullopt;
  z_stream stream{};
  if (inflateInit2(&stream, coding == ContentCoding::kGzip ? kGzipOnly : MAX_WBITS) != Z_OK) {
    return std::nullopt;
  }
  const std::unique_ptr<z_stream, int (*)(z_streamp)> closer(&stream, inflateEnd);
  // zlib's interface has no const.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string text;
  std::array<char, 16384> buffer{};
  int code = Z_OK;
  while (code == Z_OK && text.size() <= limit) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = buffer.size();
    code = inflate(&stream, Z_NO_FLUSH);
    text.append(buffer.data(), buffer.size() - stream.avail_out);
  }
  const bool is_whole = code == Z_STREAM_END && text.size() <= limit;
  return is_whole ? std::optional(std::move(text)) : std::nullopt;
}

}  // namespace mockmeter
