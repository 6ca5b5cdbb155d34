#include "cli/banner.h"

#include <unistd.h>

#include "server/control/version.h"
#include "server/core/json.h"
#include "server/providers/providers.h"

namespace mockmeter::cli {

namespace {

/// How a person makes curl trust the generated certificate.
std::string trust(const Server& server) {
  return "\n  first: curl -sko ca.pem " + server.admin_url() + "/certs/ca.pem\n";
}

}  // namespace

std::string ready_line(const Server& server, const ServerOptions& options) {
  const Json line = {
      {"event", "ready"},       {"url", server.url()},  {"admin", server.admin_url()},
      {"clock", options.clock}, {"seed", options.seed}, {"version", kVersion},
      {"pid", getpid()}};
  return line.dump() + "\n";
}

std::string banner(const Server& server, const ServerOptions& options) {
  std::string text = "mockmeter " + std::string(kVersion) + " listens at " + server.url() +
                     "\n  clock " + options.clock + ", seed " + std::to_string(options.seed) +
                     ", world " + options.world + "\n  control plane at " + server.admin_url() +
                     ", stop with Ctrl-C\n";
  const bool generated = !server.authority().empty();
  if (generated) text += trust(server);
  const std::string curl = generated ? "curl --cacert ca.pem " : "curl ";
  for (const Provider* provider : all_providers()) {
    if (!server.serves(std::string(provider->name))) continue;
    text += "\n" + std::string(provider->title) + " (base URL " + server.url() +
            std::string(provider->base_path) + ")\n  " + curl + mock_curl_option_of(*provider) +
            " '" + server.url() + std::string(provider->operations.front().example) + "'\n";
  }
  return text;
}

}  // namespace mockmeter::cli
