#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace mockmeter::cli {

/// Whether a file descriptor is a terminal that shows colours, and nobody asked for none.
bool wants_color(int descriptor);

/// Columns of a terminal; 0 = it is none, or does not tell.
std::size_t columns_of(int descriptor);

/// Whether a file descriptor is a terminal where a line can be written anew.
bool wants_progress(int descriptor);

/// Puts this in the place of the line that stderr shows, where it is such a terminal; empty =
/// nothing is shown. In one piece, and without escape sequences, which not every terminal takes.
/// Elsewhere it is a line of its own, of which most are left out: see LineRhythm. Not thread-safe.
void show_progress(const std::string& line);

/// When a line is due where each one stays: once a minute. CI systems end jobs that say nothing for
/// ten minutes, and people read every line of their logs.
class LineRhythm {
 public:
  /// `elapsed`: since the program began to be silent.
  bool is_due(std::chrono::nanoseconds elapsed) {
    if (elapsed - last_ < std::chrono::minutes(1)) return false;
    last_ = elapsed;
    return true;
  }

 private:
  std::chrono::nanoseconds last_{0};
};

}  // namespace mockmeter::cli
