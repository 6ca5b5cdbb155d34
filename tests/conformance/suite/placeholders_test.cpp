#include "conformance/suite/placeholders.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace mockmeter::conformance {
namespace {

TEST(Placeholders, FillTextsAndNames) {
  const Json row = {{"period", "30d"}, {"points", 240}, {"on", true}, {"all", {1, 2}}};
  const struct {
    Json document;
    Json filled;
  } cases[] = {
      {"${period}", "30d"},
      {"${points}", 240},
      {"${all}", {1, 2}},
      {"of ${period}: ${points}, ${on}", "of 30d: 240, true"},
      {{{"/${period}/x", {"${points}"}}}, {{"/30d/x", {240}}}},
      {"${open", "${open"},
      {"$period {period}", "$period {period}"},
      {17, 17},
  };
  for (const auto& [document, filled] : cases) EXPECT_EQ(fill_columns(document, row), filled);
}

TEST(Placeholders, WhatIsStagedWaits) {
  EXPECT_EQ(fill_columns("${random.count}", Json::object()), "${random.count}");
  EXPECT_EQ(fill_columns("http://127.0.0.1:${second_server.port}/${a}", {{"a", "b"}}),
            "http://127.0.0.1:${second_server.port}/b");
}

TEST(Placeholders, RefuseWhatNobodyFills) {
  EXPECT_THROW(fill_columns("${perod}", {{"period", "1h"}}), std::invalid_argument);
  EXPECT_THROW(fill_columns({{"${random.nothing}", 1}}, Json::object()), std::invalid_argument);
}

TEST(Placeholders, RefuseAValueThatIsNoTextWithinOne) {
  EXPECT_THROW(fill_columns("x ${all}", {{"all", {1, 2}}}), std::invalid_argument);
}

}  // namespace
}  // namespace mockmeter::conformance
