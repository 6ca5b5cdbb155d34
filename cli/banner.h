#pragma once

#include <string>

#include "mockmeter/server.h"

namespace mockmeter::cli {

/// The one line that says the mock is ready, for programs: JSON, a public interface.
std::string ready_line(const Server& server, const ServerOptions& options);

/// The same for a person on a terminal: where it listens, and one `curl` per provider to paste.
std::string banner(const Server& server, const ServerOptions& options);

}  // namespace mockmeter::cli
