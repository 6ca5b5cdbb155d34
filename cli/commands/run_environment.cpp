#include "cli/commands/run_environment.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "mockmeter/catalogue.h"

namespace mockmeter::cli {
namespace {

struct RunVariable {
  std::string name;
  std::string value;    ///< empty = the variable does not apply
  std::string meaning;  ///< for --help
  bool always = false;  ///< replaces what is set already
  bool is_url = false;
};

void add_variables_of(const ProviderInfo& provider, const MockAddress& mock,
                      std::vector<RunVariable>& variables) {
  const std::string path(provider.base_path);
  variables.push_back({std::string(provider.base_variable), mock.url + path,
                       "the mock and " + path + ", the base URL of " + std::string(provider.title),
                       false, true});
  const std::string_view user = provider.inputs.front().user_variable;
  if (!user.empty()) {
    const std::string name(provider.inputs.front().mock_user);
    variables.push_back({std::string(user), name, name});
  }
  for (const TestInput& input : provider.inputs) {
    const std::string value(input.mock_value);
    variables.push_back(
        {std::string(input.variable), value, value + ", " + std::string(input.meaning)});
  }
}

// Choice: those of providers that --provider leaves out are exported too, so that no client of
// theirs falls back on the real API.
std::vector<RunVariable> variables_for(const MockAddress& mock) {
  std::vector<RunVariable> variables{
      {"MOCKMETER_URL", mock.url, "the mock, for clients that write the whole path", true, true},
      {"MOCKMETER_ADMIN_URL", mock.admin_url, "its control plane", true, true},
      {"MOCKMETER_ADMIN_TOKEN", mock.admin_token, "what --admin-token asks for", true}};
  for (const ProviderInfo& provider : catalogue()) add_variables_of(provider, mock, variables);
  for (const TrustVariable& variable : kTrustVariables) {
    variables.push_back({std::string(variable.name), mock.trust_file,
                         "with --tls: for " + std::string(variable.readers), true});
  }
  return variables;
}

/// Where the clients that people have take their base URL from, a provider a line.
std::string describe_clients() {
  std::string text = "Every client of an API wants the same base URL:\n";
  for (const ProviderInfo& provider : catalogue()) {
    if (provider.clients.empty()) continue;
    text += "  " + std::string(provider.title) + ": " + std::string(provider.clients) + ".\n";
  }
  return text;
}

/// "http://[::1]:8080" is at "::1".
std::string host_of(std::string_view url) {
  url.remove_prefix(std::min(url.find("//") + 2, url.size()));
  if (url.starts_with('[')) return std::string(url.substr(1, url.find(']') - 1));
  return std::string(url.substr(0, url.find(':')));
}

}  // namespace

RunEnvironment run_environment(const MockAddress& mock, const VariableReader& look_up) {
  RunEnvironment environment{proxy_bypass(look_up, {host_of(mock.url)}), {}};
  for (RunVariable& variable : variables_for(mock)) {
    if (variable.value.empty()) continue;
    if (auto present = look_up(variable.name); present && !variable.always) {
      environment.kept.push_back({variable.name, std::move(*present), variable.is_url});
    } else {
      environment.set.emplace_back(variable.name, variable.value);
    }
  }
  return environment;
}

std::string describe_run_environment() {
  constexpr std::size_t kColumn = 28;
  std::string text;
  for (const RunVariable& variable : variables_for({})) {
    std::string line = "  " + variable.name;
    line.resize(kColumn + 2, ' ');
    text += line + variable.meaning + '\n';
  }
  return text + describe_clients() +
         "NO_PROXY and no_proxy are extended, so that no proxy comes between. With --tls the file "
         "holds, beside\nours, the authorities that were trusted before.\n";
}

}  // namespace mockmeter::cli
