#include "server/metering/json_text.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "server/metering/hash.h"
#include "server/metering/json.h"

namespace mockmeter {
namespace {

std::string written(std::string_view text) {
  std::string out;
  append_quoted(out, text);
  return out;
}

std::string decimal(std::int64_t numerator, int places) {
  std::string out;
  append_decimal(out, numerator, places);
  return out;
}

TEST(JsonText, AppendsIntegers) {
  std::string out = "[";
  append_int(out, 0);
  append_int(out, -17);
  append_int(out, std::numeric_limits<std::int64_t>::max());
  append_int(out, std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(out, "[0-179223372036854775807-9223372036854775808");
}

struct Decimal {
  std::int64_t numerator;
  int places;
  const char* text;
};

TEST(JsonText, AppendsDecimalsWithoutTrailingZeros) {
  const Decimal cases[] = {
      {5806, 3, "5.806"},
      {5800, 3, "5.8"},
      {5000, 3, "5"},
      {5000, 0, "5000"},
      {7, 3, "0.007"},
      {70, 3, "0.07"},
      {-7, 3, "-0.007"},
      {-5806, 3, "-5.806"},
      {-1000, 3, "-1"},
      {0, 0, "0"},
      {0, 9, "0"},
      {std::numeric_limits<std::int64_t>::max(), 9, "9223372036.854775807"},
      {std::numeric_limits<std::int64_t>::min(), 18, "-9.223372036854775808"},
  };
  for (const Decimal& c : cases) EXPECT_EQ(decimal(c.numerator, c.places), c.text);
}

TEST(JsonText, QuotesAndEscapes) {
  EXPECT_EQ(written(""), R"("")");
  EXPECT_EQ(written("plain"), R"("plain")");
  EXPECT_EQ(written("a\"b\\c/d"), R"("a\"b\\c/d")");
  EXPECT_EQ(written("\b\f\n\r\t"), R"("\b\f\n\r\t")");
  EXPECT_EQ(written(std::string_view("\0\x1f\x7f", 3)), "\"\\u0000\\u001f\x7f\"");
}

struct Text {
  std::string_view bytes;
  std::string_view inside;
};

TEST(JsonText, ReplacesInvalidUtf8) {
  const Text cases[] = {
      {"\xC3\xA9", "\xC3\xA9"},
      {"\xF0\x9F\x98\x80!", "\xF0\x9F\x98\x80!"},
      {"a\x80z", "a\xEF\xBF\xBDz"},
      {"\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xE2\x82", "\xEF\xBF\xBD"},
      {"\xE2\x82\"", "\xEF\xBF\xBD\\\""},
      {"\xF4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xFF", "\xEF\xBF\xBD"},
  };
  for (const Text& c : cases) EXPECT_EQ(written(c.bytes), '"' + std::string(c.inside) + '"');
}

TEST(JsonText, QuotesAnyBytesAsTheJsonLibraryDoes) {
  // Bytes that are likely to form, to break and to end a sequence.
  constexpr std::string_view kBytes =
      "a\"\\\n\x01\x7f\x80\x8f\x90\x9f\xa0\xbf\xc0\xc2\xdf\xe0\xe1\xec\xed\xee\xef\xf0\xf1\xf3\xf4"
      "\xf5\xff";
  for (std::uint64_t i = 0; i < 50'000; ++i) {
    std::string text;
    const std::uint64_t length = mix(1, i) % 9;
    for (std::uint64_t k = 0; k < length; ++k) text += kBytes[mix(i, k) % kBytes.size()];
    const std::string expected = Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
    ASSERT_EQ(written(text), expected) << i;
  }
}

TEST(JsonMembers, HaveCommasBetweenThem) {
  std::string out = "{";
  append_member(out, "count", 3);
  append_member(out, "name", "a \"b\"");
  append_nullable_member(out, "unit", "ms");
  append_nullable_member(out, "user", "");
  EXPECT_EQ(out, R"({"count":3,"name":"a \"b\"","unit":"ms","user":null)");
}

TEST(JsonMembers, OfAnArrayHaveAnObjectForEachItem) {
  std::string out = "{";
  const auto append = [&out](int item) { append_member(out, "n", item); };
  append_objects(out, "none", std::vector<int>{}, append);
  append_objects(out, "some", std::vector<int>{1, 2}, append);
  EXPECT_EQ(out, R"({"none":[],"some":[{"n":1},{"n":2}])");
}

}  // namespace
}  // namespace mockmeter
