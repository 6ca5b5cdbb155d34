#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <string>

#include "server/control/admin/routes.h"
#include "server/control/faults/fault.h"
#include "tests/control/targets.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Key;
using ::testing::Not;
using ::testing::Pair;

constexpr const char* kUsersResponse =
    R"(mockmeter_requests_total{provider="upstash",operation="upstash.list_qstash_users",status="200"})";

/// The samples of the text format by their name and labels. Every sample must come behind the TYPE
/// of its family.
std::map<std::string, double> samples_of(const Mock& mock) {
  std::istringstream lines(metrics_text(mock));
  std::map<std::string, double> samples;
  std::string family;
  for (std::string line; std::getline(lines, line);) {
    std::string name, type;
    if (line.starts_with("# TYPE ")) {
      std::istringstream(line.substr(7)) >> family >> type;
      EXPECT_EQ(type, family.ends_with("_total")              ? "counter"
                      : family.ends_with("_duration_seconds") ? "histogram"
                                                              : "gauge")
          << line;
    }
    if (line.starts_with('#')) continue;
    const std::size_t blank = line.rfind(' ');
    name = line.substr(0, blank);
    EXPECT_THAT(name.substr(0, name.find('{')),
                AnyOf(family, family + "_bucket", family + "_sum", family + "_count"))
        << line;
    EXPECT_TRUE(samples.emplace(name, std::stod(line.substr(blank + 1))).second) << line;
  }
  return samples;
}

TEST(Metrics, CountResponsesByProviderOperationAndStatus) {
  Mock mock(make_settings());
  get(mock, kUsers, kUpstashKey);
  const Response again = get(mock, kUsers, kUpstashKey);
  get(mock, kUsers);
  ASSERT_TRUE(again.on_cache_hit);
  again.on_cache_hit();
  const auto samples = samples_of(mock);
  EXPECT_THAT(samples, Contains(Pair(kUsersResponse, 3)));
  EXPECT_THAT(
      samples,
      Contains(Pair(
          R"(mockmeter_requests_total{provider="upstash",operation="upstash.list_qstash_users",status="401"})",
          1)));
  EXPECT_THAT(samples, Contains(Pair("mockmeter_journal_entries", 4)));
}

/// A sample of the latencies of the operation that kUsers asks for: "count", "sum", "bucket".
std::string users_duration(const std::string& suffix, const std::string& bound = "") {
  return "mockmeter_response_duration_seconds_" + suffix +
         R"({provider="upstash",operation="upstash.list_qstash_users")" +
         (bound.empty() ? "" : ",le=\"" + bound + "\"") + "}";
}

TEST(Metrics, ShowHowLongResponsesTakeByOperation) {
  Mock mock(make_settings());  // whose monotonic time stands still
  const Response quick = get(mock, kUsers, kUpstashKey);
  ASSERT_TRUE(quick.on_cache_hit);
  quick.on_cache_hit();
  mock.change_settings([](ResponseSettings& settings) { settings.fixed_delay = 25; });
  get(mock, kUsers);
  mock.add_faults({parse_fault("delay=60s,times=1")});
  get(mock, kUsers, kUpstashKey);
  get(mock, "/robots.txt");
  const auto samples = samples_of(mock);
  EXPECT_THAT(samples, Contains(Pair(users_duration("count"), 4)));
  EXPECT_THAT(samples, Contains(Pair(users_duration("sum"), 60.05)));
  EXPECT_THAT(samples, Contains(Pair(users_duration("bucket", "0.0001"), 2)));
  EXPECT_THAT(samples, Contains(Pair(users_duration("bucket", "0.01"), 2)));
  EXPECT_THAT(samples, Contains(Pair(users_duration("bucket", "0.025"), 3)));
  EXPECT_THAT(samples, Contains(Pair(users_duration("bucket", "10"), 3)));
  EXPECT_THAT(samples, Contains(Pair(users_duration("bucket", "+Inf"), 4)));
  EXPECT_THAT(metrics_text(mock), Not(HasSubstr("_duration_seconds_count{provider=\"\"")));
}

TEST(Metrics, ShowNothingThatARequestSays) {
  Mock mock(make_settings());
  get(mock, "/robots.txt?token=upstash-test-key");
  get(mock, "/v2/qstash/robots", kUpstashKey);
  send(mock, "POST", kUsers, kUpstashKey);
  EXPECT_THAT(samples_of(mock),
              Contains(Pair(R"(mockmeter_unmatched_requests_total{status="404"})", 2)));
  EXPECT_THAT(samples_of(mock),
              Contains(Pair(R"(mockmeter_unmatched_requests_total{status="405"})", 1)));
  EXPECT_THAT(metrics_text(mock), Not(HasSubstr("robots")));
  EXPECT_THAT(metrics_text(mock), Not(HasSubstr("upstash-test")));
}

TEST(Metrics, CountFaultsByKind) {
  MockSettings settings = make_settings();
  settings.faults = {parse_fault("delay=1s"), parse_fault("status=503")};
  Mock mock(settings);
  get(mock, kUsers, kUpstashKey);
  get(mock, kUsers, kUpstashKey);
  const auto samples = samples_of(mock);
  EXPECT_THAT(samples, Contains(Pair(R"(mockmeter_faults_fired_total{kind="delay"})", 2)));
  EXPECT_THAT(samples, Contains(Pair(R"(mockmeter_faults_fired_total{kind="status"})", 2)));
  EXPECT_THAT(samples, Contains(Pair(R"(mockmeter_faults_fired_total{kind="hang"})", 0)));
}

TEST(Metrics, CountWhatLeftNotWhatWasPlanned) {
  MockSettings settings = make_settings();
  settings.faults = {parse_fault("empty")};
  Mock mock(settings);
  get(mock, kUsers, kUpstashKey);
  const auto samples = samples_of(mock);
  EXPECT_THAT(
      samples,
      Contains(Pair(
          R"(mockmeter_requests_total{provider="upstash",operation="upstash.list_qstash_users",status="0"})",
          1)));
  EXPECT_FALSE(samples.contains(kUsersResponse));
}

TEST(Metrics, CountCallsBeyondARateLimit) {
  MockSettings settings = make_settings();
  settings.responses.enforce_rate_limits = true;
  Mock mock(settings);
  for (int i = 0; i < 62; ++i) get(mock, "/v1/developer/keys", bearer("zk_test_free"));
  EXPECT_THAT(samples_of(mock), Contains(Pair("mockmeter_rate_limited_total", 2)));
}

TEST(Metrics, AreNeverSetBack) {
  MockSettings settings = make_settings();
  settings.journal.entries = 2;
  settings.faults = {parse_fault("delay=1s")};
  Mock mock(settings);
  for (int i = 0; i < 3; ++i) get(mock, kUsers, kUpstashKey);
  mock.journal().remove({2});
  mock.journal().clear();
  mock.reset();
  get(mock, kUsers, kUpstashKey);
  const auto samples = samples_of(mock);
  EXPECT_THAT(samples, Contains(Pair(kUsersResponse, 4)));
  EXPECT_THAT(samples, Contains(Pair(users_duration("count"), 4)));
  EXPECT_THAT(samples, Contains(Pair("mockmeter_journal_dropped_total", 1)));
  EXPECT_THAT(samples, Contains(Pair("mockmeter_journal_entries", 1)));
  EXPECT_THAT(samples, Contains(Pair(R"(mockmeter_faults_fired_total{kind="delay"})", 4)));
}

TEST(Metrics, TellTheClockAndTheVersion) {
  Mock mock(make_settings());
  const auto samples = samples_of(mock);
  EXPECT_THAT(samples, Contains(Pair("mockmeter_clock_timestamp_seconds", 1'779'278'400)));
  EXPECT_THAT(samples, Contains(Key(HasSubstr("mockmeter_build_info{version=\""))));
}

TEST(Metrics, AreServedAsPrometheusText) {
  Mock mock(make_settings());
  const Response response = handle_admin(mock, make_request("GET", "/__admin/metrics"));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.get("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_THAT(response.body, HasSubstr("# HELP mockmeter_requests_total "));
}

}  // namespace
}  // namespace mockmeter::testing
