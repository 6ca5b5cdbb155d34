#include "conformance/adapter/exact_json.h"

#include <gtest/gtest.h>

#include <string>

namespace mockmeter::conformance {
namespace {

struct NumberRow {
  const char* text;
  const char* kept;  // as JSON
};
class ExactJsonNumber : public ::testing::TestWithParam<NumberRow> {};

TEST_P(ExactJsonNumber, IsANumberWhenJsonHoldsItAndElseItsSpelling) {
  const auto value = parse_exactly(GetParam().text);
  ASSERT_TRUE(value);
  EXPECT_EQ(value->dump(), GetParam().kept);
}

INSTANTIATE_TEST_SUITE_P(
    Numbers, ExactJsonNumber,
    ::testing::Values(NumberRow{"0", "0"}, NumberRow{"-0.0", "-0.0"}, NumberRow{"1.0", "1.0"},
                      NumberRow{"5.806", "5.806"}, NumberRow{"1E+2", "100.0"},
                      NumberRow{"12.50e-1", "1.25"}, NumberRow{"1e-7", "1e-07"},
                      NumberRow{"9007199254740993", "9007199254740993"},
                      NumberRow{"9223372036854775807", "9223372036854775807"},
                      NumberRow{"-9223372036854775808", "-9223372036854775808"},
                      NumberRow{"18446744073709551615", "18446744073709551615"},
                      NumberRow{"18446744073709551616", R"("18446744073709551616")"},
                      NumberRow{"-9223372036854775809", R"("-9223372036854775809")"},
                      NumberRow{"9007199254740993.0", R"("9007199254740993.0")"},
                      NumberRow{"0.10000000000000000001", R"("0.10000000000000000001")"},
                      NumberRow{"1e-400", R"("1e-400")"},
                      NumberRow{"0e99999999999999999999", R"("0e99999999999999999999")"},
                      NumberRow{"0e999999999", "0.0"},
                      NumberRow{R"({"a":[{"b":2.50},18446744073709551616],"c":null})",
                                R"({"a":[{"b":2.5},"18446744073709551616"],"c":null})"}),
    [](const auto& test) { return "Row" + std::to_string(test.index); });

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

std::string wide(int members) {
  std::string text = "{";
  for (int member = 0; member < members; ++member) {
    text += (member == 0 ? "\"" : ",\"") + std::to_string(member) + "\":0";
  }
  return text + "}";
}

TEST(ExactJson, RefusesWhatIsNoneOrOutsized) {
  for (const char* text : {"", "{", "nul", "{}{}", "[1,]", "01", "1e999", "\"\xFF\"", "{'a':1}"}) {
    EXPECT_FALSE(parse_exactly(text)) << text;
  }
  EXPECT_TRUE(parse_exactly(nested(512)));
  EXPECT_FALSE(parse_exactly(nested(513)));
  EXPECT_TRUE(parse_exactly(wide(1024)));
  EXPECT_FALSE(parse_exactly(wide(1025)));
}

TEST(ExactJson, KeepsTheOrderOfMembersAndTheLastOfTheSameName) {
  EXPECT_EQ(parse_exactly(R"({"b":1,"a":{"x":[]},"b":[2,[3]]})")->dump(),
            R"({"b":[2,[3]],"a":{"x":[]}})");
}

}  // namespace
}  // namespace mockmeter::conformance
