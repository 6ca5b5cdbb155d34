#pragma once

#include <cstddef>

namespace mockmeter::cli {

/// Whether a file descriptor is a terminal that shows colours, and nobody asked for none.
bool wants_color(int descriptor);

/// Columns of a terminal; 0 = it is none, or does not tell.
std::size_t columns_of(int descriptor);

}  // namespace mockmeter::cli
