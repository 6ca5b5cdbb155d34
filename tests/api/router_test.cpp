#include "server/api/router.h"

#include <gtest/gtest.h>

#include <array>

namespace mockmeter {
namespace {

Response nothing(const OperationRequest&) { return {}; }

constexpr std::array<std::string_view, 2> kSpaces{"/v2/", "/api/v2/"};
constexpr std::array<Operation, 5> kOperations{{
    {{.id = "toy.list", .method = "GET", .path = "/v2/users"}, {.handle = nothing}},
    {{.id = "toy.create", .method = "POST", .path = "/v2/users"}, {.handle = nothing}},
    {{.id = "toy.me", .method = "GET", .path = "/v2/users/me"}, {.handle = nothing}},
    {{.id = "toy.one", .method = "GET", .path = "/v2/users/{id}", .alias = "/api/v2/users/{id}"},
     {.handle = nothing}},
    {{.id = "toy.key", .method = "DELETE", .path = "/v2/users/{id}/keys/{key}"},
     {.handle = nothing}},
}};

const Router& router() {
  static const Provider kToy = [] {
    Provider toy{};
    toy.name = "toy";
    toy.path_prefixes = kSpaces;
    toy.operations = kOperations;
    return toy;
  }();
  static const std::array<const Provider*, 1> kProviders{&kToy};
  static const Router kRouter(kProviders);
  return kRouter;
}

std::string_view found(std::string_view method, std::string_view path) {
  const auto match = router().match(method, path);
  return match.operation == nullptr ? "" : match.operation->id;
}

TEST(Router, StaticSegmentsWinOverParameters) {
  EXPECT_EQ(found("GET", "/v2/users/me"), "toy.me");
  EXPECT_EQ(found("GET", "/v2/users/you"), "toy.one");
  EXPECT_EQ(found("DELETE", "/v2/users/me/keys/k"), "toy.key") << "falls back to the parameter";
}

TEST(Router, ReadsAndDecodesParameters) {
  const auto match = router().match("DELETE", "/v2/users/a%2Fb/keys/k+1");
  ASSERT_EQ(match.params.size(), 2U);
  EXPECT_EQ(match.params[0], (std::pair<std::string_view, std::string>{"id", "a/b"}));
  EXPECT_EQ(match.params[1].second, "k+1");
}

TEST(Router, AliasLeadsToTheSameOperation) {
  const auto match = router().match("GET", "/api/v2/users/x");
  ASSERT_NE(match.operation, nullptr);
  EXPECT_EQ(match.operation->id, "toy.one");
  EXPECT_EQ(match.params.at(0).second, "x");
}

TEST(Router, EmptySegmentsAndTrailingSlashesMatchNothing) {
  for (const char* path : {"/v2/users/", "/v2/users//", "/v2//users", "/v2/users/x/", "/v2/", "/",
                           "", "v2/users", "/v2/users/x/keys/"}) {
    EXPECT_EQ(found("GET", path), "") << path;
  }
}

TEST(Router, WrongMethodFindsWhatThePathOffersToOthers) {
  const auto match = router().match("PUT", "/v2/users");
  EXPECT_EQ(match.operation, nullptr);
  ASSERT_EQ(match.others.size(), 2U);
  EXPECT_EQ(match.others[0]->method, "GET");
  EXPECT_EQ(match.others[1]->method, "POST");
  EXPECT_TRUE(router().match("PUT", "/v2/nothing").others.empty());
  EXPECT_EQ(found("get", "/v2/users"), "") << "methods are case-sensitive";
}

TEST(Router, HeadFindsWhatGetFinds) { EXPECT_EQ(found("HEAD", "/v2/users"), "toy.list"); }

TEST(Router, KnowsWhoseSpaceAnUnknownPathIs) {
  EXPECT_NE(router().match("GET", "/v2/nothing").provider, nullptr);
  EXPECT_EQ(router().match("GET", "/v3/users").provider, nullptr);
  EXPECT_EQ(router().match("GET", "/v2x").provider, nullptr);
}

TEST(Router, TheLongestSpaceWinsWhateverTheOrder) {
  static constexpr std::array<std::string_view, 1> kInner{"/v2/inner/"};
  Provider outer{};
  outer.path_prefixes = kSpaces;
  Provider inner{};
  inner.path_prefixes = kInner;
  const std::array<const Provider*, 2> orders[] = {{&outer, &inner}, {&inner, &outer}};
  for (const auto& providers : orders) {
    const Router nested(providers);
    EXPECT_EQ(nested.match("GET", "/v2/inner/nothing").provider, &inner);
    EXPECT_EQ(nested.match("GET", "/v2/nothing").provider, &outer);
    EXPECT_EQ(nested.match("GET", "/v2/inner").provider, &outer);
    EXPECT_EQ(nested.match("GET", "/v3/").provider, nullptr);
  }
}

TEST(Router, FlagsParametersThatCannotBeDecoded) {
  EXPECT_TRUE(router().match("GET", "/v2/users/%zz").bad_encoding);
  EXPECT_TRUE(router().match("GET", "/v2/users/%ff").bad_encoding);
  EXPECT_FALSE(router().match("GET", "/v2/users/%e2%82%ac").bad_encoding);
}

}  // namespace
}  // namespace mockmeter
