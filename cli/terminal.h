#pragma once

namespace mockmeter::cli {

/// Whether a file descriptor is a terminal that shows colours, and nobody asked for none.
bool wants_color(int descriptor);

}  // namespace mockmeter::cli
