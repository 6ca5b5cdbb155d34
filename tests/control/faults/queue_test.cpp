#include "server/control/faults/queue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "server/control/faults/fault.h"
#include "tests/control/targets.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

constexpr const char* kIpv4 = "/v2/qstash/ipv4";

std::vector<Fault> faults(const std::vector<std::string>& texts) {
  std::vector<Fault> parsed;
  for (const std::string& text : texts) parsed.push_back(parse_fault(text));
  return parsed;
}

/// What a request met, for short: its status, or how the response leaves.
std::string met(const Response& response) {
  std::string text = std::to_string(response.status);
  if (response.delivery.no_response) text = "nothing";
  return (response.delivery.delay.count() > 0 ? "late " : "") + text;
}

/// What `count` requests to users meet, one after the other.
std::vector<std::string> meet(Mock& mock, int count, const Headers& headers = kUpstashKey) {
  std::vector<std::string> all;
  for (int i = 0; i < count; ++i) all.push_back(met(get(mock, kUsers, headers)));
  return all;
}

Mock mock_with(const std::vector<std::string>& texts) {
  MockSettings settings = make_settings();
  settings.faults = faults(texts);
  return Mock(std::move(settings));
}

using Met = std::vector<std::string>;

TEST(FaultQueue, IsConsumedInOrder) {
  Mock mock(make_settings());
  mock.add_faults(faults({"status=503,times=2", "status=404,times=1"}));
  mock.add_faults(faults({"empty,times=1"}));
  EXPECT_EQ(meet(mock, 5), (Met{"503", "503", "404", "nothing", "200"}));
}

TEST(FaultQueue, KeepsAFaultWithoutTimesUntilItIsRemoved) {
  Mock mock(make_settings());
  mock.add_faults(faults({"status=503", "status=404"}));
  EXPECT_EQ(meet(mock, 3), (Met{"503", "503", "503"}));
  mock.clear_faults();
  EXPECT_EQ(meet(mock, 1), (Met{"200"}));
}

TEST(FaultQueue, SkipsFirst) {
  Mock mock(make_settings());
  mock.add_faults(faults({"status=503,skip=2,times=1"}));
  EXPECT_EQ(meet(mock, 4), (Met{"200", "200", "503", "200"}));
}

TEST(FaultQueue, LetsTheNextHaveItsTurnBehindADelay) {
  Mock mock(make_settings());
  mock.add_faults(faults({"delay=1s,times=2", "status=503,times=1"}));
  EXPECT_EQ(meet(mock, 3), (Met{"late 503", "late 200", "200"}));
}

TEST(FaultQueue, KeepsToItsOperation) {
  Mock mock(make_settings());
  mock.add_faults(faults({"status=503,times=1,op=upstash.list_qstash_ipv4"}));
  EXPECT_EQ(meet(mock, 2), (Met{"200", "200"}));
  EXPECT_EQ(get(mock, kIpv4).status, 503);
  EXPECT_EQ(get(mock, kIpv4).status, 200);
}

TEST(FaultQueue, KeepsToItsCredentialByItsNameInTheWorld) {
  Mock mock(make_settings());
  mock.add_faults(faults({"status=503,key=upstash-readonly"}));
  EXPECT_EQ(meet(mock, 1), (Met{"200"}));
  EXPECT_EQ(meet(mock, 1, basic("dev@example.com:upstash-readonly-key")), (Met{"503"}));
  EXPECT_EQ(meet(mock, 1, basic("dev@example.com:upstash-readonly")), (Met{"401"}));
}

TEST(FaultQueue, ComesBehindTheRouteAndBeforeTheCredential) {
  Mock mock(make_settings());
  mock.add_faults(faults({"status=503"}));
  EXPECT_EQ(get(mock, "/v2/qstash/nothing").status, 404);
  EXPECT_EQ(send(mock, "PUT", kUsers, {}).status, 405);
  EXPECT_EQ(get(mock, "/nobodys").status, 404);
  EXPECT_EQ(get(mock, kUsers).status, 503);
}

/// Which of `count` requests of a Neon key a fault with p fired at. Between them come those of
/// another key.
std::string luck_of(Mock& mock, const char* key, int count, const char* beside = nullptr) {
  std::string luck;
  for (int i = 0; i < count; ++i) {
    for (int k = 0; beside != nullptr && k < i % 3; ++k) get(mock, kAccountHours, bearer(beside));
    luck += get(mock, kAccountHours, bearer(key)).status == 503 ? '1' : '0';
  }
  return luck;
}

TEST(FaultQueue, TrafficOnAnotherKeyDoesNotShiftLuck) {
  Mock alone = mock_with({"status=503,p=0.3"});
  Mock busy = mock_with({"status=503,p=0.3"});
  const std::string luck = luck_of(alone, "napi_scale", 300);
  EXPECT_EQ(luck_of(busy, "napi_scale", 300, "napi_business"), luck);
  const auto hits = std::count(luck.begin(), luck.end(), '1');
  EXPECT_GT(hits, 60);
  EXPECT_LT(hits, 120);
}

TEST(FaultQueue, LuckIsOfSeedFaultAndCredential) {
  const auto luck = [](const MockSetup& setup, const Met& texts, const char* key) {
    MockSettings settings = make_settings(setup);
    settings.faults = faults(texts);
    Mock mock(std::move(settings));
    return luck_of(mock, key, 100);
  };
  const std::string first = luck({}, {"status=503,p=0.5"}, "napi_scale");
  EXPECT_EQ(luck({}, {"status=503,p=0.5"}, "napi_scale"), first);
  EXPECT_NE(luck({.seed = 2}, {"status=503,p=0.5"}, "napi_scale"), first);
  EXPECT_NE(luck({}, {"status=503,p=0.5"}, "napi_business"), first);
  const std::string twice = luck({}, {"status=503,p=0.5", "status=503,p=0.5"}, "napi_scale");
  EXPECT_GT(std::count(twice.begin(), twice.end(), '1'), 60) << "two draws, not one";
}

TEST(FaultQueue, FiresExactlyAsOftenAsItSaysUnderParallelTraffic) {
  Mock mock(make_settings());
  mock.add_faults(faults({"status=503,times=50"}));
  std::atomic<int> fired{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 100; ++i) fired += get(mock, kIpv4).status == 503 ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(fired, 50);
}

TEST(FaultQueue, ResetRestoresTheFaultsOfTheStart) {
  Mock mock = mock_with({"status=503,times=1"});
  EXPECT_EQ(meet(mock, 2), (Met{"503", "200"}));
  mock.add_faults(faults({"status=404"}));
  mock.reset();
  EXPECT_EQ(meet(mock, 2), (Met{"503", "200"}));
  EXPECT_EQ(mock.faults()["firedTotal"], 1);
}

TEST(FaultQueue, TellsWhatFiredAndWhatIsLeft) {
  Mock mock = mock_with({"status=503,times=3,key=upstash-test"});
  mock.add_faults(faults({"missing-bucket"}));
  meet(mock, 2);
  get(mock, kAccountHours, bearer("napi_nobody"));
  const Json document = mock.faults();
  const Json& status = document["faults"][0];
  EXPECT_EQ(status["fault"], "status=503,times=3,key=upstash-test");
  EXPECT_EQ(status["from"], "start");
  EXPECT_EQ(status["seen"], 2);
  EXPECT_EQ(status["fired"], 2);
  EXPECT_EQ(status["left"], 1);
  EXPECT_TRUE(document["faults"][1]["left"].is_null());
  EXPECT_EQ(document["faults"][1]["breaks"],
            Json::array({"UPS-STATS-043", "NEON-ACCT-028", "ZKS-USAGE-040", "OAI-USAGE-016"}));
  EXPECT_EQ(document["breaks"],
            Json::array({"NEON-ACCT-028", "OAI-USAGE-016", "UPS-STATS-043", "ZKS-USAGE-040"}));
  EXPECT_EQ(document["firedTotal"], 3);
  const Json& first = document["fired"][0];
  EXPECT_EQ(first["number"], 1);
  EXPECT_EQ(first["operation"], "upstash.list_qstash_users");
  EXPECT_EQ(first["credential"], "upstash-test");
  EXPECT_EQ(first["at"], kDefaultClock);
  EXPECT_EQ(first["acted"], true);
  const Json& last = document["fired"][2];
  EXPECT_TRUE(last["credential"].is_null());
  EXPECT_EQ(last["acted"], false) << "a 401 has no series";
  EXPECT_EQ(document.dump().find("upstash-test-key"), std::string::npos) << "a secret";
}

TEST(FaultQueue, KeepsTheLastFiringsOnly) {
  Mock mock = mock_with({"null-series,op=neon.account_consumption"});
  for (int i = 0; i < 130; ++i) get(mock, kAccountHours);
  const Json document = mock.faults();
  EXPECT_EQ(document["firedTotal"], 130);
  EXPECT_EQ(document["fired"].size(), 100U);
  EXPECT_EQ(document["fired"][0]["number"], 31);
  EXPECT_EQ(document["fired"][99]["number"], 130);
}

TEST(FaultQueue, ASuffixMakesAnyClientMeetAFault) {
  Mock mock(make_settings());
  const Headers key = basic("dev@example.com:upstash-test-key!status=503,times=2");
  EXPECT_EQ(meet(mock, 3, key), (Met{"503", "503", "200"}));
  EXPECT_EQ(meet(mock, 1), (Met{"200"})) << "nobody else meets it";
  const Headers other = basic("dev@example.com:upstash-readonly-key!status=503,times=2");
  EXPECT_EQ(meet(mock, 3, other), (Met{"503", "503", "200"})) << "counted on its own";
  EXPECT_EQ(meet(mock, 1, basic("dev@example.com:wrong!delay=1s")), (Met{"late 401"}));
  EXPECT_EQ(get(mock, kAccountHours, bearer("napi_scale!status=418,key=napi_scale")).status, 418);
}

TEST(FaultQueue, APreferenceIsForItsRequestOnly) {
  Mock mock(make_settings());
  Headers headers = kUpstashKey;
  headers.add("Prefer", R"(fault="status=503")");
  const Response response = get(mock, kUsers, headers);
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.headers.get("Preference-Applied"), "fault=\"status=503\"");
  EXPECT_EQ(meet(mock, 1), (Met{"200"}));
  EXPECT_EQ(meet(mock, 2, headers), (Met{"503", "503"}));
}

TEST(FaultQueue, APreferenceThatDidNotFireIsNotCalledApplied) {
  Mock mock(make_settings());
  for (const char* fault : {"status=503,op=zkscore.get_usage", "status=503,skip=1",
                            "status=503,key=napi_scale", "missing-bucket"}) {
    Headers headers = kUpstashKey;
    headers.add("Prefer", "fault=\"" + std::string(fault) + "\"");
    const Response response = get(mock, kUsers, headers);
    EXPECT_EQ(response.status, 200);
    EXPECT_FALSE(response.headers.get("Preference-Applied")) << fault;
  }
}

TEST(FaultQueue, ABrokenWishIsRefusedWholeAndNothingIsCounted) {
  Mock mock(make_settings());
  Headers both = basic("dev@example.com:upstash-test-key!statsu=503");
  both.add("Prefer", R"(fault="delay=1s")");
  for (const Headers& headers :
       {both, basic("dev@example.com:upstash-test-key!"), Headers{{"Prefer", "fault"}}}) {
    const Response response = get(mock, kUsers, headers);
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(response.headers.get("Content-Type"), "application/problem+json");
    const Json error = body_of(response)["errors"][0];
    EXPECT_TRUE(error["expected"].get<std::string>().starts_with("one of status, delay"));
    EXPECT_TRUE(error.contains("found"));
  }
  EXPECT_EQ(mock.faults()["firedTotal"], 0);
}

TEST(FaultQueue, ComesFirstWhenARequestAsksForIt) {
  Mock mock = mock_with({"status=404,times=1"});
  Headers headers = kUpstashKey;
  headers.add("Prefer", R"(fault="status=503")");
  EXPECT_EQ(meet(mock, 1, headers), (Met{"503"}));
  EXPECT_EQ(meet(mock, 2), (Met{"404", "200"})) << "what waits was not spent";
}

TEST(FaultQueue, WhatItLookedAtIsNeverGivenAgain) {
  struct Case {
    const char* fault;
    bool again;
  };
  for (const auto& [fault, again] : std::vector<Case>{
           {"status=503", false},
           {"status=503,skip=1000", false},
           {"status=503,p=0.000001", false},
           {"status=503,key=upstash-readonly", true},
           {"status=503,op=upstash.list_qstash_ipv4", true},
           {"missing-bucket", true},
       }) {
    Mock mock(make_settings());
    EXPECT_TRUE(get(mock, kUsers, kUpstashKey).on_cache_hit);
    const std::uint64_t before = mock.generation();
    mock.add_faults(faults({fault}));
    EXPECT_GT(mock.generation(), before);
    EXPECT_EQ(static_cast<bool>(get(mock, kUsers, kUpstashKey).on_cache_hit), again) << fault;
    mock.clear_faults();
    EXPECT_GT(mock.generation(), before + 1);
    EXPECT_TRUE(get(mock, kUsers, kUpstashKey).on_cache_hit);
  }
  Mock mock = mock_with({"status=503,times=1"});
  EXPECT_FALSE(get(mock, kUsers, kUpstashKey).on_cache_hit);
  EXPECT_TRUE(get(mock, kUsers, kUpstashKey).on_cache_hit) << "it is spent";
  EXPECT_FALSE(
      get(mock, kUsers, basic("dev@example.com:upstash-test-key!hang,skip=9")).on_cache_hit);
}

TEST(FaultQueue, ALongerQueueIsKeptWhateverWasTakenOfTheShorterOneMeanwhile) {
  const FaultQueue shorter(faults({"html"}));
  shorter.take_changes(false);
  const FaultQueue longer = shorter.with(faults({"empty"}));
  shorter.take_changes(false);
  const auto changes = longer.take_changes(false);
  EXPECT_EQ(changes.values.at("rules")["rules"].size(), 2U);
  EXPECT_TRUE(longer.take_changes(false).values.empty());
}

}  // namespace
}  // namespace mockmeter::testing
