#include <gtest/gtest.h>

#include <limits>

#include "server/providers/zkscore/parameters.h"

namespace mockmeter::zkscore {
namespace {

constexpr std::size_t kMaxSize = std::numeric_limits<std::size_t>::max();

struct Slice {
  std::size_t total, offset, limit;
  std::size_t begin, end;
  bool has_more;
};

TEST(Page, SlicesByOffsetAndLimit) {
  const Slice cases[] = {
      {10, 0, 3, 0, 3, true},          {10, 3, 3, 3, 6, true},     {10, 9, 3, 9, 10, false},
      {10, 7, 3, 7, 10, false},        {10, 10, 3, 10, 10, false}, {10, 11, 3, 10, 10, false},
      {10, 0, 0, 0, 0, true},          {0, 0, 5, 0, 0, false},     {10, kMaxSize, 3, 10, 10, false},
      {10, 3, kMaxSize, 3, 10, false},
  };
  for (const Slice& c : cases) {
    const Page page = page_at(c.total, c.offset, c.limit);
    EXPECT_EQ(page.total, c.total);
    EXPECT_EQ(page.begin, c.begin);
    EXPECT_EQ(page.end, c.end);
    EXPECT_EQ(page.size(), c.end - c.begin);
    EXPECT_EQ(page.has_more(), c.has_more);
  }
}

}  // namespace
}  // namespace mockmeter::zkscore
