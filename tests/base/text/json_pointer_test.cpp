#include "base/text/json_pointer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace mockmeter {
namespace {

using Json = nlohmann::ordered_json;
using Tokens = std::vector<std::string>;

// Source: RFC 6901 section 5, the examples that are strings.
TEST(JsonPointer, IsTakenApartAsInTheRfc) {
  const std::pair<const char*, Tokens> kExamples[] = {
      {"", {}},           {"/foo", {"foo"}},   {"/foo/0", {"foo", "0"}}, {"/", {""}},
      {"/a~1b", {"a/b"}}, {"/c%d", {"c%d"}},   {"/e^f", {"e^f"}},        {"/g|h", {"g|h"}},
      {"/ ", {" "}},      {"/i\\j", {"i\\j"}}, {"/k\"l", {"k\"l"}},      {"/m~0n", {"m~n"}},
      {"/~01", {"~1"}}};
  for (const auto& [pointer, tokens] : kExamples) {
    EXPECT_EQ(pointer_tokens(pointer), tokens) << pointer;
    std::string made;
    for (const std::string& token : tokens) made = below(made, token);
    EXPECT_EQ(made, pointer);
  }
}

TEST(JsonPointer, RefusesWhatIsNone) {
  for (const char* text : {"a", "a/b", "/~2", "/~"}) {
    EXPECT_THROW(pointer_tokens(text), std::invalid_argument) << text;
  }
}

TEST(JsonPointer, TellsAnIndexFromAName) {
  EXPECT_EQ(as_index("17"), 17U);
  for (const char* name : {"", "-", "-1", "1e5", "+1", " 1", "1x", "99999999999999999999999"}) {
    EXPECT_EQ(as_index(name), std::nullopt) << name;
  }
}

TEST(ChildAt, IsAMemberOrAnItem) {
  const Json document = Json::parse(R"({"a":[1,2],"0":3})");
  EXPECT_EQ(child_at(document, "0"), &document["0"]);
  EXPECT_EQ(child_at(document["a"], "1"), &document["a"][1]);
  EXPECT_EQ(child_at(document["a"], "2"), nullptr);
  EXPECT_EQ(child_at(document["a"], "-"), nullptr);
  EXPECT_EQ(child_at(document, "b"), nullptr);
  EXPECT_EQ(child_at(document["0"], "0"), nullptr);
}

TEST(Places, AreAllThatAPatternLeadsTo) {
  const Json document = Json::parse(R"({"a":[{"b":[1,2]},{"c":0},{"b":[3]}],"d/e":{"x":4,"y":5}})");
  const struct {
    const char* pattern;
    std::string found;
  } kRows[] = {{"/a/*/b/*", "/a/0/b/0=1 /a/0/b/1=2 /a/2/b/0=3 "},
               {"/a/0/b/1", "/a/0/b/1=2 "},
               {"/d~1e/*", "/d~1e/x=4 /d~1e/y=5 "},
               {"/a/3", ""},
               {"/a/b", ""},
               {"/a/-", ""},
               {"/a/*/c/*", ""}};
  for (const auto& [pattern, found] : kRows) {
    std::string seen;
    for (const auto& [pointer, value] : resolve_pattern(document, pattern)) {
      seen += pointer + "=" + value->dump() + " ";
    }
    EXPECT_EQ(seen, found) << pattern;
  }
  EXPECT_EQ(resolve_pattern(document, "").front().value, &document);
}

TEST(Places, MayBeWrittenTo) {
  Json document = {{"a", {1, 2}}};
  for (const auto& [pointer, value] : resolve_pattern(document, "/a/*")) *value = pointer;
  EXPECT_EQ(document, Json({{"a", {"/a/0", "/a/1"}}}));
}

}  // namespace
}  // namespace mockmeter
