#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <latch>
#include <string>
#include <vector>

#include "conformance/report/stream/exchanges.h"
#include "conformance/run/run_cases.h"
#include "tests/conformance/run/http_client.h"

namespace mockmeter::conformance {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const Requirement kSentence{.id = "UPS-USERS-001", .level = Level::kMust, .text = "t"};

/// A case that serves a random number, and asks for it.
Case a_case(std::string id) {
  Case subject;
  subject.id = std::move(id);
  subject.topic = "decoding";
  subject.requirements = {&kSentence};
  subject.operations = {"upstash.list_qstash_users"};
  subject.given = {{"script",
                    {{{"example", "upstash/list_qstash_users"},
                      {"set", {{"/0/max_retries", "${random.count}"}}}}}}};
  subject.when = {{{"operation", "upstash.list_qstash_users"}}};
  subject.then = {
      {"outcomes", {{{"result", {{"/0/max_retries", {{"equals", "${random.count}"}}}}}}}}};
  return subject;
}

/// Runs cases with a client; looks at what became of them.
class Running : public ::testing::Test {
 protected:
  std::vector<CaseResult> run(const Client& client) { return run(std::vector{client}); }

  std::vector<CaseResult> run(const std::vector<Client>& clients) {
    Selection selection;
    for (const Case& subject : cases_) selection.cases.push_back(&subject);
    for (const Case& subject : skipped_) selection.skipped.push_back(&subject);
    return run_cases(selection, clients, options_);
  }

  static std::vector<Verdict> verdicts(const std::vector<CaseResult>& results) {
    std::vector<Verdict> all;
    for (const CaseResult& result : results) all.push_back(result.verdict);
    return all;
  }

  std::vector<Case> cases_{a_case("upstash/u/a"), a_case("upstash/u/b")};
  std::vector<Case> skipped_;
  ClientRunOptions options_;
};

TEST_F(Running, EvaluatesEveryCase) {
  const auto results = run(good_client());
  EXPECT_THAT(verdicts(results), ElementsAre(Verdict::kPass, Verdict::kPass));
  EXPECT_THAT(results[0].wire, ElementsAre(HasSubstr("GET /v2/qstash/users -> 200, ")));
  EXPECT_THAT(results[0].curl, ElementsAre(HasSubstr("$UPSTASH_API_KEY")));
  EXPECT_GT(results[0].took.count(), 0);
}

TEST_F(Running, ACallThatWaitsComesThatMuchLater) {
  cases_.pop_back();
  cases_[0].when = {{{"operation", "upstash.list_qstash_users"}},
                    {{"operation", "upstash.list_qstash_users"}, {"after_ms", 30}}};
  cases_[0].given["script"].push_back(cases_[0].given["script"][0]);
  std::vector<std::chrono::steady_clock::time_point> calls;
  Client client = good_client();
  client.call = [&](const Call& call, std::chrono::milliseconds, std::string*) {
    calls.push_back(std::chrono::steady_clock::now());
    return get(call, "/qstash/users");
  };
  EXPECT_THAT(verdicts(run(client)), ElementsAre(Verdict::kPass));
  ASSERT_EQ(calls.size(), 2U);
  EXPECT_GE(calls[1] - calls[0], std::chrono::milliseconds(30));
}

TEST_F(Running, ManyAtTheSameTime) {
  for (const char name : std::string("cdefghijklmnop")) {
    cases_.push_back(a_case(std::string("upstash/u/") + name));
  }
  options_.jobs = 4;
  EXPECT_THAT(verdicts(run(good_client())), ::testing::Each(Verdict::kPass));
}

TEST_F(Running, NoMoreAtATimeThanTheClientTakes) {
  for (const char name : std::string("cdefgh")) {
    cases_.push_back(a_case(std::string("upstash/u/") + name));
  }
  options_.jobs = 4;
  std::atomic<int> under_way{0};
  std::atomic<int> most{0};
  Client client = good_client();
  client.hello.parallel = 1;
  client.call = [&](const Call& call, std::chrono::milliseconds, std::string*) {
    most = std::max(most.load(), ++under_way);
    CallOutcome outcome = get(call, "/qstash/users");
    --under_way;
    return outcome;
  };
  run(client);
  EXPECT_EQ(most, 1);
}

TEST_F(Running, CasesAreDividedAmongTheProcessesOfAClient) {
  // Each case makes two calls: both go to the same process, and no process gets two cases at once.
  for (Case& subject : cases_) {
    subject.when.push_back(subject.when[0]);
    subject.given["script"].push_back(subject.given["script"][0]);
  }
  options_.jobs = 2;
  std::latch both_begun(2);
  std::array<std::vector<std::string>, 2> hosts;
  std::vector<Client> clients(2, good_client());
  for (std::size_t index = 0; index < clients.size(); ++index) {
    clients[index].hello.parallel = 1;
    clients[index].call = [&, index](const Call& call, std::chrono::milliseconds, std::string*) {
      hosts[index].push_back(call.base_url);
      if (hosts[index].size() == 1) both_begun.arrive_and_wait();
      return get(call, "/qstash/users");
    };
  }
  EXPECT_THAT(verdicts(run(clients)), ElementsAre(Verdict::kPass, Verdict::kPass));
  for (const auto& each : hosts) {
    ASSERT_EQ(each.size(), 2U);
    EXPECT_EQ(each[0], each[1]);
  }
  EXPECT_NE(hosts[0][0], hosts[1][0]);
}

TEST_F(Running, ResultsAreInTheOrderOfTheSuite) {
  cases_[0].timing_sensitive = true;
  skipped_.push_back(a_case("upstash/u/aa"));
  const auto results = run(good_client());
  ASSERT_EQ(results.size(), 3U);
  EXPECT_EQ(results[1].subject->id, "upstash/u/aa");
  EXPECT_EQ(results[1].verdict, Verdict::kNotRun);
  EXPECT_EQ(results[1].reason, "--skip");
}

TEST_F(Running, TheSeedDecidesAnOrderThatIsAskedFor) {
  cases_.clear();
  for (const char letter : std::string("abcdefgh")) {
    cases_.push_back(a_case(std::string("upstash/u/") + letter));
  }
  const auto order_with = [this](std::uint64_t seed) {
    std::string order;
    options_.order_seed = seed;
    options_.on_result = [&](const CaseResult& result, std::size_t, std::size_t) {
      order += result.subject->id.back();
    };
    EXPECT_EQ(run(good_client()).front().subject->id, "upstash/u/a");
    return order;
  };
  const std::string first = order_with(1);
  EXPECT_THAT(first, ::testing::UnorderedElementsAreArray("abcdefgh", 8));
  EXPECT_EQ(order_with(1), first);
  EXPECT_NE(order_with(2), first);
}

TEST_F(Running, WhatIsNotClaimedIsNotCalled) {
  cases_[1].features = {"retry"};
  int calls = 0;
  Client client = good_client();
  client.call = [&](const Call& call, std::chrono::milliseconds, std::string*) {
    ++calls;
    return get(call, "/qstash/users");
  };
  const auto results = run(client);
  EXPECT_THAT(verdicts(results), ElementsAre(Verdict::kPass, Verdict::kUnsupported));
  EXPECT_EQ(calls, 1);
}

/// Right from the second call on.
Client late_client(std::atomic<int>& calls) {
  Client client = good_client();
  client.call = [&calls](const Call& call, std::chrono::milliseconds, std::string*) {
    CallOutcome outcome = get(call, "/qstash/users");
    if (++calls == 1) outcome.value[0]["max_retries"] = 1;
    return outcome;
  };
  return client;
}

TEST_F(Running, OnlyWhatMeasuresTimeIsConfirmed) {
  cases_.pop_back();
  std::atomic<int> calls{0};
  EXPECT_THAT(verdicts(run(late_client(calls))), ElementsAre(Verdict::kFail));
  EXPECT_EQ(calls, 1);
  cases_[0].timing_sensitive = true;
  calls = 0;
  const auto results = run(late_client(calls));
  EXPECT_THAT(verdicts(results), ElementsAre(Verdict::kPass));
  EXPECT_EQ(calls, 2);
  EXPECT_THAT(results[0].reason, Not(IsEmpty()));
  options_.reruns = false;
  calls = 0;
  EXPECT_THAT(verdicts(run(late_client(calls))), ElementsAre(Verdict::kFail));
}

TEST_F(Running, ACrashIsConfirmedForItMayBeAnothersCase) {
  cases_.pop_back();
  std::atomic<int> calls{0};
  Client client = good_client();
  client.call = [&calls](const Call& call, std::chrono::milliseconds, std::string*) {
    if (++calls > 1) return get(call, "/qstash/users");
    CallOutcome crashed;
    crashed.kind = CallOutcome::Kind::kCrashed;
    return crashed;
  };
  EXPECT_THAT(verdicts(run(client)), ElementsAre(Verdict::kPass));
  EXPECT_EQ(calls, 2);
}

TEST_F(Running, AnInterruptionLeavesTheRestUnjudged) {
  std::atomic<bool> stopped{false};
  options_.is_stopped = [&] { return stopped.load(); };
  options_.on_result = [&](const CaseResult&, std::size_t, std::size_t) { stopped = true; };
  const auto results = run(good_client());
  EXPECT_THAT(verdicts(results), ElementsAre(Verdict::kPass, Verdict::kNotRun));
  EXPECT_THAT(results[1].reason, HasSubstr("interrupted"));
}

TEST_F(Running, ACaseThatCannotBeStagedIsOurFault) {
  cases_[0].given["clock"] = "noon";
  const auto results = run(good_client());
  EXPECT_THAT(verdicts(results), ElementsAre(Verdict::kHarnessError, Verdict::kPass));
  EXPECT_THAT(results[0].reason, HasSubstr("noon"));
}

TEST_F(Running, NothingSecretIsInAResult) {
  options_.case_options.record_traffic = record_exchanges;
  Client client = good_client();
  client.call = [](const Call& call, std::chrono::milliseconds, std::string*) {
    CallOutcome outcome = get(call, "/qstash/users?key=upstash-test-key");
    outcome.value[0]["max_retries"] = "upstash-test-key";
    return outcome;
  };
  const CaseResult result = run(client).front();
  EXPECT_EQ(result.verdict, Verdict::kFail);
  EXPECT_THAT(result.wire, ElementsAre(HasSubstr("?key=$SECRET")));
  EXPECT_THAT(result.curl, ElementsAre(Not(HasSubstr("upstash-test-key"))));
  for (const Assertion& check : result.checks) {
    EXPECT_THAT(check.actual, Not(HasSubstr("upstash-test-key")));
  }
  EXPECT_THAT(result.exchanges.dump(),
              AllOf(HasSubstr("?key=$SECRET"), Not(HasSubstr("upstash-test-key"))));
}

TEST_F(Running, TellsOfItsProgress) {
  std::vector<std::size_t> done;
  options_.on_result = [&](const CaseResult&, std::size_t number, std::size_t all) {
    EXPECT_EQ(all, 2U);
    done.push_back(number);
  };
  int under_way = 0;
  options_.on_begin = [&](const Case&, std::size_t) { EXPECT_EQ(++under_way, 1); };
  options_.on_end = [&](const Case&) { EXPECT_EQ(--under_way, 0); };
  run(good_client());
  EXPECT_THAT(done, ElementsAre(1, 2));
}

}  // namespace
}  // namespace mockmeter::conformance
