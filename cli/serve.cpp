#include <unistd.h>

#include <iostream>
#include <memory>

#include "cli/banner.h"
#include "cli/command.h"
#include "cli/port_file.h"
#include "cli/serve_options.h"
#include "cli/signals.h"
#include "mockmeter/server.h"

namespace mockmeter::cli {
namespace {

constexpr std::uint16_t kDefaultPort = 8080;

int serve(const ServeOptions& asked) {
  ServerOptions options = begin_serving(asked);
  const ShutdownSignals signals;  // before any thread starts, so that all inherit the mask
  options.on_shutdown = [] { ShutdownSignals::send(); };
  Server server(options);
  const bool on_terminal = isatty(STDOUT_FILENO) != 0;
  std::cout << (on_terminal ? banner(server, options) : ready_line(server, options)) << std::flush;
  const PortFile port_file(asked.port_file, server.port());
  signals.wait();
  server.stop();
  return kGood;
}

}  // namespace

Action add_serve(CLI::App& app, CLI::App*& sub) {
  sub = app.add_subcommand("serve", "Run the mock server in the foreground");
  sub->footer(
      "Every option has an environment twin: --port-file is MOCKMETER_PORT_FILE. The command line "
      "wins.\nSIGTERM or SIGINT stops: what is in flight is finished, for at most a second.");
  const auto options = std::make_shared<ServeOptions>();
  options->server.port = kDefaultPort;
  add_serve_options(*sub, *options);
  return [options] { return serve(*options); };
}

}  // namespace mockmeter::cli
