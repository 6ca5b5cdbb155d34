#include "server/metering/variants.h"

#include <gtest/gtest.h>

namespace mockmeter {
namespace {

constexpr Variant kPeriod{"upstash.period_30d",
                          "What does 30d mean?",
                          {{"30d", "the documentation"}, {"month", "the answers"}}};
constexpr Variant kOther{"neon.other", "And this?", {{"yes", "one page"}, {"no", "another"}}};

TEST(VariantSelection, AllowOnlyTheKnownValues) {
  EXPECT_TRUE(kPeriod.allows("30d"));
  EXPECT_TRUE(kPeriod.allows("month"));
  EXPECT_FALSE(kPeriod.allows("yes"));
  EXPECT_FALSE(kPeriod.allows(""));
}

TEST(VariantSelection, StartAtTheFirstValue) {
  const VariantSelection variants;
  EXPECT_EQ(variants.get(kPeriod), "30d");
  EXPECT_TRUE(variants.is(kPeriod, "30d"));
}

TEST(VariantSelection, KeepWhatWasSetLast) {
  VariantSelection variants;
  variants.set(kPeriod, "30d");
  variants.set(kPeriod, "month");
  EXPECT_TRUE(variants.is(kPeriod, "month"));
  EXPECT_FALSE(variants.is(kPeriod, "30d"));
  EXPECT_EQ(variants.get(kOther), "yes");
}

TEST(VariantSelection, CompareByWhatWasChosen) {
  VariantSelection changed;
  changed.set(kPeriod, "month");
  EXPECT_NE(changed, VariantSelection());
  const VariantSelection copy = changed;
  EXPECT_EQ(copy, changed);
}

}  // namespace
}  // namespace mockmeter
