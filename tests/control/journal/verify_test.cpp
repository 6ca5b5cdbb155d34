#include "server/control/journal/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/control/catalog.h"
#include "tests/control/journal/entries.h"

namespace mockmeter::testing {
namespace {

TEST(Verify, SaysWhatIsSure) {
  struct Case {
    MatchCount count;
    CountBounds bounds;
    VerifyResult verdict;
  };
  const std::vector<Case> cases{
      {{3, 0}, {3, {}}, VerifyResult::kMet},          {{2, 0}, {3, {}}, VerifyResult::kBroken},
      {{2, 1}, {3, {}}, VerifyResult::kInconclusive}, {{3, 9}, {3, {}}, VerifyResult::kMet},
      {{2, 9}, {99, {}}, VerifyResult::kBroken},      {{3, 0}, {0, 3}, VerifyResult::kMet},
      {{4, 0}, {0, 3}, VerifyResult::kBroken},        {{3, 1}, {0, 3}, VerifyResult::kInconclusive},
      {{4, 9}, {0, 3}, VerifyResult::kBroken},        {{2, 1}, {1, 3}, VerifyResult::kMet},
      {{0, 0}, {0, 0}, VerifyResult::kMet},           {{0, 1}, {0, 0}, VerifyResult::kInconclusive},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(compare_count(c.count, c.bounds), c.verdict)
        << c.count.kept << "+" << c.count.dropped << " >= " << c.bounds.at_least;
  }
}

RequestPattern pattern_of(const char* text) {
  std::vector<ValidationError> faults;
  return RequestPattern::read(Json::parse(text), faults);
}

TEST(Verify, OnlyDroppedEntriesThatMayMatchMakeItUncertain) {
  JournalSettings settings;
  settings.entries = 1;
  Journal journal(settings);
  const Operation* users = find_operation("upstash.list_qstash_users");
  for (int i = 0; i < 3; ++i) journal.add(record_of("GET", "/v2/qstash/users", users), Instant{});
  const auto dropped = [&](const char* text) {
    return count_matches(pattern_of(text), journal.snapshot()).dropped;
  };
  EXPECT_EQ(dropped(R"({"urlPath":"/v2/qstash/users"})"), 2U);
  EXPECT_EQ(dropped(R"({"urlPath":"/v2/qstash/ipv4"})"), 0U);
  EXPECT_EQ(dropped(R"({"method":"POST"})"), 0U);
  journal.add(record_of("POST", "/nothing"), Instant{});
  journal.add(record_of("POST", "/nothing"), Instant{});
  EXPECT_EQ(dropped(R"({"urlPath":"/v2/qstash/ipv4"})"), 1U) << "what fitted nothing may be that";
}

TEST(Verify, ClosestDiffersLeastAndIsTheNewest) {
  Journal journal({});
  for (const char* target : {"/a", "/b?x=1", "/b?x=2", "/c"}) {
    journal.add(record_of("GET", target), Instant{});
  }
  const auto entries = journal.snapshot().entries;
  const auto closest = closest_entry(
      pattern_of(R"({"method":"GET","urlPath":"/b","queryParameters":{"x":{"equalTo":"3"}}})"),
      entries);
  ASSERT_NE(closest.entry, nullptr);
  EXPECT_EQ(closest.entry->record->target, "/b?x=2");
  EXPECT_THAT(closest.differences,
              ::testing::ElementsAre(R"(query parameter x: expected equal to "3", found "2")"));
  EXPECT_EQ(closest_entry(pattern_of("{}"), entries).entry, nullptr);
}

}  // namespace
}  // namespace mockmeter::testing
