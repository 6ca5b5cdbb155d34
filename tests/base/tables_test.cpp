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

constexpr std::array<Row, 4> kRows{{{"one", 1}, {"two", 2}, {"two", 22}, {"", 3}}};

static_assert(find_by(kRows, &Row::name, "one") == &kRows[0], "at compile time too");
static_assert(find_by(kRows, &Row::number, 4) == nullptr);

template <typename Rows>
concept Searchable = requires(Rows&& rows) {
  find_by(std::forward<Rows>(rows), &Row::number, 1);
};
static_assert(Searchable<std::vector<Row>&> && Searchable<const std::vector<Row>&>);
static_assert(!Searchable<std::vector<Row>> && !Searchable<const std::vector<Row>>,
              "what is found in a temporary dangles");

TEST(FindBy, FindsTheFirstRowWhereItStands) {
  EXPECT_EQ(find_by(kRows, &Row::name, std::string("two")), &kRows[1]);
  EXPECT_EQ(find_by(kRows, &Row::name, ""), &kRows[3]);
  EXPECT_EQ(find_by(kRows, &Row::number, 22), &kRows[2]);
  EXPECT_EQ(find_by(kRows, &Row::twice, 44), &kRows[2]);
}

TEST(FindBy, IsNullWhenThereIsNone) {
  EXPECT_EQ(find_by(kRows, &Row::name, "on"), nullptr);
  EXPECT_EQ(find_by(kRows, &Row::name, "Two"), nullptr);
  const std::vector<Row> empty;
  EXPECT_EQ(find_by(empty, &Row::name, ""), nullptr);
}

TEST(FindBy, SearchesArraysVectorsAndSpans) {
  const Row plain[] = {{"one", 1}, {"two", 2}};
  const std::vector<Row> rows(kRows.begin(), kRows.end());
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

}  // namespace
}  // namespace mockmeter
