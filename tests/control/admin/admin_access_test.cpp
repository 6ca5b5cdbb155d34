#include "server/control/admin/admin_access.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

/// The status of the refusal; 0 when there is none.
int refusal(const AdminAccess& access, Headers headers, std::string_view path = "/clock") {
  const auto refused = refuse_access(
      make_request("GET", "/__admin" + std::string(path), std::move(headers)), access);
  if (!refused) return 0;
  EXPECT_EQ(refused->headers.get("Content-Type"), "application/problem+json");
  return refused->status;
}

TEST(AdminAccess, OnlyNamesOfThisMachineReachIt) {
  struct Case {
    const char* bound;
    const char* host;
    bool allowed;
  };
  const std::vector<Case> cases{
      {"127.0.0.1", "localhost:8080", true},
      {"127.0.0.1", "LOCALHOST", true},
      {"127.0.0.1", "localhost.", true},
      {"127.0.0.1", "mock.localhost:1", true},
      {"127.0.0.1", "127.0.0.1:8080", true},
      {"127.0.0.1", "127.8.9.10", true},
      {"127.0.0.1", "[::1]:8080", true},
      {"127.0.0.1", "evil.example", false},
      {"127.0.0.1", "evil.example:8080", false},
      {"127.0.0.1", "127.0.0.1.evil.example", false},
      {"127.0.0.1", "127.evil.example", false},
      {"127.0.0.1", "notlocalhost", false},
      {"127.0.0.1", "localhost.evil.example", false},
      {"127.0.0.1", "192.168.1.5", false},
      {"127.0.0.1", "[2001:db8::1]", false},
      {"127.0.0.1", "", false},
      {"localhost", "192.168.1.5", false},
      {"192.168.1.5", "192.168.1.5:80", true},
      {"192.168.1.5", "192.168.1.6:80", false},
      {"192.168.1.5", "localhost", true},
      {"mock", "MOCK:8080", true},
      {"mock", "172.18.0.2:8080", true},
      {"mock", "mock.evil.example", false},
      {"0.0.0.0", "172.18.0.2:8080", true},
      {"::", "[2001:db8::1]:8080", true},
      {"0.0.0.0", "evil.example", false},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(refusal({c.bound, ""}, {{"Host", c.host}}), c.allowed ? 0 : 403)
        << c.host << " where it is bound to " << c.bound;
  }
  EXPECT_EQ(refusal({"127.0.0.1", ""}, {}), 0) << "HTTP/1.0 without a Host is no browser";
}

TEST(AdminAccess, OtherNamesReachItWhenTheyAreGiven) {
  const AdminAccess access{"0.0.0.0", "", {"host.docker.internal", "docker", "mock_server"}};
  for (const char* host : {"host.docker.internal", "docker:8080", "DOCKER", "docker.",
                           "mock_server:80", "localhost", "172.18.0.2"}) {
    EXPECT_EQ(refusal(access, {{"Host", host}}), 0) << host;
  }
  for (const char* host : {"evil.example", "dock", "docker.evil.example", "evil.docker", ""}) {
    EXPECT_EQ(refusal(access, {{"Host", host}}), 403) << host;
  }
  EXPECT_EQ(refusal(access, {{"Host", "docker"}, {"Origin", "http://docker:3000"}}), 0);
  EXPECT_EQ(refusal(access, {{"Host", "docker"}, {"Origin", "http://evil.example"}}), 403);
}

TEST(AdminAccess, TheRefusalOfANameSaysWhichOptionGivesIt) {
  const auto detail = [](Headers headers) {
    return refuse_access(make_request("GET", "/__admin/clock", std::move(headers)),
                         {"127.0.0.1", ""})
        ->body;
  };
  EXPECT_THAT(detail({{"Host", "mockmeter:8080"}}),
              AllOf(HasSubstr(R"(Host \"mockmeter:8080\")"), HasSubstr("--admin-host mockmeter "),
                    HasSubstr("MOCKMETER_ADMIN_HOST=mockmeter)")));
  EXPECT_THAT(detail({{"Host", "bad name"}}), HasSubstr("--admin-host NAME "));
  EXPECT_THAT(
      detail({{"Host", "localhost"}, {"Origin", "http://grafana:3000"}}),
      AllOf(HasSubstr(R"(Origin \"http://grafana:3000\")"), HasSubstr("--admin-host grafana ")));
}

TEST(AdminAccess, KnowsWhatCanBeAHostName) {
  for (const char* name : {"docker", "host.docker.internal", "my_mock-2", "192.0.2.1", "::1"}) {
    EXPECT_TRUE(is_host_name(name)) << name;
  }
  for (const char* name : {"", "mock:8080", "http://mock", "mock/", "[::1]", "a b", "*", ".mock"}) {
    EXPECT_FALSE(is_host_name(name)) << name;
  }
  EXPECT_FALSE(is_host_name(std::string(254, 'a')));
}

TEST(AdminAccess, HealthIsAnsweredByAnyName) {
  const AdminAccess access{"127.0.0.1", ""};
  EXPECT_EQ(refusal(access, {{"Host", "mockmeter:8080"}}, "/health"), 0);
  EXPECT_EQ(refusal(access, {{"Host", "mockmeter:8080"}}, "/healthy"), 403);
  EXPECT_EQ(refusal(access, {{"Origin", "https://evil.example"}}, "/health"), 403);
}

TEST(AdminAccess, APageFromElsewhereIsRefused) {
  const AdminAccess access{"127.0.0.1", ""};
  const auto from = [&](const char* origin) {
    return refusal(access, {{"Host", "127.0.0.1:8080"}, {"Origin", origin}});
  };
  EXPECT_EQ(from("http://127.0.0.1:8080"), 0);
  EXPECT_EQ(from("https://localhost:3000"), 0);
  EXPECT_EQ(from("https://evil.example"), 403);
  EXPECT_EQ(from("null"), 403);
  EXPECT_EQ(from("http://localhost.evil.example"), 403);
}

TEST(AdminAccess, ATokenIsNeededOnceThereIsOne) {
  const AdminAccess access{"127.0.0.1", "s3cret"};
  EXPECT_EQ(refusal(access, {}), 401);
  EXPECT_EQ(refusal(access, bearer("s3cret")), 0);
  for (const char* wrong : {"", "s", "s3cre", "s3cret1", "S3cret", "s3creT", "s3crets3cret"}) {
    EXPECT_EQ(refusal(access, bearer(wrong)), 401) << wrong;
  }
  EXPECT_EQ(refusal(access, basic("admin:s3cret")), 401);
  EXPECT_EQ(refusal(access, {}, "/health"), 0);
  EXPECT_EQ(refusal(access, {}, "/health?a=b"), 0);
  EXPECT_EQ(refusal(access, {}, "/healthy"), 401);
  EXPECT_EQ(refusal(access, {}, "/clock"), 401);
  EXPECT_EQ(refusal(access, {{"Host", "evil.example"}}, "/health"), 0);
}

TEST(AdminAccess, WhoSendsTheTokenMayUseAnyName) {
  const AdminAccess access{"127.0.0.1", "s3cret"};
  EXPECT_EQ(refusal(access, {{"Host", "mockmeter:8080"}, {"Authorization", "Bearer s3cret"}}), 0);
  EXPECT_EQ(refusal(access, {{"Host", "mockmeter:8080"}, {"Authorization", "Bearer guess"}}), 401);
  EXPECT_EQ(refusal(access, {{"Host", "mockmeter:8080"}}), 401);
}

TEST(AdminAccess, SaysHowToAuthenticate) {
  const auto missing = refuse_access(make_request("GET", "/__admin/clock"), {"", "s3cret"});
  EXPECT_EQ(missing->headers.get("WWW-Authenticate"), "Bearer realm=\"mockmeter\"");
  const auto wrong =
      refuse_access(make_request("GET", "/__admin/clock", bearer("guess")), {"", "s3cret"});
  EXPECT_EQ(wrong->headers.get("WWW-Authenticate"),
            "Bearer realm=\"mockmeter\", error=\"invalid_token\"");
  EXPECT_EQ(wrong->body.find("s3cret"), std::string::npos);
  EXPECT_EQ(wrong->body.find("guess"), std::string::npos);
}

TEST(AdminAccess, KnowsTheLoopback) {
  for (const char* host : {"localhost", "a.b.localhost", "127.0.0.1", "127.255.255.255", "::1"}) {
    EXPECT_TRUE(is_loopback(host)) << host;
  }
  for (const char* host :
       {"0.0.0.0", "::", "128.0.0.1", "10.0.0.1", "example.com", "", "127.1.x.1"}) {
    EXPECT_FALSE(is_loopback(host)) << host;
  }
}

}  // namespace
}  // namespace mockmeter::testing
