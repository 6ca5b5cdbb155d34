#include "cli/commands/run_environment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "mockmeter/catalogue.h"

namespace mockmeter::cli {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

const MockAddress kMock{"http://127.0.0.1:4", "http://127.0.0.1:5/__admin", "", ""};

/// The environment beside what is set already.
RunEnvironment made(const MockAddress& mock, const std::map<std::string, std::string>& present) {
  return run_environment(mock, [&](const std::string& name) -> std::optional<std::string> {
    const auto found = present.find(name);
    if (found == present.end()) return std::nullopt;
    return found->second;
  });
}

std::map<std::string, std::string> set_for(const MockAddress& mock) {
  const RunEnvironment environment = made(mock, {});
  return {environment.set.begin(), environment.set.end()};
}

TEST(RunEnvironment, PointsEveryProviderAtTheMock) {
  const std::map<std::string, std::string> expected{
      {"MOCKMETER_URL", "http://127.0.0.1:4"},
      {"MOCKMETER_ADMIN_URL", "http://127.0.0.1:5/__admin"},
      {"NO_PROXY", "127.0.0.1,localhost,::1"},
      {"no_proxy", "127.0.0.1,localhost,::1"},
      {"UPSTASH_API_BASE", "http://127.0.0.1:4/v2"},
      {"UPSTASH_EMAIL", "dev@example.com"},
      {"UPSTASH_API_KEY", "upstash-test-key"},
      {"UPSTASH_READONLY_API_KEY", "upstash-readonly-key"},
      {"NEON_API_HOST", "http://127.0.0.1:4/api/v2"},
      {"NEON_API_KEY", "napi_scale"},
      {"NEON_FREE_API_KEY", "napi_free"},
      {"NEON_ORG_ID", "org-ocean-art-12345678"},
      {"ZKSCORE_API_BASE", "http://127.0.0.1:4/v1"},
      {"ZKSCORE_API_KEY", "zk_test_professional"},
      {"ZKSCORE_FORBIDDEN_API_KEY", "zk_test_readonly"},
      {"ZKSCORE_REVOKED_API_KEY", "zk_test_revoked"},
      {"ZKSCORE_FREE_API_KEY", "zk_test_free"},
      {"ZKSCORE_IDLE_API_KEY", "zk_test_idle"},
      {"OPENAI_BASE_URL", "http://127.0.0.1:4/v1"},
      {"OPENAI_ADMIN_KEY", "sk-admin-test-main"},
      {"OPENAI_RESTRICTED_ADMIN_KEY", "sk-admin-test-restricted"},
      {"OPENAI_PROJECT_KEY", "sk-proj-test-web"},
      {"OPENAI_IDLE_ADMIN_KEY", "sk-admin-test-idle"},
      {"OPENAI_PROJECT_ID", "proj_web"}};
  EXPECT_EQ(set_for(kMock), expected);
}

TEST(RunEnvironment, TellsTokenAndAuthorityOnlyWhereThereAreSome) {
  MockAddress mock = kMock;
  mock.admin_token = "secret";
  mock.trust_file = "/t/ca.pem";
  const auto variables = set_for(mock);
  EXPECT_EQ(variables.at("MOCKMETER_ADMIN_TOKEN"), "secret");
  for (const TrustVariable& variable : kTrustVariables) {
    EXPECT_EQ(variables.at(std::string(variable.name)), "/t/ca.pem") << variable.name;
  }
}

TEST(RunEnvironment, ReplacesWhatNamesAnotherFileOfAuthorities) {
  MockAddress mock = kMock;
  mock.trust_file = "/t/ca.pem";
  const RunEnvironment environment = made(mock, {{"CURL_CA_BUNDLE", "/etc/other.pem"}});
  EXPECT_THAT(environment.set, Contains(Pair("CURL_CA_BUNDLE", "/t/ca.pem")));
  EXPECT_THAT(environment.kept, IsEmpty());
}

TEST(RunEnvironment, KeepsProxiesFromTheMock) {
  MockAddress mock = kMock;
  mock.url = "http://[fd00::1]:8080";
  EXPECT_THAT(made(mock, {{"no_proxy", "a.test"}}).set,
              Contains(Pair("no_proxy", "a.test,127.0.0.1,localhost,::1,fd00::1")));
  mock.url = "http://mock.test:8080";
  EXPECT_THAT(made(mock, {}).set, Contains(Pair("NO_PROXY", "127.0.0.1,localhost,::1,mock.test")));
}

TEST(RunEnvironment, LeavesWhatIsSetButItsOwn) {
  const RunEnvironment environment = made(
      kMock, {{"MOCKMETER_URL", "http://other"}, {"NEON_API_KEY", "mine"}, {"UPSTASH_EMAIL", ""}});
  const std::map<std::string, std::string> set(environment.set.begin(), environment.set.end());
  EXPECT_EQ(set.at("MOCKMETER_URL"), "http://127.0.0.1:4");
  EXPECT_FALSE(set.contains("NEON_API_KEY"));
  EXPECT_FALSE(set.contains("UPSTASH_EMAIL")) << "an empty one is set, too";
  std::vector<std::string> kept;
  for (const KeptVariable& variable : environment.kept) {
    kept.push_back(variable.name + '=' + variable.value);
  }
  EXPECT_THAT(kept, UnorderedElementsAre("NEON_API_KEY=mine", "UPSTASH_EMAIL="));
}

TEST(RunEnvironment, GivesEveryClientTheBaseUrlOfItsProvider) {
  const auto variables = set_for(kMock);
  for (const ProviderInfo& provider : catalogue()) {
    EXPECT_EQ(variables.at(std::string(provider.base_variable)),
              kMock.url + std::string(provider.base_path));
    EXPECT_THAT(describe_run_environment(), HasSubstr(std::string(provider.clients)));
  }
}

TEST(RunEnvironment, IsDescribedInFull) {
  MockAddress mock = kMock;
  mock.admin_token = mock.trust_file = "x";
  for (const auto& [name, value] : set_for(mock)) {
    EXPECT_THAT(describe_run_environment(), HasSubstr(name + ' '));
  }
}

}  // namespace
}  // namespace mockmeter::cli
