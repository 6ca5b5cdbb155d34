#include "base/tables.h"

#include <gtest/gtest.h>

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace mockmeter {
namespace {

struct Row {
  std::string_view name;
  int number = 0;
  int twice() const { return 2 * number; }
};

constexpr std::array<Row, 4> kNumberWords{{{"one", 1}, {"two", 2}, {"two", 22}, {"", 3}}};

static_assert(find_by(kNumberWords, &Row::name, "one") == &kNumberWords[0], "at compile time too");
static_assert(find_by(kNumberWords, &Row::number, 4) == nullptr);

template <typename Rows>
concept Searchable = requires(Rows&& rows) {
  find_by(std::forward<Rows>(rows), &Row::number, 1);
};
static_assert(Searchable<std::vector<Row>&> && Searchable<const std::vector<Row>&>);
static_assert(!Searchable<std::vector<Row>> && !Searchable<const std::vector<Row>>,
              "what is found in a temporary dangles");

TEST(FindBy, FindsTheFirstRowWhereItStands) {
  EXPECT_EQ(find_by(kNumberWords, &Row::name, std::string("two")), &kNumberWords[1]);
  EXPECT_EQ(find_by(kNumberWords, &Row::name, ""), &kNumberWords[3]);
  EXPECT_EQ(find_by(kNumberWords, &Row::number, 22), &kNumberWords[2]);
  EXPECT_EQ(find_by(kNumberWords, &Row::twice, 44), &kNumberWords[2]);
}

TEST(FindBy, IsNullWhenThereIsNone) {
  EXPECT_EQ(find_by(kNumberWords, &Row::name, "on"), nullptr);
  EXPECT_EQ(find_by(kNumberWords, &Row::name, "Two"), nullptr);
  const std::vector<Row> empty;
  EXPECT_EQ(find_by(empty, &Row::name, ""), nullptr);
}

TEST(FindBy, SearchesArraysVectorsAndSpans) {
  const Row plain[] = {{"one", 1}, {"two", 2}};
  const std::vector<Row> rows(kNumberWords.begin(), kNumberWords.end());
  const std::span<const Row> last(rows.data() + 3, 1);
  EXPECT_EQ(find_by(plain, &Row::number, 2), plain + 1);
  EXPECT_EQ(find_by(rows, &Row::number, 2), &rows[1]);
  EXPECT_EQ(find_by(last, &Row::number, 3), &rows[3]);
  EXPECT_EQ(find_by(last, &Row::number, 2), nullptr);
}

TEST(FindBy, LetsTheRowBeChangedWhereTheRowsMay) {
  std::vector<Row> rows{{"one", 1}, {"two", 2}};
  find_by(rows, &Row::name, "two")->number = 7;
  EXPECT_EQ(rows[1].number, 7);
  const auto& fixed = rows;
  static_assert(std::is_same_v<decltype(find_by(fixed, &Row::number, 7)), const Row*>);
}

TEST(Contains, LooksForAnItemThatIsEqual) {
  constexpr std::array<std::string_view, 2> kWords{"read", "write"};
  static_assert(contains(kWords, "read") && !contains(kWords, "rea"));
  EXPECT_TRUE(contains(kWords, std::string("write")));
  EXPECT_FALSE(contains(std::vector<int>(), 0));
}

}  // namespace
}  // namespace mockmeter
