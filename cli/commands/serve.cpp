#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <memory>
#include <string>

#include "cli/commands/command.h"
#include "cli/options/port_file.h"
#include "cli/options/serve_options.h"
#include "mockmeter/catalogue.h"
#include "mockmeter/server.h"
#include "server/control/version.h"
#include "server/metering/json.h"

namespace mockmeter::cli {
namespace {

/// How a person makes curl trust the generated certificate.
std::string trust(const Server& server) {
  return "\n  first: curl -sko ca.pem " + server.admin_url() + "/certs/ca.pem\n";
}

/// The one line that says the mock is ready, for programs: JSON, a public interface.
std::string ready_line(const Server& server, const ServerOptions& options) {
  const Json line = {
      {"event", "ready"},       {"url", server.url()},  {"admin", server.admin_url()},
      {"clock", options.clock}, {"seed", options.seed}, {"version", kVersion},
      {"pid", getpid()}};
  return line.dump() + "\n";
}

/// The same for a person on a terminal: where it listens, and for each provider the base URL, which
/// clients take it from where, and one `curl` to paste.
std::string banner(const Server& server, const ServerOptions& options) {
  std::string text = "mockmeter " + std::string(kVersion) + " listens at " + server.url() +
                     "\n  clock " + options.clock + ", seed " + std::to_string(options.seed) +
                     ", world " + options.world + "\n  dashboard at " + server.admin_url() +
                     "/ui, control plane at " + server.admin_url() + ", stop with Ctrl-C\n";
  const bool generated = !server.authority().empty();
  if (generated) text += trust(server);
  const std::string curl = generated ? "curl --cacert ca.pem " : "curl ";
  for (const ProviderInfo& provider : catalogue()) {
    if (!server.serves(std::string(provider.name))) continue;
    text += "\n" + std::string(provider.title) + ", base URL of every client: " + server.url() +
            std::string(provider.base_path) + "\n  ";
    if (!provider.clients.empty()) text += std::string(provider.clients) + "\n  ";
    text += curl + mock_curl_option_of(provider) + " '" + server.url() +
            std::string(provider.operations.front().example) + "'\n";
  }
  return text;
}

/// Catches SIGTERM and SIGINT while it lives. Make it before the first thread, so that no thread
/// takes the signal instead.
class ShutdownSignals {
 public:
  ShutdownSignals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGTERM);
    sigaddset(&set_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  }

  /// What the program does to end itself: sends SIGTERM to it.
  static void send() { kill(getpid(), SIGTERM); }

  /// Returns at the first signal; from then on a second one ends the process at once.
  void wait() const {
    int signal = 0;
    sigwait(&set_, &signal);
    pthread_sigmask(SIG_UNBLOCK, &set_, nullptr);  // the default action ends the process
  }

 private:
  sigset_t set_{};
};

int serve(const ServeOptions& asked) {
  ServerOptions options = begin_serving(asked);
  const ShutdownSignals signals;  // before any thread starts, so that all inherit the mask
  options.on_shutdown = [] { ShutdownSignals::send(); };
  Server server(options);
  warn_of_open_control_plane(options);
  const PortFile port_file(asked.port_file, server.port());  // who reads the line below finds it
  const bool on_terminal = isatty(STDOUT_FILENO) != 0;
  std::cout << (on_terminal ? banner(server, options) : ready_line(server, options)) << std::flush;
  if (!std::cout) return kExitUsage;  // whoever waits for that line would wait for ever
  signals.wait();
  server.stop();
  return kExitOk;
}

}  // namespace

Command add_serve(CLI::App& app) {
  CLI::App* sub = app.add_subcommand("serve", "Run the mock server in the foreground");
  sub->footer(
      "Every option has an environment variable: --port-file is MOCKMETER_PORT_FILE. The command "
      "line "
      "wins.\nThat of a repeatable option holds one value a line.\nSIGTERM or SIGINT stops: what "
      "is in flight is finished, for at most a second.");
  const auto options = std::make_shared<ServeOptions>();
  options->server.port = kDefaultPort;
  add_serve_options(*sub, *options);
  return {sub, [options] { return serve(*options); }};
}

}  // namespace mockmeter::cli
