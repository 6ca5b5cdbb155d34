// What a mock keeps in its store, seen by another mock that goes on with it.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "server/control/admin/admin.h"
#include "server/control/faults/fault.h"
#include "server/control/store/store.h"
#include "server/control/world_file.h"
#include "server/providers/providers.h"
#include "tests/control/targets.h"
#include "tests/support/mock_fixture.h"
#include "tests/support/scratch.h"

namespace mockmeter::testing {
namespace {

using namespace std::chrono_literals;

constexpr const char* kPaid = "99a4c327-31f0-490f-a594-043ade84085a";
constexpr const char* kDeveloperKeys = "/v1/developer/keys";

class StoredState : public ::testing::Test {
 protected:
  MockSettings settings(const MockSetup& setup = {}) {
    MockSettings made = make_settings(setup);
    made.store = open_store("sqlite:" + folder_.file("mock.db"));
    return made;
  }
  /// Ends the mock and starts another one on its store.
  void restart() {
    mock_.reset();
    mock_ = std::make_unique<Mock>(settings());
  }
  Json admin(std::string_view method, const std::string& path, const std::string& body = "") {
    return body_of(handle_admin(*mock_, make_request(method, "/__admin" + path, {}, body)));
  }
  std::string create_key(const std::string& name = "made") {
    const Response made =
        send(*mock_, "POST", kDeveloperKeys, kZkscoreKey, Json{{"name", name}}.dump());
    return body_of(made).dump();
  }

  Folder folder_;
  std::unique_ptr<Mock> mock_ = std::make_unique<Mock>(settings());
};

/// The word that begins like a secret of a created key.
std::string secret_in(const std::string& text) {
  const std::size_t at = text.find("zk_prod_");
  return text.substr(at, text.find('"', at) - at);
}

TEST_F(StoredState, CreatedKeysAreThereAgainInTheirOrderAndRevokedOnesStayRevoked) {
  const std::string first = secret_in(create_key("first"));
  const std::string second = secret_in(create_key("second"));
  const Json keys = body_of(get(*mock_, kDeveloperKeys, kZkscoreKey))["keys"];
  const std::string id = keys[keys.size() - 2]["id"];
  EXPECT_EQ(send(*mock_, "DELETE", std::string(kDeveloperKeys) + '/' + id, kZkscoreKey, "").status,
            200);
  EXPECT_EQ(
      send(*mock_, "DELETE", std::string(kDeveloperKeys) + "/key_pro_staging", kZkscoreKey, "")
          .status,
      200);
  const std::string before = get(*mock_, kDeveloperKeys, kZkscoreKey).body;

  restart();
  EXPECT_EQ(get(*mock_, kDeveloperKeys, kZkscoreKey).body, before);
  EXPECT_EQ(get(*mock_, kDeveloperKeys, bearer(second)).status, 200);
  EXPECT_EQ(get(*mock_, kDeveloperKeys, bearer(first)).status, 401);
  const std::string third = secret_in(create_key("third"));
  EXPECT_NE(third, first);
  EXPECT_NE(third, second);
}

TEST_F(StoredState, UsersKeepTokenPlanBudgetAndBill) {
  const std::string base = "/v2/qstash/";
  const auto change = [&](const char* method, const std::string& path, const std::string& body) {
    EXPECT_EQ(send(*mock_, method, base + path + kPaid, kUpstashKey, body).status, 200) << path;
  };
  change("POST", "rotate-token/", "");
  change("POST", "rotate-token/", "");
  change("PATCH", "update-budget/", R"({"budget":70})");
  ASSERT_TRUE(mock_->advance_clock(1h));
  change("POST", "set-plan/", R"({"plan_name":"qstash_fixed_1m"})");
  change("POST", "enable-prodpack/", "");
  const std::string users = get(*mock_, kUsers, kUpstashKey).body;
  const std::string stats = get(*mock_, base + "stats/" + kPaid, kUpstashKey).body;

  restart();
  EXPECT_EQ(get(*mock_, kUsers, kUpstashKey).body, users);
  EXPECT_EQ(get(*mock_, base + "stats/" + kPaid, kUpstashKey).body, stats);
}

TEST_F(StoredState, ClockVariantsAndSettingsStay) {
  admin("PUT", "/clock", R"({"now":"2026-05-21T00:00:00Z"})");
  admin("PUT", "/variants", R"({"upstash.period_30d":"observed"})");
  admin("PUT", "/settings",
        R"({"delayDistribution":{"type":"uniform","lower":1,"upper":100000},)"
        R"("extended":{"rateLimits":"on","lifecycle":"off"}})");
  const auto delay = [&] { return get(*mock_, kUsers, kUpstashKey).delivery.delay; };
  const std::vector<std::chrono::milliseconds> drawn{delay(), delay()};
  const Json before = {admin("GET", "/clock"), admin("GET", "/variants"),
                       admin("GET", "/settings")};

  restart();
  const Json after = {admin("GET", "/clock"), admin("GET", "/variants"), admin("GET", "/settings")};
  EXPECT_EQ(after, before);
  EXPECT_NE(delay(), drawn[0]) << "the draws go on, they do not begin again";
}

TEST_F(StoredState, AClockThatTicksGoesOnMeanwhile) {
  mock_->set_clock({.mode = ClockSetting::Mode::kTicking, .start = *parse_rfc3339(kDefaultClock)});
  restart();
  EXPECT_EQ(mock_->clock().mode(), ClockSetting::Mode::kTicking);
  EXPECT_GT(mock_->clock().now(), *parse_rfc3339(kDefaultClock));
}

TEST_F(StoredState, AFaultFiresAsOftenAsItSaysInAll) {
  admin("POST", "/faults", R"({"faults":["status=503,times=3","delay=1ms,p=0.5"]})");
  const auto status = [&](const Headers& headers = kUpstashKey) {
    return get(*mock_, kUsers, headers).status;
  };
  const Headers own = basic("dev@example.com:upstash-test-key!status=418,times=2");
  EXPECT_EQ(status(), 503);
  EXPECT_EQ(status(), 503);
  EXPECT_EQ(status(own), 418);
  const Json before = admin("GET", "/faults");

  restart();
  EXPECT_EQ(admin("GET", "/faults"), before);
  EXPECT_EQ(status(own), 418);
  EXPECT_EQ(status(), 503);
  EXPECT_EQ(status(), 200);
  EXPECT_EQ(status(own), 200);
  admin("DELETE", "/faults");

  restart();
  EXPECT_EQ(admin("GET", "/faults")["faults"].size(), 0U);
  EXPECT_EQ(admin("GET", "/faults")["firedTotal"], 0);
}

TEST_F(StoredState, BytesThatAreNoTextDoNoHarm) {
  Headers headers = kUpstashKey;
  headers.add("Prefer", "fault=\"content-type=a/\xff\"");
  get(*mock_, kUsers, headers);
  get(*mock_, "/v2/\xfe", {{"X", "\xff"}});
  const Json before = admin("GET", "/faults");
  restart();
  EXPECT_EQ(admin("GET", "/faults"), before);
  EXPECT_EQ(admin("GET", "/requests")["meta"]["total"], 2);
}

TEST_F(StoredState, MoreFiringsThanAreKeptComeBackInTheirOrder) {
  admin("POST", "/faults", R"({"fault":"status=503"})");
  for (int i = 0; i < 130; ++i) get(*mock_, kUsers, kUpstashKey);
  const Json before = admin("GET", "/faults");
  restart();
  EXPECT_EQ(admin("GET", "/faults"), before);
}

TEST_F(StoredState, WhatARateLimitHasLeftStays) {
  const auto left = [&] {
    const Response response = get(*mock_, kDeveloperKeys, kZkscoreKey);
    return std::string(response.headers.get("X-RateLimit-Remaining").value_or(""));
  };
  left();
  EXPECT_EQ(left(), "998");
  restart();
  EXPECT_EQ(left(), "997");
}

TEST_F(StoredState, TheJournalGoesOnWithItsNumbersAndCounts) {
  get(*mock_, kUsers, kUpstashKey);
  get(*mock_, "/v2/qstash/userz?token=upstash-test-key", kUpstashKey);
  get(*mock_, kUsers, basic("dev@example.com:upstash-test-key!empty"));
  get(*mock_, "/nobody's");
  const Json before = admin("GET", "/requests");
  EXPECT_EQ(before["requests"].size(), 4U);
  const std::size_t findings = mock_->findings().findings.size();
  EXPECT_GE(findings, 2U) << "unmatched, and a secret in the URL";

  restart();
  EXPECT_EQ(admin("GET", "/requests"), before);
  EXPECT_EQ(mock_->findings().findings.size(), findings);
  get(*mock_, kUsers, kUpstashKey);
  EXPECT_EQ(admin("GET", "/requests?limit=1")["requests"][0]["number"], 5);
  admin("DELETE", "/requests/2");
  admin("POST", "/requests/remove", R"({"urlPath":"/nobody's"})");
  const Json removed = admin("GET", "/requests");

  restart();
  EXPECT_EQ(admin("GET", "/requests"), removed);
  admin("DELETE", "/requests");

  restart();
  EXPECT_EQ(admin("GET", "/requests")["meta"]["total"], 0);
  get(*mock_, kUsers, kUpstashKey);
  EXPECT_EQ(admin("GET", "/requests")["requests"][0]["number"], 6);
}

TEST_F(StoredState, ASmallerJournalDropsAndCountsTheRest) {
  for (int i = 0; i < 9; ++i) get(*mock_, kUsers, kUpstashKey);
  mock_.reset();
  MockSettings smaller = settings();
  smaller.journal.entries = 4;
  mock_ = std::make_unique<Mock>(smaller);
  const auto snapshot = mock_->journal().snapshot();
  EXPECT_EQ(snapshot.entries.size(), 4U);
  EXPECT_EQ(snapshot.last_dropped, 5U);
  smaller.store.reset();
  restart();
  EXPECT_EQ(mock_->journal().snapshot().entries.size(), 4U);
  EXPECT_EQ(admin("GET", "/requests")["meta"]["dropped"].dump(),
            R"({"upstash.list_qstash_users":{"200":5}})");
}

TEST_F(StoredState, ResetIsKeptToo) {
  create_key();
  admin("POST", "/faults", R"({"fault":"status=503"})");
  admin("PUT", "/clock", R"({"now":"2026-05-21T00:00:00Z"})");
  const std::string fresh =
      get(*std::make_unique<Mock>(make_settings()), kDeveloperKeys, kZkscoreKey).body;
  mock_->reset();
  restart();
  EXPECT_EQ(admin("GET", "/faults")["faults"].size(), 0U);
  EXPECT_EQ(admin("GET", "/requests")["meta"]["total"], 0);
  EXPECT_EQ(get(*mock_, kDeveloperKeys, kZkscoreKey).body, fresh);
}

TEST_F(StoredState, AnotherBuiltInWorldStaysAndOthersAreRefused) {
  create_key();
  const auto states = open_world("states", 1);
  mock_->set_world(states);
  create_key();
  const std::string users = get(*mock_, kUsers, kUpstashKey).body;
  restart();
  EXPECT_EQ(mock_->world()->name, "states");
  EXPECT_EQ(get(*mock_, kUsers, kUpstashKey).body, users);

  Json own = open_world("default", 1)->document;
  own["name"] = "own";
  const Response refusal =
      handle_admin(*mock_, make_request("PUT", "/__admin/world", {}, own.dump()));
  EXPECT_EQ(refusal.status, 409);
  EXPECT_NE(refusal.body.find("--world FILE"), std::string::npos);
  EXPECT_EQ(mock_->world()->name, "states");
}

TEST_F(StoredState, IdsThatMustDifferNeverComeAgain) {
  const auto id = [&] {
    const Response response = get(*mock_, "/api/v2/consumption_history/account");
    return std::string(response.headers.get("X-Neon-Ret-Request-Id").value_or(""));
  };
  const std::string before = id();
  ASSERT_FALSE(before.empty());
  restart();
  EXPECT_NE(id(), before);
}

TEST_F(StoredState, WhoeverChangesAWorldSaysWhatIsToBeKept) {
  for (const Provider* provider : all_providers()) {
    const bool changes = std::ranges::any_of(provider->operations, [](const Operation& operation) {
      return operation.change != nullptr;
    });
    EXPECT_EQ(provider->visit_changes != nullptr, changes) << provider->name;
    EXPECT_EQ(provider->apply_changes != nullptr, changes) << provider->name;
  }
}

/// The message of the refusal; empty when the mock starts.
std::string start_error(const MockSettings& settings) {
  try {
    Mock mock(settings);
    return {};
  } catch (const StoreError& error) {
    return error.what();
  }
}

TEST_F(StoredState, BelongsToWhatItsMockStartedFrom) {
  create_key();
  const std::string before = get(*mock_, kDeveloperKeys, kZkscoreKey).body;
  mock_.reset();
  EXPECT_NE(start_error(settings({.seed = 2})).find("another seed: 1, not 2"), std::string::npos);
  EXPECT_NE(start_error(settings({.world = "states"})).find("another world: "), std::string::npos);
  EXPECT_NE(start_error(settings({.clock = "2026-05-21T00:00:00Z"})).find("another clock: "),
            std::string::npos);
  MockSettings faulty = settings();
  faulty.faults.push_back(parse_fault("html"));
  EXPECT_NE(start_error(faulty).find("another faults: []"), std::string::npos);
  faulty.store.reset();
  restart();
  EXPECT_EQ(get(*mock_, kDeveloperKeys, kZkscoreKey).body, before);
}

}  // namespace
}  // namespace mockmeter::testing
