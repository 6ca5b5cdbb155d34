#include "server/http/delivery.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace mockmeter {
namespace {

using std::chrono::milliseconds;
using Steps = std::vector<std::pair<int, std::size_t>>;

Steps steps_of(const Delivery& delivery, std::size_t head, std::size_t body) {
  DeliverySteps steps(delivery, head, body);
  Steps all;
  while (const auto step = steps.next()) {
    all.emplace_back(static_cast<int>(step->at.count()), step->until);
  }
  return all;
}

Delivery::End end_of(const Delivery& delivery) { return DeliverySteps(delivery, 50, 100).end(); }

TEST(Delivery, IsPlannedWhenAnythingDiffers) {
  EXPECT_FALSE(is_planned({}));
  EXPECT_TRUE(is_planned({milliseconds(1), 0, {}, false, Delivery::End::kKeep}));
  EXPECT_TRUE(is_planned({milliseconds(0), 0, 0, false, Delivery::End::kKeep}));
}

TEST(Delivery, SendsAllAtOnceAfterADelay) {
  EXPECT_EQ(steps_of({milliseconds(300), 0, {}, false, {}}, 50, 100), (Steps{{300, 150}}));
  EXPECT_EQ(steps_of({milliseconds(300), 0, {}, false, {}}, 50, 0), (Steps{{300, 50}}));
}

TEST(Delivery, PacesTheBodyInTenthsOfASecond) {
  EXPECT_EQ(steps_of({milliseconds(5), 100, {}, false, {}}, 50, 25),
            (Steps{{5, 60}, {105, 70}, {205, 75}}));
  EXPECT_EQ(steps_of({milliseconds(0), 2, {}, false, {}}, 50, 3),
            (Steps{{0, 51}, {500, 52}, {1000, 53}}));
}

TEST(Delivery, CutsTheBodyBehindWholeHeaders) {
  EXPECT_EQ(steps_of({{}, 0, 10, false, Delivery::End::kReset}, 50, 100), (Steps{{0, 60}}));
  EXPECT_EQ(steps_of({{}, 0, 0, false, Delivery::End::kReset}, 50, 100), (Steps{{0, 50}}));
  EXPECT_EQ(steps_of({{}, 0, 500, false, Delivery::End::kReset}, 50, 100), (Steps{{0, 150}}));
}

TEST(Delivery, SendsNothingWithoutAResponse) {
  EXPECT_EQ(steps_of({milliseconds(7), 9, 10, true, Delivery::End::kReset}, 50, 100),
            (Steps{{7, 0}}));
}

TEST(Delivery, KeepsTheConnectionOnlyBehindAWholeResponse) {
  using End = Delivery::End;
  EXPECT_EQ(end_of({milliseconds(1), 0, {}, false, End::kKeep}), End::kKeep);
  EXPECT_EQ(end_of({{}, 0, 100, false, End::kKeep}), End::kKeep);
  EXPECT_EQ(end_of({{}, 0, 99, false, End::kKeep}), End::kClose);
  EXPECT_EQ(end_of({{}, 0, {}, true, End::kKeep}), End::kClose);
  EXPECT_EQ(end_of({{}, 0, 99, false, End::kHang}), End::kHang);
}

}  // namespace
}  // namespace mockmeter
