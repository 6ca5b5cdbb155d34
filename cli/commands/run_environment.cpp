#include "cli/commands/run_environment.h"

#include <cstdlib>
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
  const std::string path(provider.base_variable_path);
  variables.push_back({std::string(provider.base_variable), mock.url + path,
                       path.empty() ? "the mock" : "the mock and " + path, false, true});
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
      {"MOCKMETER_URL", mock.url, "the mock", true, true},
      {"MOCKMETER_ADMIN_URL", mock.admin_url, "its control plane", true, true},
      {"MOCKMETER_ADMIN_TOKEN", mock.admin_token, "what --admin-token asks for", true}};
  for (const ProviderInfo& provider : catalogue()) add_variables_of(provider, mock, variables);
  variables.push_back({"NODE_EXTRA_CA_CERTS", mock.trust_file, "with --tls: Node.js trusts it"});
  variables.push_back(
      {"SSL_CERT_FILE", mock.trust_file, "with --tls: OpenSSL, Go, Python and Ruby trust it"});
  variables.push_back(
      {"CURL_CA_BUNDLE", mock.trust_file, "with --tls: curl and Python's requests trust it"});
  return variables;
}

}  // namespace

RunEnvironment run_environment(
    const MockAddress& mock,
    const std::function<std::optional<std::string>(const std::string&)>& look_up) {
  RunEnvironment environment;
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

std::optional<std::string> environment_variable(const std::string& name) {
  const char* const value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

std::string describe_run_environment() {
  constexpr std::size_t kColumn = 28;
  std::string text;
  for (const RunVariable& variable : variables_for({})) {
    std::string line = "  " + variable.name;
    line.resize(kColumn + 2, ' ');
    text += line + variable.meaning + '\n';
  }
  return text;
}

}  // namespace mockmeter::cli
