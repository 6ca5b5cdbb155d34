#include "mockmeter/catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

namespace mockmeter {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(Catalogue, FindsProvidersAndOperations) {
  EXPECT_EQ(find_provider_info("neon")->base_path, "/api/v2");
  EXPECT_EQ(find_operation_info("zkscore.get_usage")->alias, "/api/v1/developer/usage");
  EXPECT_EQ(find_provider_info("neo"), nullptr);
  EXPECT_EQ(find_operation_info("neon.nothing"), nullptr);
  EXPECT_EQ(find_operation_info("neon"), nullptr);
  EXPECT_EQ(find_operation_info(""), nullptr);
}

TEST(Catalogue, EveryProviderSaysWhatItsClientsNeed) {
  std::set<std::string_view> variables;
  for (const ProviderInfo& provider : catalogue()) {
    SCOPED_TRACE(provider.name);
    EXPECT_THAT(provider.url, StartsWith("https://"));
    ASSERT_FALSE(provider.inputs.empty());
    EXPECT_EQ(provider.inputs.front().name, "main");
    EXPECT_EQ(provider.auth_scheme == "basic", !provider.inputs.front().user_variable.empty());
    const OperationInfo* first = find_operation_info(provider.first_operation);
    ASSERT_NE(first, nullptr);
    EXPECT_EQ(first->method, "GET");
    EXPECT_TRUE(variables.insert(provider.base_variable).second) << provider.base_variable;
    EXPECT_THAT(provider.base_path, StartsWith("/"));
    EXPECT_THAT(provider.clients, Not(EndsWith("."))) << "a part of a sentence";
    for (const TestInput& input : provider.inputs) {
      EXPECT_TRUE(variables.insert(input.variable).second) << input.variable;
      EXPECT_FALSE(input.mock_value.empty()) << input.variable;
    }
  }
}

TEST(Catalogue, EveryOperationBelongsToItsProvider) {
  for (const ProviderInfo& provider : catalogue()) {
    for (const OperationInfo& operation : provider.operations) {
      EXPECT_THAT(operation.id, StartsWith(std::string(provider.name) + '.'));
      EXPECT_THAT(operation.path, StartsWith(std::string(provider.base_path) + '/'));
    }
  }
}

TEST(Catalogue, WritesCredentialsAsCurlAndHttpWantThem) {
  EXPECT_EQ(authorization_of("a@b", "k"), "Basic YUBiOms=");
  EXPECT_EQ(authorization_of("", "k"), "Bearer k");
  EXPECT_EQ(curl_option_of("", "k", '\''), "-H 'Authorization: Bearer k'");
  const ProviderInfo& basic = *find_provider_info("upstash");
  EXPECT_EQ(curl_option_of(basic.inputs.front()), "-u \"$UPSTASH_EMAIL:$UPSTASH_API_KEY\"");
  EXPECT_EQ(mock_curl_option_of(basic), "-u dev@example.com:upstash-test-key");
  EXPECT_EQ(mock_authorization_of(*find_provider_info("neon")), "Bearer napi_scale");
}

TEST(Catalogue, ListsProvidersForPeople) {
  const std::string names = list_providers(&ProviderFacts::name);
  EXPECT_THAT(names, StartsWith("upstash, neon"));
  EXPECT_THAT(names, HasSubstr(" or " + std::string(catalogue().back().name)));
}

}  // namespace
}  // namespace mockmeter
