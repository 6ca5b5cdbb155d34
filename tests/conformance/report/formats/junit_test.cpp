#include "conformance/report/formats/junit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mockmeter::conformance::junit {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string document_of(const TestCase& test) { return document("n", {{"s", {}, {test}}}); }

TEST(Junit, WritesSuitesCasesAndTotals) {
  const TestSuite one{
      "one",
      {{"command", "npm test"}},
      {{"c", "good", "", "", "", "said", 1.5}, {"c", "bad", kFailure, "why", "at length"}}};
  const TestSuite two{
      "two",
      {},
      {{"c", "broken", "error", "boom"}, {"c", "later", "skipped", "not here", "", "", 0.25}}};
  EXPECT_EQ(document("all", {one, two}),
            R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="all" tests="4" failures="1" errors="1" time="1.750">
  <testsuite name="one" tests="2" failures="1" errors="0" skipped="0" time="1.500">
    <properties>
      <property name="command" value="npm test"/>
    </properties>
    <testcase classname="c" name="good" time="1.500">
      <system-out>said</system-out>
    </testcase>
    <testcase classname="c" name="bad" time="0.000">
      <failure message="why" type="failure">at length</failure>
    </testcase>
  </testsuite>
  <testsuite name="two" tests="2" failures="0" errors="1" skipped="1" time="0.250">
    <testcase classname="c" name="broken" time="0.000">
      <error message="boom" type="error"></error>
    </testcase>
    <testcase classname="c" name="later" time="0.250">
      <skipped message="not here"></skipped>
    </testcase>
  </testsuite>
</testsuites>
)");
}

TEST(Junit, EscapesWhatXmlCannotCarry) {
  struct {
    std::string raw;
    const char* attribute;
    const char* element;
  } const cases[] = {
      {"<a & \"b\">", "&lt;a &amp; &quot;b&quot;&gt;", "&lt;a &amp; \"b\"&gt;"},
      {"one\ntwo\tthree", "one&#10;two&#9;three", "one\ntwo\tthree"},
      {"a\rb", "a&#13;b", "a&#13;b"},
      {"]]>", "]]&gt;", "]]&gt;"},
      {std::string("a\0b\x1b", 4),
       "a\xEF\xBF\xBD"
       "b\xEF\xBF\xBD",
       "a\xEF\xBF\xBD"
       "b\xEF\xBF\xBD"},
      {"\xff\xc3\xa9", "\xEF\xBF\xBD\xc3\xa9", "\xEF\xBF\xBD\xc3\xa9"},
      {"\xEF\xBF\xBF", "\xEF\xBF\xBD", "\xEF\xBF\xBD"},
  };
  for (const auto& [raw, attribute, element] : cases) {
    const std::string text = document_of({"c", raw, "", "", "", raw});
    EXPECT_THAT(text, HasSubstr(std::string("name=\"") + attribute + "\" time"));
    EXPECT_THAT(text, HasSubstr(std::string("<system-out>") + element + "</system-out>"));
  }
}

TEST(Junit, ACaseThatPassedHasNoReason) {
  EXPECT_THAT(document_of({"c", "n", "", "unused", "unused"}), Not(HasSubstr("unused")));
}

}  // namespace
}  // namespace mockmeter::conformance::junit
