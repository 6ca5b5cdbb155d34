#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "server/http/framing.h"
#include "tests/fuzz/require.h"

// The framer must never crash, never hold more than its limits, and see the same requests however
// the bytes are split. The first byte of the data chooses the split.

namespace {

using mockmeter::Framer;
using mockmeter::fuzz::require;

mockmeter::Limits small_limits() {
  mockmeter::Limits limits;
  limits.max_target = 64;
  limits.max_header_line = 128;
  limits.max_header_bytes = 512;
  limits.max_headers = 16;
  limits.max_body = 256;
  return limits;
}

std::string describe(const mockmeter::Request& request, const mockmeter::Limits& limits) {
  require(mockmeter::is_token(request.method) && !request.target.empty());
  require(request.target.size() <= limits.max_target);
  require(request.body.size() <= limits.max_body);
  require(request.headers.size() <= limits.max_headers + 1);  // the Host of an absolute target
  std::string text = request.method + ' ' + request.target + '\n';
  for (const auto& [name, value] : request.headers) {
    require(mockmeter::is_token(name) && value.find_first_of("\r\n") == value.npos);
    text += name + ':' + value + '\n';
  }
  return text + request.body + '\n';
}

std::string transcript(std::string_view input, std::size_t step) {
  const mockmeter::Limits limits = small_limits();
  Framer framer(limits);
  std::string seen;
  while (!input.empty()) {
    std::string_view part = input.substr(0, step);
    input.remove_prefix(part.size());
    Framer::State state = Framer::State::kMore;
    while ((state = framer.feed(part)) == Framer::State::kComplete) {
      seen += describe(framer.request(), limits);
      framer.next();
    }
    if (state == Framer::State::kRejected) return seen + std::to_string(framer.rejection().status);
    require(part.empty());
  }
  return seen;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  mockmeter::fuzz::require_same_in_pieces(data, size, transcript);
  return 0;
}
