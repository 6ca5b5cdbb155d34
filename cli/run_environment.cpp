#include "cli/run_environment.h"

#include <array>
#include <cstdlib>

namespace mockmeter::cli {
namespace {

template <const char* kText>
std::string constant(const MockAddress&) {
  return kText;
}

std::string url(const MockAddress& mock) { return mock.url; }
std::string neon_url(const MockAddress& mock) { return mock.url + "/api/v2"; }
std::string zkscore_url(const MockAddress& mock) { return mock.url + "/v1"; }
std::string admin_url(const MockAddress& mock) { return mock.admin_url; }
std::string admin_token(const MockAddress& mock) { return mock.admin_token; }
std::string trust_file(const MockAddress& mock) { return mock.trust_file; }

// Credentials of the world `default`.
constexpr char kUpstashEmail[] = "dev@example.com";
constexpr char kUpstashKey[] = "upstash-test-key";
constexpr char kNeonKey[] = "napi_scale";
constexpr char kZkscoreKey[] = "zk_test_professional";

// Choice: those of providers that --provider leaves out are exported too, so that no client of
// theirs falls back on the real API.
constexpr std::array<RunVariable, 13> kVariables{{
    {"MOCKMETER_URL", url, "the mock", true, true},
    {"MOCKMETER_ADMIN_URL", admin_url, "its control plane", true, true},
    {"MOCKMETER_ADMIN_TOKEN", admin_token, "what --admin-token asks for", true},
    {"UPSTASH_API_BASE", url, "the mock", false, true},
    {"UPSTASH_EMAIL", constant<kUpstashEmail>, "dev@example.com"},
    {"UPSTASH_API_KEY", constant<kUpstashKey>, "upstash-test-key"},
    {"NEON_API_HOST", neon_url, "the mock and /api/v2", false, true},
    {"NEON_API_KEY", constant<kNeonKey>, "napi_scale"},
    {"ZKSCORE_API_BASE", zkscore_url, "the mock and /v1", false, true},
    {"ZKSCORE_API_KEY", constant<kZkscoreKey>, "zk_test_professional"},
    {"NODE_EXTRA_CA_CERTS", trust_file, "with --tls: Node.js trusts it"},
    {"SSL_CERT_FILE", trust_file, "with --tls: OpenSSL, Go, Python and Ruby trust it"},
    {"CURL_CA_BUNDLE", trust_file, "with --tls: curl and Python's requests trust it"},
}};

}  // namespace

RunEnvironment run_environment(
    const MockAddress& mock,
    const std::function<std::optional<std::string>(const std::string&)>& look_up) {
  RunEnvironment environment;
  for (const RunVariable& variable : kVariables) {
    const std::string name(variable.name);
    std::string value = variable.value(mock);
    if (value.empty()) continue;
    if (auto present = look_up(name); present && !variable.always) {
      environment.kept.push_back({&variable, std::move(*present)});
    } else {
      environment.set.emplace_back(name, std::move(value));
    }
  }
  return environment;
}

std::optional<std::string> environment_variable(const std::string& name) {
  const char* const value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

std::string describe_run_environment() {
  constexpr std::size_t kColumn = 24;
  std::string text;
  for (const RunVariable& variable : kVariables) {
    std::string line = "  " + std::string(variable.name);
    line.resize(kColumn + 2, ' ');
    text += line + std::string(variable.meaning) + '\n';
  }
  return text;
}

}  // namespace mockmeter::cli
