#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "mockmeter/server.h"

namespace mockmeter::cli {

/// Where `serve` listens, and `healthcheck` asks, unless they are told.
inline constexpr std::uint16_t kDefaultPort = 8080;

/// What `serve` can be told on its command line, and `run` as well.
struct ServeOptions {
  ServerOptions server;
  std::string rate_limits = "off";
  std::string lifecycle = "on";
  std::vector<std::string> variants;  ///< "NAME=VALUE"
  std::string data_dir;               ///< short for a store in it; empty = none
  std::string port_file;
  std::string log_level = "info";
  std::string log_format = "text";
};

/// Adds the options that decide by which URL a mock is reached from its own machine: host, ports
/// and whether it speaks https.
void add_address_options(CLI::App& app, ServerOptions& server);

/// Adds every option, in groups and with its environment variable. What `options` holds is the
/// default; it has to live until `app` was parsed.
void add_serve_options(CLI::App& app, ServeOptions& options);

/// What a server has to be made of. Logs go to stderr from here on. Throws std::invalid_argument
/// for a bad variant.
ServerOptions begin_serving(const ServeOptions& options);

/// Logs a warning when the control plane of a server that runs is open to other machines.
void warn_of_open_control_plane(const ServerOptions& options);

}  // namespace mockmeter::cli
