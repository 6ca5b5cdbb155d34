// A journal that several programs write: what one of them takes over of it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "tests/control/journal/entries.h"

namespace mockmeter::testing {
namespace {

using ::testing::ElementsAre;

JournalEntry numbered(std::uint64_t number) {
  return {number, {}, {}, {}, record_of("GET", "/merged")};
}

std::vector<std::uint64_t> numbers_in(const Journal& journal) {
  std::vector<std::uint64_t> numbers;
  for (const JournalEntry& entry : journal.snapshot().entries) numbers.push_back(entry.number);
  return numbers;
}

class MergedJournal : public ::testing::Test {
 protected:
  static JournalSettings three() {
    JournalSettings settings;
    settings.entries = 3;
    return settings;
  }
  Journal journal_{three()};
  JournalNews news_{.added = {numbered(1), numbered(2), numbered(3), numbered(4)},
                    .counts = {{{nullptr, 200}, 4}},
                    .last_number = 4};
};

TEST_F(MergedJournal, KeepsTheNewestAndCountsTheRest) {
  journal_.merge(news_);
  EXPECT_THAT(numbers_in(journal_), ElementsAre(2, 3, 4));
  const auto snapshot = journal_.snapshot();
  EXPECT_EQ(snapshot.last_number, 4U);
  EXPECT_EQ(snapshot.last_dropped, 1U);
  EXPECT_THAT(snapshot.dropped, ElementsAre(::testing::Pair(OperationStatus{nullptr, 200}, 1)));
}

TEST_F(MergedJournal, ForgetsWhatOthersRemovedAndCleared) {
  journal_.merge(news_);
  const std::uint64_t before = journal_.removals();
  journal_.merge({.removed = {3}, .counts = {{{nullptr, 200}, 3}}, .last_number = 4});
  EXPECT_THAT(numbers_in(journal_), ElementsAre(2, 4));
  EXPECT_EQ(journal_.snapshot().dropped.size(), 1U);
  journal_.merge({.cleared_until = 4,
                  .added = {numbered(5)},
                  .counts = {{{nullptr, 200}, 1}},
                  .last_number = 5});
  EXPECT_THAT(numbers_in(journal_), ElementsAre(5));
  EXPECT_TRUE(journal_.snapshot().dropped.empty());
  EXPECT_GT(journal_.removals(), before);
}

TEST_F(MergedJournal, GivesItsOwnEntriesAwayAndReadsBeforeItShows) {
  std::vector<JournalEntry> given;
  int read = 0;
  journal_.share({[&](JournalEntry entry) { given.push_back(std::move(entry)); },
                  [&] {
                    ++read;
                    journal_.merge(news_);
                    news_.added.clear();
                  },
                  {},
                  {}});
  journal_.add(record_of("GET", "/mine"), {});
  ASSERT_EQ(given.size(), 1U);
  EXPECT_EQ(given[0].number, 0U);
  EXPECT_EQ(journal_.tail({}, 10).entries.size(), 3U);
  EXPECT_EQ(read, 1);
  EXPECT_EQ((journal_.totals().answered), (OutcomeCounts{{{nullptr, 200}, 1}}))
      << "the others count their own";
}

}  // namespace
}  // namespace mockmeter::testing
