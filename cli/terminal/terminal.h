#pragma once

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
void show_progress(const std::string& line);

}  // namespace mockmeter::cli
