#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/process/child_process.h"

namespace mockmeter {

/// The value of an environment variable; empty when it is not set.
using VariableReader = std::function<std::optional<std::string>(const std::string& name)>;

/// The environment of this process.
std::optional<std::string> environment_variable(const std::string& name);

/// A variable that names a file of certificate authorities.
struct TrustVariable {
  std::string_view name;
  std::string_view readers;  ///< the libraries that obey it
  bool replaces = true;      ///< what they trust without it; else it adds to that
};
inline constexpr std::array<TrustVariable, 4> kTrustVariables{{
    {"SSL_CERT_FILE", "OpenSSL, Go, Python and Ruby"},
    {"CURL_CA_BUNDLE", "curl"},
    {"REQUESTS_CA_BUNDLE", "Python's requests"},
    {"NODE_EXTRA_CA_CERTS", "Node.js", false},
}};

/// What keeps a program from asking a proxy for servers on this machine, and for `hosts`: NO_PROXY
/// and no_proxy, each with what it had.
Environment proxy_bypass(const VariableReader& look_up, const std::vector<std::string>& hosts = {});

/// What programs trust beside the authorities of `authority`, PEM: one bundle for all of
/// kTrustVariables, with the files that they name now. Where a variable that replaces is not set,
/// the machine's own bundle is in it, too. `warn` gets a sentence for each file that cannot be
/// read.
std::string trust_bundle(const std::string& authority, const VariableReader& look_up,
                         const std::function<void(const std::string& sentence)>& warn);

}  // namespace mockmeter
