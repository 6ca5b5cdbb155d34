#include "conformance/adapter/line_reader.h"

#include <algorithm>
#include <utility>

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kBeginning = 256;  // what is kept of a line that is too long

}  // namespace

std::vector<Line> LineReader::take(std::string_view bytes) {
  std::vector<Line> lines;
  for (std::size_t end = 0; (end = bytes.find('\n')) != bytes.npos;) {
    append(bytes.substr(0, end));
    lines.push_back(finish());
    bytes.remove_prefix(end + 1);
  }
  append(bytes);
  return lines;
}

std::optional<Line> LineReader::rest() {
  if (line_.text.empty()) return std::nullopt;
  return finish();
}

void LineReader::append(std::string_view bytes) {
  if (line_.is_cut) return;
  if (bytes.size() <= longest_ - line_.text.size()) {
    line_.text += bytes;
    return;
  }
  line_.text += bytes.substr(0, kBeginning);
  line_.text.resize(std::min(line_.text.size(), kBeginning));
  line_.text.shrink_to_fit();
  line_.is_cut = true;
}

Line LineReader::finish() { return std::exchange(line_, Line{}); }

}  // namespace mockmeter::conformance
