#pragma once

#include <optional>
#include <stdexcept>
#include <string>

#include "conformance/check/http_client.h"
#include "conformance/evaluation/values/moment.h"

namespace mockmeter::conformance {

/// No server can be tested there: what() says why, and what to do.
struct Unreachable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What is known of a server before the first probe.
struct ServerFacts {
  ServerUrl address;
  bool is_mock = false;  ///< it is a mockmeter
  Timestamp now;         ///< by its Date, else of this machine
  /// Where the clock of a mockmeter stands still, to the nanosecond; empty when it runs, or when
  /// nobody says so.
  std::optional<Timestamp> stands_at;
};

/// Asks whether it is a mockmeter, which any other server refuses with an error. `here` is the time
/// of this machine. Throws Unreachable.
ServerFacts identify_server(const ServerUrl& address, const HttpOptions& options,
                            const Timestamp& here);

/// The field Date of a response; `otherwise` when it has none that can be read.
Timestamp date_of_response(const Exchange& exchange, const Timestamp& otherwise);

/// Whether a mockmeter says, in this response to the first operation of an API, that it does not
/// serve the API.
bool says_not_served(const ServerFacts& facts, const HttpResult& reply);

/// One line: what is wrong with the way to the server, and the remedy.
std::string transport_error_text(const ServerUrl& address, const HttpResult& reply);

}  // namespace mockmeter::conformance
