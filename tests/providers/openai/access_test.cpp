// Who may ask, and in which words everybody else is refused.

#include <gtest/gtest.h>

#include "tests/providers/openai/asking.h"

namespace mockmeter::testing::openai {
namespace {

constexpr const char* kScope =
    "You have insufficient permissions for this operation. Missing scopes: api.usage.read.";

TEST(OpenaiAccess, NeedsABearerKeyOfTheWorld) {
  Mock mock(make_settings());
  const std::string target = kCompletions + kThreeDays;
  EXPECT_EQ(get(mock, target, {{"authorization", "bearer sk-admin-test-main"}}).status, 200);
  const Headers none[] = {
      {}, bearer(""), basic("sk-admin-test-main:"), {{"x-api-key", "sk-admin-test-main"}}};
  for (const Headers& headers : none) {
    const Response response = get(mock, target, headers);
    EXPECT_EQ(response.status, 401);
    EXPECT_TRUE(error(response).starts_with("401 You didn't provide an API key.")) << response.body;
    EXPECT_TRUE(error(response).ends_with(" | - | -"));
  }
}

TEST(OpenaiAccess, MasksTheKeyThatItDoesNotKnow) {
  EXPECT_EQ(error(ask(kCosts + kThreeDays, "sk-admin-abcdefghijklmnopqrstuvwxyz")),
            "401 Incorrect API key provided: sk-admin***********************wxyz. You can find "
            "your API key at https://platform.openai.com/account/api-keys. | - | invalid_api_key");
  EXPECT_TRUE(error(ask(kCosts + kThreeDays, "sk-short"))
                  .starts_with("401 Incorrect API key provided: ********. "));
}

TEST(OpenaiAccess, NeedsTheScopeOfUsage) {
  EXPECT_EQ(ask(kCosts + kThreeDays, "sk-admin-test-usage").status, 200);
  for (const char* key : {"sk-admin-test-restricted", "sk-proj-test-web", "sk-svcacct-test-ci"}) {
    const Response response = ask(kCosts + kThreeDays, key);
    EXPECT_EQ(response.status, 403) << key;
    EXPECT_EQ(response.body, R"({"error":")" + std::string(kScope) + R"("})");
  }
}

TEST(OpenaiAccess, MissingScopeFollowsItsVariants) {
  const auto refusal = [](const Json& variants) {
    return ask(kCosts + kThreeDays, "sk-admin-test-restricted", {.variants = variants});
  };
  const Response object = refusal({{"openai.missing_scope", "object"}});
  EXPECT_EQ(error(object), "403 " + std::string(kScope) + " | - | -");
  EXPECT_EQ(body_of(object)["error"]["type"], "invalid_request_error");
  const Response old = refusal(
      {{"openai.missing_scope", "object_401"}, {"openai.missing_scope_type", "server_error"}});
  EXPECT_EQ(old.status, 401);
  EXPECT_EQ(body_of(old)["error"]["type"], "server_error");
}

TEST(OpenaiAccess, ChecksTheKeyBeforeTheParameters) {
  EXPECT_EQ(ask(kCompletions, "sk-admin-nobody").status, 401);
  EXPECT_EQ(ask(kCompletions, "sk-proj-test-web").status, 403);
  EXPECT_EQ(ask(kCompletions).status, 400);
}

TEST(OpenaiAccess, AnOrganizationSeesItsOwnUsageOnly) {
  const Json idle = body_of(ask(kCompletions + kThreeDays, "sk-admin-test-idle"));
  EXPECT_EQ(edges(idle), edges(page(kCompletions + kThreeDays)));
  EXPECT_TRUE(rows(idle).empty());
}

TEST(OpenaiAccess, PathsBelowOrganizationAreOpenaisAndTheOthersAreNot) {
  Mock mock(make_settings());
  const Headers key = bearer("sk-admin-test-main");
  EXPECT_EQ(error(get(mock, "/v1/organization/usage/costs", key)),
            "404 Invalid URL (GET /v1/organization/usage/costs) | - | -");
  EXPECT_EQ(get(mock, "/v1/organization/usage", key).status, 404);
  const Response posted = send(mock, "POST", kCosts, key);
  EXPECT_EQ(error(posted), "405 Method not allowed (POST /v1/organization/costs) | - | -");
  EXPECT_EQ(posted.headers.get("Allow"), "GET");
  EXPECT_TRUE(body_of(get(mock, "/v1/models", key)).contains("success")) << "another vendor's";
}

TEST(OpenaiAccess, EveryResponseHasARequestIdOfItsOwn) {
  Mock mock(make_settings());
  const auto id = [&](const std::string& target) {
    return std::string(
        get(mock, target, bearer("sk-admin-test-main")).headers.get("x-request-id").value_or(""));
  };
  const std::string first = id(kCosts + kThreeDays);
  EXPECT_EQ(first.size(), 36U);
  EXPECT_NE(id(kCosts + kThreeDays), first);
  EXPECT_EQ(id(kCosts).size(), 36U) << "of a refusal, too";
}

}  // namespace
}  // namespace mockmeter::testing::openai
