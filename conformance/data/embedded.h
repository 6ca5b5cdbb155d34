#pragma once

#include "schemas/data/embedded_files.h"

namespace mockmeter {

/// The files of conformance/requirements/, cases/, probes/ and starters/ as they were when the
/// program was built, by their paths from the project's root. Made by mockmeter_embed.
EmbeddedFiles suite_table();

}  // namespace mockmeter
