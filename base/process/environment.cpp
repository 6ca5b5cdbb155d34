#include "base/process/environment.h"

#include <algorithm>
#include <cstdlib>

#include "base/files/file_text.h"

namespace mockmeter {
namespace {

constexpr std::array<std::string_view, 3> kLocalHosts{"127.0.0.1", "localhost", "::1"};

// Source: Go, crypto/x509/root_linux.go: where the distributions keep their bundle.
constexpr std::array<const char*, 6> kMachineBundles{
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/tls/cacert.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/cert.pem",
};

void add_host(std::string& list, std::string_view host) {
  for (std::string_view rest = list; !rest.empty();) {
    const std::string_view known = rest.substr(0, rest.find_first_of(", "));
    rest.remove_prefix(std::min(known.size() + 1, rest.size()));
    if (known == host) return;
  }
  list.append(list.empty() ? "" : ",").append(host);
}

void append_lines(std::string& bundle, const std::string& text) {
  bundle += text;
  if (!bundle.empty() && bundle.back() != '\n') bundle += '\n';
}

std::string machine_bundle() {
  for (const char* const path : kMachineBundles) {
    if (auto text = file_text(path)) return std::move(*text);
  }
  return {};
}

}  // namespace

std::optional<std::string> environment_variable(const std::string& name) {
  const char* const value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

Environment proxy_bypass(const VariableReader& look_up, const std::vector<std::string>& hosts) {
  const std::string upper = look_up("NO_PROXY").value_or("");
  const std::string lower = look_up("no_proxy").value_or("");
  Environment variables{{"NO_PROXY", upper.empty() ? lower : upper},
                        {"no_proxy", lower.empty() ? upper : lower}};
  for (auto& [name, list] : variables) {
    if (list == "*") continue;  // curl takes it for every host only while it stands alone
    for (const std::string_view host : kLocalHosts) add_host(list, host);
    for (const std::string& host : hosts) add_host(list, host);
  }
  return variables;
}

std::string trust_bundle(const std::string& authority, const VariableReader& look_up,
                         const std::function<void(const std::string& sentence)>& warn) {
  std::string bundle;
  std::vector<std::string> seen;
  bool needs_machine = false;
  for (const auto& [name, readers, replaces] : kTrustVariables) {
    const std::string file = look_up(std::string(name)).value_or("");
    needs_machine = needs_machine || (replaces && file.empty());
    if (file.empty() || std::ranges::find(seen, file) != seen.end()) continue;
    seen.push_back(file);
    if (const auto text = file_text(file)) {
      append_lines(bundle, *text);
    } else {
      warn(std::string(name) + " names " + file + ", which is no file that can be read");
    }
  }
  if (needs_machine) append_lines(bundle, machine_bundle());
  append_lines(bundle, authority);
  return bundle;
}

}  // namespace mockmeter
