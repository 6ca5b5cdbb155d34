// The public embedding class, used as another program would: only its header, and a real client.

#include "mockmeter/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <atomic>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

httplib::Headers bearer(const char* token) {
  return {{"Authorization", std::string("Bearer ") + token}};
}

constexpr const char* kAccount =
    "/api/v2/consumption_history/account"
    "?from=2026-05-19T00:00:00Z&to=2026-05-20T00:00:00Z&granularity=hourly";

/// The message with which a server of these options refuses to start.
std::string refusal(const mockmeter::ServerOptions& options) {
  try {
    const mockmeter::Server mock(options);
  } catch (const std::exception& error) {
    return error.what();
  }
  return "started";
}

TEST(Server, AnswersAsSoonAsItIsMade) {
  const mockmeter::Server mock;
  httplib::Client client(mock.url());
  const auto response = client.Get(kAccount, bearer("napi_scale"));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
  EXPECT_THAT(response->body, HasSubstr("active_time_seconds"));
  EXPECT_EQ(response->get_header_value("Date"), "Wed, 20 May 2026 12:00:00 GMT");
}

TEST(Server, CountsRequestsAndForgetsNoneInItsTotal) {
  mockmeter::Server mock;
  httplib::Client client(mock.url());
  client.Get(kAccount, bearer("napi_scale"));
  client.Get(kAccount, bearer("napi_free"));
  client.Get("/nowhere");
  client.Get("/__admin/health");
  const mockmeter::RequestTotals requests = mock.requests();
  EXPECT_EQ(requests.total, 3U);
  EXPECT_EQ(requests.in_journal, 3U);
  EXPECT_GE(mock.traffic().connections, 1U);
  EXPECT_GT(mock.traffic().bytes_received, 4 * std::string("GET /nowhere HTTP/1.1").size());
  std::map<std::pair<std::string, int>, std::uint64_t> answered;
  for (const auto& [operation, status, count] : requests.answered) {
    answered[{operation, status}] += count;
  }
  const decltype(answered) expected{{{"neon.account_consumption", 200}, 1},
                                    {{"neon.account_consumption", 403}, 1},
                                    {{"", 404}, 1}};
  EXPECT_EQ(answered, expected);

  mock.reset();
  EXPECT_EQ(mock.requests().total, 3U);
  EXPECT_EQ(mock.requests().in_journal, 0U);
  EXPECT_TRUE(mock.requests().answered.empty());
}

TEST(Server, TwoOfThemDoNotShareAnything) {
  mockmeter::Server one;
  const mockmeter::Server other;
  EXPECT_NE(one.port(), other.port());
  one.set_clock("2026-07-01T00:00:00Z");
  httplib::Client client_of_one(one.url());
  httplib::Client client_of_other(other.url());
  EXPECT_EQ(client_of_one.Get(kAccount, bearer("napi_scale"))->status, 404);
  EXPECT_EQ(client_of_other.Get(kAccount, bearer("napi_scale"))->status, 200);
  one.reset();
  EXPECT_EQ(client_of_one.Get(kAccount, bearer("napi_scale"))->status, 200);
}

TEST(Server, TellsWhatItsClientsShouldNotDo) {
  mockmeter::Server mock;
  httplib::Client client(mock.url());
  ASSERT_TRUE(client.Get("/v2/qstash/ipv4"));
  EXPECT_TRUE(mock.findings().empty());
  for (const char* value : {"1", "2"}) {
    ASSERT_TRUE(client.Get(std::string("/v2/qstash/ipv4?verbose=") + value));
  }
  const auto findings = mock.findings();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].name, "undocumented-parameter");
  EXPECT_THAT(findings[0].message, HasSubstr("\"verbose\""));
  EXPECT_EQ(findings[0].request, "GET /v2/qstash/ipv4?verbose=1");
  EXPECT_EQ(findings[0].number, 2U);
  EXPECT_EQ(findings[0].count, 2U);
  EXPECT_EQ(findings[0].operation, "upstash.list_qstash_ipv4");
  mock.reset();
  EXPECT_TRUE(mock.findings().empty());
}

TEST(Server, StopsAndFreesItsPort) {
  mockmeter::Server mock;
  const auto port = mock.port();
  mock.stop();
  mock.stop();
  mockmeter::ServerOptions options;
  options.port = port;
  EXPECT_NO_THROW(mockmeter::Server{options});
}

TEST(Server, SpeaksHttpsToWhoTrustsItsAuthority) {
  mockmeter::ServerOptions options;
  options.tls.generate = true;
  const mockmeter::Server mock(options);
  EXPECT_THAT(mock.url(), StartsWith("https://127.0.0.1:"));
  const std::string file = ::testing::TempDir() + "server-authority.pem";
  std::ofstream(file) << mock.authority();
  httplib::Client client(mock.url());
  client.set_ca_cert_path(file);
  const auto response = client.Get(kAccount, bearer("napi_scale"));
  ASSERT_TRUE(response) << to_string(response.error());
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(client.Get("/__admin/certs/ca.pem")->body, mock.authority());
  EXPECT_FALSE(httplib::Client(mock.url()).Get("/"));
  EXPECT_EQ(mockmeter::Server().authority(), "");
}

TEST(Server, MayHaveTheControlPlaneOnAPortOfItsOwn) {
  EXPECT_EQ(mockmeter::Server().admin_url().find("/__admin/"), std::string::npos);
  mockmeter::ServerOptions options;
  options.admin_port = 0;
  mockmeter::Server mock(options);
  const std::string admin = mock.admin_url().substr(0, mock.admin_url().rfind('/'));
  EXPECT_NE(admin, mock.url());
  EXPECT_THAT(mock.admin_url(), EndsWith("/__admin"));
  httplib::Client client(mock.url());
  httplib::Client control(admin);
  EXPECT_EQ(control.Get("/__admin/health")->status, 200);
  EXPECT_EQ(control.Get(kAccount, bearer("napi_scale"))->status, 404);
  EXPECT_EQ(client.Get("/__admin/health")->status, 404);
  EXPECT_EQ(client.Get(kAccount, bearer("napi_scale"))->status, 200);
  control.Put("/__admin/clock", R"({"now":"2026-07-01T00:00:00Z"})", "application/json");
  EXPECT_EQ(client.Get(kAccount, bearer("napi_scale"))->status, 404) << "gone by then";
  mock.stop();
  EXPECT_FALSE(control.Get("/__admin/health"));
  EXPECT_FALSE(client.Get("/__admin/health"));
}

TEST(Server, LocksTheControlPlaneAndHandsItsEndToTheProgram) {
  std::atomic<int> asked = 0;
  mockmeter::ServerOptions options;
  options.admin_token = "s3cret";
  options.on_shutdown = [&asked] { ++asked; };
  options.rate_limits = true;
  mockmeter::Server mock(options);
  httplib::Client client(mock.url());
  EXPECT_EQ(client.Post("/__admin/shutdown")->status, 401);
  EXPECT_EQ(client.Post("/__admin/shutdown", bearer("s3cret"), "", "")->status, 200);
  EXPECT_EQ(asked, 1);
  const auto settings = client.Get("/__admin/settings", bearer("s3cret"));
  EXPECT_THAT(settings->body, HasSubstr(R"("rateLimits":"on")"));
}

TEST(Server, KeepsWhatIsRemovedWithoutALifecycle) {
  mockmeter::ServerOptions options;
  options.clock = "2026-07-01T00:00:00Z";
  const auto status = [&options] {
    const mockmeter::Server mock(options);
    const std::string target =
        "/api/v2/consumption_history/account"
        "?from=2026-06-29T00:00:00Z&to=2026-06-30T00:00:00Z&granularity=hourly";
    return httplib::Client(mock.url()).Get(target, bearer("napi_scale"))->status;
  };
  EXPECT_EQ(status(), 404);
  options.lifecycle = false;
  EXPECT_EQ(status(), 200);
}

TEST(Server, TakesOtherNamesForTheControlPlane) {
  mockmeter::ServerOptions options;
  options.admin_hosts = {"docker"};
  const mockmeter::Server mock(options);
  httplib::Client client(mock.url());
  EXPECT_EQ(client.Get("/__admin/clock", httplib::Headers{{"Host", "docker:80"}})->status, 200);
  EXPECT_EQ(client.Get("/__admin/clock", httplib::Headers{{"Host", "mock:80"}})->status, 403);
  EXPECT_EQ(client.Get("/__admin/health", httplib::Headers{{"Host", "mock:80"}})->status, 200);
  options.admin_hosts = {"docker", "http://mock:8080"};
  EXPECT_THAT(refusal(options), HasSubstr("--admin-host \"http://mock:8080\" is not a host name"));
}

TEST(Server, LeavesNothingBoundWhenTheAdminPortIsTaken) {
  const mockmeter::Server taken;
  mockmeter::ServerOptions options;
  options.port = [] { return mockmeter::Server().port(); }();
  options.admin_port = taken.port();
  EXPECT_THAT(refusal(options),
              HasSubstr(std::to_string(taken.port()) + " is in use; choose another --admin-port"));
  options.admin_port = options.port;
  EXPECT_THAT(refusal(options), HasSubstr("choose another --admin-port"));
  options.admin_port.reset();
  EXPECT_EQ(refusal(options), "started");
}

TEST(Server, NamesWhatItCannotUse) {
  const mockmeter::Server taken;
  mockmeter::ServerOptions port;
  port.port = taken.port();
  EXPECT_THAT(refusal(port), HasSubstr(std::to_string(taken.port())));
  mockmeter::ServerOptions clock;
  clock.clock = "soon";
  EXPECT_THAT(refusal(clock), HasSubstr("\"soon\""));
  mockmeter::ServerOptions world;
  world.world = "atlantis";
  EXPECT_THAT(refusal(world), HasSubstr("atlantis"));
  mockmeter::ServerOptions variant;
  variant.variants["upstash.period_30d"] = "perhaps";
  EXPECT_THAT(refusal(variant), HasSubstr("documented|observed"));
  mockmeter::ServerOptions provider;
  provider.providers = {"acme"};
  EXPECT_THAT(refusal(provider), HasSubstr("upstash, neon, zkscore, openai"));
  mockmeter::ServerOptions tls;
  tls.tls.certificate_file = "/no/such.pem";
  EXPECT_THAT(refusal(tls), HasSubstr("--tls-key"));
  tls.tls.key_file = "/no/such.key";
  EXPECT_THAT(refusal(tls), HasSubstr("/no/such.pem"));
  mockmeter::ServerOptions host;
  host.host = "no.such.host.invalid";
  EXPECT_THAT(refusal(host), Not(HasSubstr("started")));
}

TEST(Server, RefusesAClockOrAVariantThatItDoesNotKnow) {
  mockmeter::Server mock;
  EXPECT_THROW(mock.set_clock("soon"), std::invalid_argument);
  EXPECT_THROW(mock.set_variant("upstash.period_30d", "perhaps"), std::invalid_argument);
  mock.set_variant("upstash.period_30d", "observed");
  httplib::Client client(mock.url());
  client.set_basic_auth("dev@example.com", "upstash-test-key");
  EXPECT_EQ(client.Get("/v2/qstash/stats/99a4c327-31f0-490f-a594-043ade84085a?period=30d")->status,
            400);
}

}  // namespace
