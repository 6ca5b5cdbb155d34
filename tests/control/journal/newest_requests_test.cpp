#include "server/control/journal/newest_requests.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/control/journal/entries.h"

namespace mockmeter {
namespace {

class NewestRequestsTest : public ::testing::Test {
 protected:
  void answer(int count) {
    for (; count > 0; --count) journal_.add(testing::record_of("GET", "/"), Instant{});
  }

  /// "4 5", as somebody sees it who knows the entries up to `after`.
  std::string see(std::uint64_t after, NewestRequests::Key key = {.generation = 1, .limit = 3}) {
    const auto write = [this](const std::vector<JournalEntry>& entries) {
      ++written_;
      std::string numbers;
      for (const JournalEntry& entry : entries) {
        numbers += (numbers.empty() ? "" : " ") + std::to_string(entry.number);
      }
      return numbers;
    };
    return newest_.list(journal_, key, after, write)->text;
  }

  Journal journal_{JournalSettings{}};
  NewestRequests newest_;
  int written_ = 0;
};

TEST_F(NewestRequestsTest, AFullListIsWrittenOnceForAll) {
  answer(10);
  for (const std::uint64_t after : {0, 3, 7}) EXPECT_EQ(see(after), "8 9 10");
  EXPECT_EQ(written_, 1);
}

TEST_F(NewestRequestsTest, NothingIsShownTwice) {
  answer(10);
  EXPECT_EQ(see(0), "8 9 10");
  EXPECT_EQ(see(8), "9 10");
  EXPECT_EQ(see(10), "");
}

TEST_F(NewestRequestsTest, AShortListIsForThoseAtItsBeginningAlone) {
  answer(5);
  EXPECT_EQ(see(4), "5");
  EXPECT_EQ(see(3), "4 5") << "4 was never left out";
  EXPECT_EQ(written_, 2);
  EXPECT_EQ(see(3), "4 5");
  EXPECT_EQ(written_, 2);
}

TEST_F(NewestRequestsTest, NobodyFallsFarBehind) {
  answer(10);
  EXPECT_EQ(see(0), "8 9 10");
  answer(4);
  EXPECT_EQ(see(5), "8 9 10") << "of nine that are new it lacks four";
  EXPECT_EQ(see(7), "12 13 14") << "of seven it would lack four";
}

TEST_F(NewestRequestsTest, AChangeOrAnotherWishMakesAnotherList) {
  answer(10);
  EXPECT_EQ(see(0, {.generation = 1, .limit = 3}), "8 9 10");
  EXPECT_EQ(see(0, {.generation = 2, .limit = 3}), "8 9 10");
  EXPECT_EQ(see(0, {.generation = 2, .limit = 2}), "9 10");
  EXPECT_EQ(see(0, {.generation = 2, .limit = 2, .before = 5}), "3 4");
  EXPECT_EQ(written_, 4);
}

TEST_F(NewestRequestsTest, TellsWhereItBeginsAndEnds) {
  const auto nothing = [](const std::vector<JournalEntry>&) { return std::string(); };
  EXPECT_EQ(newest_.list(journal_, {1, 3}, 0, nothing)->first, 1);
  answer(10);
  const auto list = newest_.list(journal_, {1, 3}, 0, nothing);
  EXPECT_EQ(list->first, 8);
  EXPECT_EQ(list->last, 10);
  EXPECT_EQ(newest_.list(journal_, {1, 3, 5}, 4, nothing)->first, 5) << "there is none between";
}

}  // namespace
}  // namespace mockmeter
