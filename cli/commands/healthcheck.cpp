#include <httplib.h>

#include <iostream>
#include <memory>
#include <string>

#include "cli/commands/command.h"
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

}  // namespace

Command add_healthcheck(CLI::App& app) {
  CLI::App* sub = app.add_subcommand("healthcheck", "Exit 0 when a mock is ready at URL, else 2");
  const auto url = std::make_shared<std::string>("http://127.0.0.1:8080");
  sub->add_option("url", *url, "Where the mock listens")
      ->envname("MOCKMETER_URL")
      ->capture_default_str();
  return {sub, [url] { return check(*url); }};
}

}  // namespace mockmeter::cli
