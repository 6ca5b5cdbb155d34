#include <httplib.h>

#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>

#include "cli/commands/command.h"
#include "cli/options/serve_options.h"
#include "conformance/check/server_url.h"

namespace mockmeter::cli {
namespace {

constexpr int kSecondsToWait = 2;

int check(const std::string& url) {
  const conformance::ServerUrl server = conformance::parse_server_url(url);
  httplib::Client client(server.origin);
  if (!client.is_valid()) {
    std::cerr << "mockmeter: \"" << url << "\" is no URL; use http://HOST:PORT\n";
    return kExitUsage;
  }
  client.set_connection_timeout(kSecondsToWait);
  client.set_read_timeout(kSecondsToWait);
  client.enable_server_certificate_verification(false);  // asks for life, sends no secret
  const auto response = client.Get(server.path + "/__admin/health");
  if (!response) {
    std::cerr << "mockmeter: nothing answers at " << url << " ("
              << httplib::to_string(response.error()) << "); is `mockmeter serve` running there?\n";
    return kExitUsage;
  }
  if (response->status != 200) {
    std::cerr << "mockmeter: " << server.origin << server.path << "/__admin/health answered "
              << response->status << ", not 200; is it a mockmeter?\n";
    return kExitUsage;
  }
  std::cout << response->body << '\n';
  return kExitOk;
}

struct HealthOptions {
  std::string url;
  ServerOptions server;
};

/// By what a mock that was bound to `host` is called from its own machine.
std::string reachable_host(const std::string& host) {
  if (host == "0.0.0.0") return "127.0.0.1";
  if (host == "::") return "[::1]";
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

/// Where a mock with these options has its control plane. Throws std::invalid_argument when its
/// port was any free one.
std::string url_of(const ServerOptions& server) {
  const std::uint16_t port = server.admin_port.value_or(server.port);
  if (port == 0) {
    throw std::invalid_argument(std::string(server.admin_port ? "--admin-port" : "--port") +
                                " 0 is any free port, so that only `mockmeter serve` knows it: "
                                "give the URL that it printed, mockmeter healthcheck URL");
  }
  return (server.tls.is_on() ? "https://" : "http://") + reachable_host(server.host) + ":" +
         std::to_string(port);
}

}  // namespace

Command add_healthcheck(CLI::App& app) {
  CLI::App* sub = app.add_subcommand("healthcheck", "Exit 0 when a mock is ready, else 2");
  const auto options = std::make_shared<HealthOptions>();
  options->server.port = kDefaultPort;
  sub->add_option("url", options->url,
                  "Where the mock listens; default: where `serve` listens with the options below")
      ->envname("MOCKMETER_URL");
  sub->option_defaults()->group("How the mock was started")->always_capture_default();
  add_address_options(*sub, options->server);
  return {sub, [options] {
            return check(options->url.empty() ? url_of(options->server) : options->url);
          }};
}

}  // namespace mockmeter::cli
