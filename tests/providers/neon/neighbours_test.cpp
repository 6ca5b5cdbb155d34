// What clients ask on their way to the consumption history: people, organizations, and what belongs
// to a project.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/providers/neon/asking.h"

namespace mockmeter::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsSubsetOf;

const std::string kGallery = "/projects/soft-shadow-20845885";
constexpr const char* kForeign = "/projects/super-mode-24546940";

Json read(const std::string& rest, const std::string& key = "napi_scale",
          const MockSetup& setup = {}) {
  const Response response = ask_neighbour(rest, key, setup);
  EXPECT_EQ(response.status, 200) << rest << ": " << response.body;
  return body_of(response);
}

void expect_refusal(const std::string& rest, int status, const std::string& message,
                    const std::string& key = "napi_scale") {
  const Response response = ask_neighbour(rest, key);
  EXPECT_EQ(response.status, status) << rest;
  EXPECT_EQ(message_of(response), message) << rest;
}

std::vector<std::string> members_of(const Json& list, const char* name) {
  std::vector<std::string> values;
  for (const Json& item : list) values.push_back(item.at(name));
  return values;
}

TEST(NeonNeighbours, APersonHasANameAndOrganizations) {
  const Json person = read("/users/me");
  EXPECT_EQ(person.at("name"), "Ida");
  EXPECT_EQ(person.at("last_name"), "Marsh");
  EXPECT_EQ(person.at("login"), person.at("email"));
  const Json organizations = read("/users/me/organizations").at("organizations");
  EXPECT_THAT(members_of(organizations, "plan"), ElementsAre("scale", "launch", "free"));
  for (const Json& organization : organizations) {
    const std::string id = organization.at("id");
    EXPECT_TRUE(id.starts_with("org-")) << id;
    EXPECT_EQ(read("/organizations/" + id), organization);
  }
}

TEST(NeonNeighbours, AnOrganizationsKeyIsNobodys) {
  for (const char* path : {"/users/me", "/users/me/organizations"}) {
    for (const char* key : {"napi_launch", "napi_free", "napi_business", "napi_enterprise"}) {
      expect_refusal(path, 404, "not allowed for organization API keys", key);
    }
  }
}

TEST(NeonNeighbours, AnOrganizationIsSeenByItsMembersAndItself) {
  const std::string launch = "/organizations/org-quick-otter-40631075";
  EXPECT_EQ(read(launch), read(launch, "napi_launch"));
  EXPECT_EQ(read(launch).at("handle"), "quick-otter-org-quick-otter-40631075");
  const std::string own = read("/users/me").at("id");
  for (const std::string& id :
       {std::string("org-bright-mill-20418853"), std::string("org-a"), own}) {
    expect_refusal("/organizations/" + id, 404, "organization not found");
    expect_refusal("/organizations/" + id + "/billing/spending_limit", 404,
                   "organization not found");
  }
  expect_refusal("/organizations/Ocean", 400, "string: no regex match: ^[a-z0-9-]{1,60}$");
}

TEST(NeonNeighbours, AnUpgradeUpdatesAnOrganization) {
  const Json upgraded = read("/organizations/org-bright-mill-20418853", "napi_business");
  EXPECT_EQ(upgraded.at("plan"), "business");
  EXPECT_EQ(upgraded.at("created_at"), "2025-10-01T09:00:00Z");
  EXPECT_EQ(upgraded.at("updated_at"), "2026-05-04T09:30:00Z");
}

TEST(NeonNeighbours, SpendingLimitsAreForLaunchAndScale) {
  const auto limit = [](const std::string& id) {
    return "/organizations/" + id + "/billing/spending_limit";
  };
  EXPECT_EQ(read(limit("org-quick-otter-40631075")).dump(), R"({"spending_limit_cents":5000})");
  EXPECT_EQ(read(limit("org-ocean-art-12345678")).dump(), R"({"spending_limit_cents":null})");
  EXPECT_EQ(ask_neighbour(limit("org-small-fern-50742186")).status, 403);
  EXPECT_EQ(ask_neighbour(limit("org-grand-harbor-30529964"), "napi_enterprise").status, 403);
}

TEST(NeonNeighbours, NobodySeesTheProjectsOfOthers) {
  for (const char* rest : {"", "/branches", "/endpoints", "/operations"}) {
    expect_refusal(kForeign + std::string(rest), 404, "project not found");
    expect_refusal("/projects/nothing" + std::string(rest), 404, "project not found");
    expect_refusal("/projects/a%20b" + std::string(rest), 400,
                   "string: no regex match: ^[a-z0-9-]{1,60}$");
    EXPECT_EQ(ask_neighbour(kGallery + rest, "napi_launch").status, 404);
    EXPECT_EQ(ask_neighbour(kGallery + rest, "napi_nobody").status, 401);
  }
}

TEST(NeonNeighbours, AKeyOfOneProjectSeesThisProjectAlone) {
  const std::string own = "/projects/quiet-lake-10482931";
  for (const char* rest : {"", "/branches", "/endpoints", "/operations"}) {
    EXPECT_EQ(read(own + rest, "napi_project"), read(own + rest)) << rest;
  }
  const std::string organization = "/organizations/org-ocean-art-12345678";
  for (const std::string& rest : {std::string("/projects"), kGallery, kGallery + "/branches",
                                  std::string("/users/me"), organization}) {
    expect_refusal(rest, 404,
                   "not allowed to perform actions outside the project this key is scoped to; "
                   "subject_project_id:\"quiet-lake-10482931\"",
                   "napi_project");
  }
}

TEST(NeonNeighbours, BranchesAreSorted) {
  const auto names = [](const std::string& query) {
    return members_of(read(kGallery + "/branches" + query).at("branches"), "name");
  };
  EXPECT_THAT(names("?sort_by=name&sort_order=asc"), ElementsAre("dev/ida", "main", "staging"));
  EXPECT_THAT(names("?sort_by=name"), ElementsAre("staging", "main", "dev/ida"));
  EXPECT_THAT(names("?sort_by=created_at&sort_order=asc"),
              ElementsAre("main", "staging", "dev/ida"));
  EXPECT_THAT(names("?search=IDA"), ElementsAre("dev/ida"));
  EXPECT_THAT(names("?search=br-divine"), ElementsAre("main"));
  const auto updates = members_of(read(kGallery + "/branches").at("branches"), "updated_at");
  EXPECT_TRUE(std::is_sorted(updates.rbegin(), updates.rend()));
}

TEST(NeonNeighbours, PagesOfBranchesEndWithoutNext) {
  const Json whole = read(kGallery + "/branches");
  EXPECT_EQ(whole.at("pagination").dump(), R"({"sort_by":"updated_at","sort_order":"DESC"})");
  std::vector<std::string> ids;
  std::string cursor;
  do {
    const Json page = read(kGallery + "/branches?limit=1&cursor=" + cursor);
    ASSERT_EQ(page.at("branches").size(), 1U);
    ids.push_back(page["branches"][0].at("id"));
    cursor = page["pagination"].value("next", "");
  } while (!cursor.empty() && ids.size() < 9);
  EXPECT_EQ(ids, members_of(whole.at("branches"), "id"));
}

TEST(NeonNeighbours, ChildrenNameTheirParent) {
  const Json response = read(kGallery + "/branches");
  for (const Json& branch : response.at("branches")) {
    EXPECT_EQ(branch.at("default"), branch.at("name") == "main");
    EXPECT_EQ(branch.value("parent_id", ""),
              branch.at("default") == true ? "" : "br-divine-art-42912616");
  }
}

TEST(NeonNeighbours, EveryBranchHasAnEndpoint) {
  const Json endpoints = read(kGallery + "/endpoints").at("endpoints");
  const auto branches = members_of(read(kGallery + "/branches").at("branches"), "id");
  EXPECT_EQ(endpoints.size(), branches.size());
  EXPECT_THAT(members_of(endpoints, "branch_id"), IsSubsetOf(branches));
  for (const Json& endpoint : endpoints) {
    const std::string id = endpoint.at("id");
    EXPECT_TRUE(id.starts_with("ep-")) << id;
    EXPECT_EQ(endpoint.at("host"), id + "." + endpoint.at("proxy_host").get<std::string>());
  }
}

TEST(NeonNeighbours, EndpointsSleepWhenNobodyIsThere) {
  const std::string preview = "/projects/old-union-23806729/endpoints";
  const Json noon = read(preview).at("endpoints").at(0);
  EXPECT_EQ(noon.at("current_state"), "active");
  EXPECT_FALSE(noon.contains("suspended_at"));
  const Json night =
      read(preview, "napi_scale", {.clock = "2026-05-20T03:00:00Z"}).at("endpoints").at(0);
  EXPECT_EQ(night.at("current_state"), "idle");
  EXPECT_GT(night.at("suspended_at"), night.at("last_active"));
  const Json never = read("/projects/plain-union-33629438/endpoints").at("endpoints").at(0);
  EXPECT_EQ(never.at("current_state"), "idle");
  EXPECT_FALSE(never.contains("last_active"));
}

TEST(NeonNeighbours, PagesOfOperationsEndWithAnEmptyOne) {
  const Json whole = read(kGallery + "/operations").at("operations");
  EXPECT_GE(whole.size(), 6U);
  std::vector<std::string> ids;
  std::string cursor;
  for (int page = 0; page < 9; ++page) {
    const Json body = read(kGallery + "/operations?limit=4&cursor=" + cursor);
    if (body.at("operations").empty()) {
      EXPECT_EQ(body.at("pagination").at("cursor"), cursor);
      break;
    }
    for (const Json& operation : body["operations"]) ids.push_back(operation.at("id"));
    cursor = body.at("pagination").at("cursor");
  }
  EXPECT_EQ(ids, members_of(whole, "id"));
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), ids.size());
  const auto times = members_of(whole, "created_at");
  EXPECT_TRUE(std::is_sorted(times.rbegin(), times.rend()));
}

TEST(NeonNeighbours, OperationsAreThoseOfEndpointsAndBranches) {
  const auto branches = members_of(read(kGallery + "/branches").at("branches"), "id");
  const auto endpoints = members_of(read(kGallery + "/endpoints").at("endpoints"), "id");
  const Json response = read(kGallery + "/operations");
  for (const Json& operation : response.at("operations")) {
    EXPECT_THAT(branches, ::testing::Contains(operation.at("branch_id")));
    if (!operation.contains("endpoint_id")) continue;
    EXPECT_THAT(endpoints, ::testing::Contains(operation.at("endpoint_id")));
  }
}

TEST(NeonNeighbours, RefuseWhatCannotBeRead) {
  const std::string branches = kGallery + "/branches";
  const std::string operations = kGallery + "/operations";
  expect_refusal(branches + "?sort_by=size", 400, "invalid value: size");
  expect_refusal(branches + "?sort_order=ASC", 400, "invalid value: ASC");
  expect_refusal(branches + "?limit=0", 400, "int: value 0 less than 1");
  expect_refusal(branches + "?limit=10001", 400, "int: value 10001 greater than 10000");
  expect_refusal(branches + "?cursor=nothing", 400, "invalid cursor: nothing");
  expect_refusal(branches + "?search=a&search=b", 400,
                 "query parameter \"search\" multiple values");
  expect_refusal(branches + "?include_deleted=no", 400,
                 "strconv.ParseBool: parsing \"no\": invalid syntax");
  expect_refusal(operations + "?limit=1001", 400, "int: value 1001 greater than 1000");
  expect_refusal(operations + "?cursor=nothing", 400, "invalid cursor: nothing");
}

}  // namespace
}  // namespace mockmeter::testing
