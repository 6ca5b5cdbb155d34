#include "cli/options/serve_options.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <system_error>

#include "cli/commands/command.h"
#include "cli/terminal/logs.h"
#include "server/control/admin/admin_access.h"

namespace mockmeter::cli {
namespace {

void add_listener(CLI::App& app, ServeOptions& options) {
  ServerOptions& server = options.server;
  app.option_defaults()->group("Where to listen")->always_capture_default();
  add_address_options(app, server);
  add_option(app, "--port-file", options.port_file,
             "Write the port's number here, atomically, when ready");
  add_option(app, "--threads", server.threads, "Threads that serve; 0 = one per core");
}

void add_access(CLI::App& app, ServerOptions& server) {
  add_option(app, "--tls-key", server.tls.key_file, "The key of --tls-cert, PEM");
  add_option(app, "--admin-host", server.admin_hosts,
             "Another name by which clients may call /__admin, such as host.docker.internal or the "
             "name of a service; repeatable or a comma list")
      ->delimiter(',');
  add_option(app, "--admin-token", server.admin_token,
             "Ask for this bearer token on /__admin, /health excepted, and take any name of those "
             "who send it; default: none")
      ->check(CLI::Validator(
          [](const std::string& token) {
            return token.empty() ? std::string("an empty token locks nothing") : std::string();
          },
          ""));
  app.add_flag("--cors", server.cors,
               "Let web pages of any origin read the responses of the APIs, credentials included; "
               "never /__admin's")
      ->envname("MOCKMETER_CORS");
}

void add_served(CLI::App& app, ServeOptions& options) {
  ServerOptions& server = options.server;
  app.option_defaults()->group("What is served");
  add_option(app, "--world", server.world,
             "Accounts and usage: a built-in world (`mockmeter list worlds`) or a JSON file");
  add_option(app, "--seed", server.seed, "Another seed gives other numbers")
      ->check(CLI::NonNegativeNumber);
  add_option(app, "--clock", server.clock,
             "An RFC 3339 instant (frozen), ticking:<instant>, or now");
  add_option(app, "--variant", options.variants,
             "NAME=VALUE, repeatable or a comma list; where sources disagree (`mockmeter list "
             "variants`)")
      ->delimiter(',');
  add_option(app, "--fault", server.faults,
             "KIND[=VALUE][,times=N][,...], repeatable; responses that go wrong "
             "(`mockmeter list faults`); several in one text are separated by ;")
      ->delimiter(';');
  add_option(app, "--rate-limits", options.rate_limits, "Send 429 beyond the documented limits")
      ->check(CLI::IsMember({"off", "on"}));
  add_option(app, "--lifecycle", options.lifecycle,
             "Deprecate and remove operations by the clock as the world says; off keeps them all, "
             "for dashboards with --clock now")
      ->check(CLI::IsMember({"off", "on"}));
  add_option(app, "--provider", server.providers,
             "Serve only these providers; repeatable or a comma list; default: all")
      ->delimiter(',');
}

void add_journal(CLI::App& app, ServerOptions& server) {
  app.option_defaults()->group("The journal of requests, see /__admin/requests");
  add_option(app, "--journal-size", server.journal_size,
             "Requests that it keeps; older ones are only counted")
      ->check(CLI::NonNegativeNumber);
  add_option(app, "--journal-file", server.journal_file,
             "Append a JSON object per answered request here, before it is answered");
}

void add_store(CLI::App& app, ServeOptions& options) {
  app.option_defaults()->group("Where the state lasts");
  add_option(
      app, "--store", options.server.store,
      "memory: no longer than the program; sqlite:FILE: created keys, faults, clock, settings, "
      "counts and journal are there again after a restart with the same options; "
      "redis://[USER:PASSWORD@]HOST[:PORT][/DB]: the same, shared by all mocks that name it");
  add_option(app, "--data-dir", options.data_dir,
             "The same as --store sqlite:DIR/mockmeter.db; makes DIR when it is not there");
}

void add_logs(CLI::App& app, ServeOptions& options) {
  app.option_defaults()->group("Logs, on stderr");
  add_option(app, "--log-level", options.log_level, "From which level on; debug shows requests")
      ->check(CLI::IsMember({"trace", "debug", "info", "warn", "error", "off"}));
  add_option(app, "--log-format", options.log_format, "How a line looks")
      ->check(CLI::IsMember({"text", "json"}));
}

/// A timeout of the listener, in seconds on the command line.
void add_timeout(CLI::App& app, const std::string& flag, std::chrono::milliseconds& value,
                 const std::string& description) {
  const auto default_seconds = std::chrono::duration_cast<std::chrono::seconds>(value).count();
  bind_environment(*app.add_option_function<std::int64_t>(
                       flag, [&value](std::int64_t s) { value = std::chrono::seconds(s); },
                       description + ", in seconds"),
                   flag)
      ->check(CLI::Range(1, 86'400))
      ->default_str(std::to_string(default_seconds));
}

void add_limits(CLI::App& app, Limits& limits) {
  struct Size {
    const char* flag;
    std::size_t& value;
    const char* description;
  };
  const Size sizes[] = {
      {"--max-connections", limits.max_connections, "Connections at once; then 503"},
      {"--max-target", limits.max_target, "Bytes of a request target; then 414"},
      {"--max-header-line", limits.max_header_line, "Bytes of a header line; then 431"},
      {"--max-header-bytes", limits.max_header_bytes, "Bytes of all header lines; then 431"},
      {"--max-headers", limits.max_headers, "Header lines; then 431"},
      {"--max-body-bytes", limits.max_body, "Bytes of a request body; then 413"},
  };
  app.option_defaults()->group("What one client may cost");
  for (const Size& size : sizes) {
    add_option(app, size.flag, size.value, size.description)->check(CLI::PositiveNumber);
  }
  add_timeout(app, "--header-timeout", limits.header_timeout, "For a whole request head");
  add_timeout(app, "--body-timeout", limits.body_timeout, "For a whole request body");
  add_timeout(app, "--idle-timeout", limits.idle_timeout, "Between requests of a connection");
}

/// Splits "NAME=VALUE" into the server's options.
void take_variant(const std::string& text, ServerOptions& options) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) {
    throw std::invalid_argument("variant \"" + text +
                                "\" has no value: use NAME=VALUE, see `mockmeter list variants`");
  }
  options.variants[text.substr(0, equals)] = text.substr(equals + 1);
}

/// The store within a folder, which is made.
std::string store_in(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    throw std::invalid_argument("--data-dir " + folder + " cannot be made: " + error.message() +
                                "; choose another folder");
  }
  return "sqlite:" + (std::filesystem::path(folder) / "mockmeter.db").string();
}

}  // namespace

void add_address_options(CLI::App& app, ServerOptions& server) {
  add_option(app, "--host", server.host, "Address to bind; localhost is 127.0.0.1 and ::1");
  add_option(app, "--port", server.port, "Port; 0 = any free one")->check(CLI::Range(0, 65535));
  add_option(app, "--admin-port", server.admin_port,
             "Serve /__admin on this port instead; 0 = any free one")
      ->check(CLI::Range(0, 65535));
  bind_environment(*app.add_flag("--tls", server.tls.generate,
                                 "Speak https, with a certificate made now for localhost and the "
                                 "names of --host and --admin-host; clients trust "
                                 "/__admin/certs/ca.pem"),
                   "--tls");
  add_option(app, "--tls-cert", server.tls.certificate_file,
             "Speak https with this PEM file: the server's certificate, then its chain");
}

void add_serve_options(CLI::App& app, ServeOptions& options) {
  add_listener(app, options);
  add_access(app, options.server);
  add_served(app, options);
  add_journal(app, options.server);
  add_store(app, options);
  add_limits(app, options.server.limits);
  add_logs(app, options);
}

ServerOptions begin_serving(const ServeOptions& options) {
  ServerOptions server = options.server;
  for (const std::string& variant : options.variants) take_variant(variant, server);
  server.rate_limits = options.rate_limits == "on";
  server.lifecycle = options.lifecycle == "on";
  if (!options.data_dir.empty()) {
    if (server.store != "memory") {
      throw std::invalid_argument("--data-dir " + options.data_dir + " and --store " +
                                  server.store + " name two stores; use one of them");
    }
    server.store = store_in(options.data_dir);
  }
  log_to_stderr(options.log_level, options.log_format);
  return server;
}

void warn_of_open_control_plane(const ServerOptions& options) {
  if (is_loopback(options.host) || !options.admin_token.empty()) return;
  log_warning("whoever can reach " + options.host +
              " can use /__admin; --admin-token T asks for a token");
}

}  // namespace mockmeter::cli
