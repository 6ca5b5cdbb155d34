#include "server/control/journal/journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "server/control/catalog.h"
#include "server/control/journal/listing.h"
#include "tests/control/journal/entries.h"

namespace mockmeter::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Instant kNoon = parse_rfc3339("2026-05-20T12:00:00Z").value();

std::vector<std::uint64_t> numbers(const std::vector<JournalEntry>& entries) {
  std::vector<std::uint64_t> numbers;
  for (const JournalEntry& entry : entries) numbers.push_back(entry.number);
  return numbers;
}

JournalSettings keeping(std::size_t entries) {
  JournalSettings settings;
  settings.entries = entries;
  return settings;
}

void add(Journal& journal, int count, Instant when = kNoon) {
  for (int i = 0; i < count; ++i) journal.add(record_of("GET", "/a"), when);
}

TEST(Journal, NumbersEntriesAndDropsTheOldest) {
  Journal journal(keeping(2));
  add(journal, 3);
  const auto snapshot = journal.snapshot();
  EXPECT_THAT(numbers(snapshot.entries), ElementsAre(2, 3));
  EXPECT_EQ(snapshot.last_number, 3U);
  EXPECT_EQ(snapshot.last_dropped, 1U);
  EXPECT_EQ(snapshot.answered.at({nullptr, 200}), 3U);
  EXPECT_EQ(snapshot.dropped.at({nullptr, 200}), 1U);
}

TEST(Journal, CountsByOperationAndStatus) {
  Journal journal(keeping(1));
  const Operation* users = find_operation("upstash.list_qstash_users");
  journal.add(record_of("GET", "/v2/qstash/users", users, 401), kNoon);
  journal.add(record_of("GET", "/v2/qstash/users", users, 200), kNoon);
  journal.add(record_of("GET", "/v2/qstash/users", users, 200), kNoon);
  EXPECT_EQ(journal.snapshot().answered, (OutcomeCounts{{{users, 200}, 2}, {{users, 401}, 1}}));
}

TEST(Journal, IsBoundedInBytesToo) {
  JournalSettings settings;
  settings.bytes = 100'000;
  Journal journal(settings);
  const auto big = record_of("GET", "/" + std::string(30'000, 'a'));
  for (int i = 0; i < 10; ++i) journal.add(big, kNoon);
  EXPECT_EQ(journal.snapshot().entries.size(), 3U);
}

TEST(Journal, OfNoEntriesStillCounts) {
  Journal journal(keeping(0));
  add(journal, 2);
  EXPECT_TRUE(journal.is_disabled());
  EXPECT_THAT(journal.snapshot().entries, IsEmpty());
  EXPECT_EQ(journal.snapshot().answered.at({nullptr, 200}), 2U);
}

TEST(Journal, ClearForgetsAllButTheNextNumber) {
  Journal journal(keeping(1));
  add(journal, 2);
  journal.clear();
  EXPECT_THAT(journal.snapshot().answered, IsEmpty());
  EXPECT_THAT(journal.snapshot().dropped, IsEmpty());
  add(journal, 1);
  EXPECT_THAT(numbers(journal.snapshot().entries), ElementsAre(3));
}

TEST(Journal, RemovedEntriesWereNeverThere) {
  Journal journal(keeping(10));
  add(journal, 4);
  journal.remove({2, 3, 99});
  const auto snapshot = journal.snapshot();
  EXPECT_THAT(numbers(snapshot.entries), ElementsAre(1, 4));
  EXPECT_EQ(snapshot.answered.at({nullptr, 200}), 2U);
  EXPECT_THAT(snapshot.dropped, IsEmpty());
}

TEST(Journal, CountsAMillionRequestsExactlyAndKeepsFew) {
  constexpr std::uint64_t kThreads = 4;
  constexpr std::uint64_t kEach = 250'000;
  Journal journal(keeping(100));
  std::vector<std::thread> threads;
  for (std::uint64_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&] {
      const auto record = record_of("GET", "/a");
      for (std::uint64_t i = 0; i < kEach; ++i) journal.add(record, kNoon);
    });
  }
  for (auto& thread : threads) thread.join();
  const auto snapshot = journal.snapshot();
  EXPECT_EQ(snapshot.answered.at({nullptr, 200}), kThreads * kEach);
  EXPECT_EQ(snapshot.dropped.at({nullptr, 200}), kThreads * kEach - 100);
  ASSERT_EQ(snapshot.entries.size(), 100U);
  for (std::size_t i = 1; i < snapshot.entries.size(); ++i) {
    EXPECT_EQ(snapshot.entries[i].number, snapshot.entries[i - 1].number + 1);
  }
}

ListingQuery query_of(std::string_view raw) {
  std::vector<ValidationError> faults;
  const ListingQuery query = read_listing_query(Query::parse(raw).value(), faults);
  EXPECT_THAT(faults, IsEmpty()) << raw;
  return query;
}

TEST(Listing, IsNewestFirstAndLimitedFromThere) {
  Journal journal(keeping(10));
  add(journal, 3);
  EXPECT_THAT(numbers(list_entries(journal.snapshot(), query_of("")).entries),
              ElementsAre(3, 2, 1));
  EXPECT_THAT(numbers(list_entries(journal.snapshot(), query_of("limit=1")).entries),
              ElementsAre(3));
}

TEST(Listing, CursorLosesAndRepeatsNothing) {
  Journal journal(keeping(100));
  std::vector<std::uint64_t> seen;
  std::uint64_t cursor = 0;
  const auto poll = [&] {
    const auto page =
        list_entries(journal.snapshot(), query_of("limit=3&since=" + std::to_string(cursor)));
    EXPECT_FALSE(page.inconclusive);
    for (const std::uint64_t number : numbers(page.entries)) seen.push_back(number);
    cursor = page.next;
  };
  for (const int burst : {5, 0, 1, 7, 0}) {
    add(journal, burst);
    poll();
  }
  for (int i = 0; i < 5; ++i) poll();
  ASSERT_EQ(seen.size(), 13U);
  for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i], i + 1);
}

TEST(Listing, SaysWhenTheCursorIsBehindWhatWasDropped) {
  Journal journal(keeping(2));
  add(journal, 5);
  EXPECT_TRUE(list_entries(journal.snapshot(), query_of("since=2")).inconclusive);
  EXPECT_FALSE(list_entries(journal.snapshot(), query_of("since=3")).inconclusive);
  EXPECT_TRUE(list_entries(journal.snapshot(), query_of("")).inconclusive);
  EXPECT_FALSE(list_entries(journal.snapshot(), query_of("limit=1")).inconclusive);
}

TEST(Listing, SinceAnInstantIsLaterThanIt) {
  Journal journal(keeping(10));
  add(journal, 1, kNoon);
  add(journal, 1, kNoon + std::chrono::seconds(1));
  EXPECT_THAT(
      numbers(list_entries(journal.snapshot(), query_of("since=2026-05-20T12:00:00Z")).entries),
      ElementsAre(2));
}

TEST(Listing, UnmatchedAreThoseWithoutOperation) {
  Journal journal(keeping(10));
  add(journal, 1);
  journal.add(
      record_of("GET", "/v2/qstash/users", find_operation("upstash.list_qstash_users"), 401),
      kNoon);
  EXPECT_THAT(numbers(list_entries(journal.snapshot(), query_of("unmatched=true")).entries),
              ElementsAre(1));
}

TEST(Listing, RefusesWhatItCannotRead) {
  for (const char* raw : {"since=yesterday", "since=-1", "limit=x", "limit=-1", "unmatched=1",
                          "since=", "limit=9007199254740993"}) {
    std::vector<ValidationError> faults;
    read_listing_query(Query::parse(raw).value(), faults);
    EXPECT_EQ(faults.size(), 1U) << raw;
  }
}

}  // namespace
}  // namespace mockmeter::testing
