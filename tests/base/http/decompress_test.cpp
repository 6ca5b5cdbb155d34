#include "base/http/decompress.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>

namespace mockmeter {
namespace {

constexpr std::size_t kLimit = 100'000;

/// `window_bits` as zlib has it: 15 is zlib's own format, 31 gzip.
std::string compressed(std::string text, int window_bits) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, window_bits, 8, 0), Z_OK);
  std::string bytes(compressBound(text.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(text.data());
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  bytes.resize(stream.total_out);
  deflateEnd(&stream);
  return bytes;
}

TEST(Decompress, UndoesGzipAndDeflate) {
  const std::string text(50'000, 'a');
  EXPECT_EQ(decompress(compressed(text, 31), ContentCoding::kGzip, kLimit), text);
  EXPECT_EQ(decompress(compressed(text, 15), ContentCoding::kDeflate, kLimit), text);
}

TEST(Decompress, RefusesWhatIsBrokenOrCutOrOfAnotherCoding) {
  const std::string gzip = compressed("a text", 31);
  EXPECT_FALSE(decompress(gzip, ContentCoding::kDeflate, kLimit));
  EXPECT_FALSE(decompress(gzip.substr(0, gzip.size() - 1), ContentCoding::kGzip, kLimit));
  EXPECT_FALSE(decompress("a text", ContentCoding::kGzip, kLimit));
  EXPECT_FALSE(decompress("", ContentCoding::kGzip, kLimit));
}

TEST(Decompress, StopsAtTheLimit) {
  const std::string gzip = compressed(std::string(10'000'000, 'a'), 31);
  EXPECT_FALSE(decompress(gzip, ContentCoding::kGzip, kLimit));
}

}  // namespace
}  // namespace mockmeter
