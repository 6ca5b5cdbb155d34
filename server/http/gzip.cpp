#include "server/http/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <new>
#include <optional>

#include "base/text/split.h"
#include "server/api/message.h"

namespace mockmeter {
namespace {

constexpr int kFastest = 1;  // Choice: 1.5 times the size of level 6 in a third of its time.
constexpr int kGzipWindow = 15 + 16;
constexpr int kMemory = 8;

/// "q=0.5"; 1 where there is no weight that can be read.
double weight_of(std::string_view parameter) {
  double weight = 1;
  if (!equal_without_case(parameter.substr(0, 2), "q=")) return weight;
  std::from_chars(parameter.data() + 2, parameter.data() + parameter.size(), weight);
  return weight;
}

std::string without_blanks(std::string_view text) {
  std::string out(text);
  out.erase(std::remove_if(out.begin(), out.end(), [](char c) { return c == ' ' || c == '\t'; }),
            out.end());
  return out;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  const std::string list = without_blanks(accept_encoding);
  std::optional<double> gzip;
  double any = 0;       // of "*"
  double identity = 0;  // what is not listed is not preferred
  for (const std::string_view item : split(list, ',')) {
    const std::string_view coding = item.substr(0, item.find(';'));
    const double weight = weight_of(item.substr(std::min(coding.size() + 1, item.size())));
    const bool is_gzip = equal_without_case(coding, "gzip") || equal_without_case(coding, "x-gzip");
    if (is_gzip && !gzip) gzip = weight;  // the first one decides
    if (equal_without_case(coding, "identity")) identity = weight;
    if (coding == "*") any = weight;
  }
  const double chosen = gzip.value_or(any);
  return chosen > 0 && chosen >= identity;
}

struct Gzip::State {
  z_stream stream{};
};

Gzip::Gzip() : state_(std::make_unique<State>()) {
  if (deflateInit2(&state_->stream, kFastest, Z_DEFLATED, kGzipWindow, kMemory,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
}

Gzip::~Gzip() { deflateEnd(&state_->stream); }

std::string Gzip::compress(std::string_view body) {
  z_stream& stream = state_->stream;
  deflateReset(&stream);
  std::string out(deflateBound(&stream, body.size()), '\0');
  std::string in(body);  // zlib's input pointer is not const
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  return out;
}

}  // namespace mockmeter
