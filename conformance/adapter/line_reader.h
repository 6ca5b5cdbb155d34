#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mockmeter::conformance {

struct Line {
  std::string text;     ///< without the newline
  bool is_cut = false;  ///< it was longer than allowed: this is only how it begins
};

/// Makes lines of bytes that come in pieces. Holds no more than one line of the allowed length,
/// whatever comes.
class LineReader {
 public:
  /// `longest` is 256 at least: that much is kept of a line that is cut.
  explicit LineReader(std::size_t longest) : longest_(longest) {}

  /// The lines that end in `bytes`, in order.
  std::vector<Line> take(std::string_view bytes);
  /// What stands behind the last newline, when there is something.
  std::optional<Line> rest();

 private:
  void append(std::string_view bytes);
  Line finish();

  std::size_t longest_;
  Line line_;
};

}  // namespace mockmeter::conformance
