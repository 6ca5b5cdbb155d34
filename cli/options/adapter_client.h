#pragma once

#include <string>
#include <vector>

#include "cli/options/conform_options.h"
#include "conformance/adapter/adapter.h"
#include "conformance/run/client.h"
#include "conformance/setup/test_authority.h"

namespace mockmeter::cli {

/// The words of a command line as sh(1) splits it: quotes, backslashes, ~ and $VARIABLES work, and
/// so do patterns of file names; pipes, redirections and commands within do not, because no shell
/// runs it. Throws std::invalid_argument that names `option` and what is wrong.
std::vector<std::string> split_command(const std::string& option, const std::string& text);

/// How to start an adapter, with all operations of the mock in its hello. `trust`: what it is told
/// to trust by its environment; null = nothing.
conformance::AdapterOptions adapter_options_of(const ConformOptions& options,
                                               std::vector<std::string> command,
                                               const conformance::TestAuthority* trust = nullptr);

/// Its calls go to one process. `adapter` lives as long as the client.
conformance::Client client_of(conformance::Adapter& adapter);
/// As many processes of it as it takes to play this many cases at the same time. `adapter` lives as
/// long as the clients.
std::vector<conformance::Client> clients_of(conformance::Adapter& adapter, int jobs);

}  // namespace mockmeter::cli
