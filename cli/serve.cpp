#include <unistd.h>

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "cli/banner.h"
#include "cli/command.h"
#include "cli/port_file.h"
#include "cli/signals.h"
#include "mockmeter/server.h"

namespace mockmeter::cli {
namespace {

struct ServeOptions {
  ServerOptions server;
  std::vector<std::string> readings;
  std::string port_file;
};

/// Splits "NAME=VALUE" into the server's options.
void take_reading(const std::string& text, ServerOptions& options) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) {
    throw std::invalid_argument("reading \"" + text +
                                "\" has no value: use NAME=VALUE, see `mockmeter list readings`");
  }
  options.readings[text.substr(0, equals)] = text.substr(equals + 1);
}

int serve(ServeOptions options) {
  for (const std::string& reading : options.readings) take_reading(reading, options.server);
  const ShutdownSignals signals;  // before any thread starts, so that all inherit the mask
  Server server(options.server);
  const bool on_terminal = isatty(STDOUT_FILENO) != 0;
  std::cout << (on_terminal ? banner(server, options.server) : ready_line(server, options.server))
            << std::flush;
  const PortFile port_file(options.port_file, server.port());
  signals.wait();
  server.stop();
  return kGood;
}

void add_options(CLI::App& app, ServeOptions& options) {
  const auto group = [](CLI::Option* option, const char* name) {
    option->group(name)->capture_default_str();
  };
  ServerOptions& server = options.server;
  constexpr const char* kListen = "Where to listen";
  server.port = 8080;
  group(add_option(app, "--host", server.host, "Address to bind"), kListen);
  group(
      add_option(app, "--port", server.port, "Port; 0 = any free one")->check(CLI::Range(0, 65535)),
      kListen);
  group(add_option(app, "--port-file", options.port_file,
                   "Write the port's number here, atomically, when ready"),
        kListen);
  group(add_option(app, "--threads", server.threads, "Threads that serve; 0 = one per core"),
        kListen);

  constexpr const char* kServed = "What is served";
  group(add_option(app, "--world", server.world,
                   "Accounts and usage: a built-in world (`mockmeter list worlds`) or a JSON file"),
        kServed);
  group(add_option(app, "--seed", server.seed, "Another seed gives other numbers"), kServed);
  group(add_option(app, "--clock", server.clock,
                   "An RFC 3339 instant (frozen), ticking:<instant>, or now"),
        kServed);
  group(add_option(app, "--reading", options.readings,
                   "NAME=VALUE, repeatable; where sources disagree (`mockmeter list readings`)"),
        kServed);
  group(add_option(app, "--provider", server.providers,
                   "Serve only these providers; repeatable; default: all"),
        kServed);
}

}  // namespace

Action add_serve(CLI::App& app, CLI::App*& sub) {
  sub = app.add_subcommand("serve", "Run the mock server in the foreground");
  sub->footer(
      "Every option has an environment twin: --port-file is MOCKMETER_PORT_FILE. The command line "
      "wins.\nSIGTERM or SIGINT stops: what is in flight is finished, for at most a second.");
  const auto options = std::make_shared<ServeOptions>();
  add_options(*sub, *options);
  return [options] { return serve(*options); };
}

}  // namespace mockmeter::cli
