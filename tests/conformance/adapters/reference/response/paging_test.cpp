#include "conformance/adapters/reference/response/paging.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/adapters/reference/common/call_error.h"
#include "tests/conformance/adapters/reference/made_up_api.h"

namespace reference {
namespace {

/// What all of these pages are together; `asked` gets the argument of each request.
std::string paged(const std::vector<const char*>& pages, std::vector<std::string>& asked,
                  const MutantSet& mutants = {}) {
  std::size_t given = 0;
  const auto fetch = [&](const Json& arguments) {
    asked.push_back(arguments.dump());
    return Json::parse(pages.at(given++));
  };
  return fetch_all(usage(), Json::parse(R"({"start":5,"limit":2})"), fetch, mutants, {}).dump();
}

TEST(PagingStyle, FollowsTheNextPageWhileThereIsMore) {
  std::vector<std::string> asked;
  EXPECT_EQ(paged({R"({"object":"page","data":[1,2],"has_more":true,"next_page":"p="})",
                   R"({"object":"page","data":[3],"has_more":false,"next_page":null})"},
                  asked),
            R"({"object":"page","data":[1,2,3]})");
  EXPECT_THAT(asked, testing::ElementsAre(R"({"start":5,"limit":2})",
                                          R"({"start":5,"limit":2,"page":"p="})"));
}

TEST(PagingStyle, BelievesTheFlagRatherThanTheToken) {
  std::vector<std::string> asked;
  EXPECT_EQ(paged({R"({"data":[1],"has_more":false,"next_page":"p"})"}, asked), R"({"data":[1]})");
  EXPECT_EQ(asked.size(), 1U);
  // A page without items may be followed by one with some.
  EXPECT_EQ(paged({R"({"data":[],"has_more":true,"next_page":"p"})",
                   R"({"data":[1],"has_more":false,"next_page":null})"},
                  asked),
            R"({"data":[1]})");
}

TEST(PagingStyle, FailsWhenThereIsMoreAndNoToken) {
  std::vector<std::string> asked;
  try {
    paged({R"({"data":[1],"has_more":true,"next_page":null})"}, asked);
    FAIL() << "half the pages are no answer";
  } catch (const CallError& error) {
    EXPECT_EQ(error.kind, ErrorKind::kPaging);
  }
}

TEST(PagingStyle, MutantsShowInThisStyleToo) {
  const char* first = R"({"data":[1],"has_more":true,"next_page":"p"})";
  const char* last = R"({"data":[2],"has_more":false,"next_page":null})";
  std::vector<std::string> asked;
  paged({first, last}, asked, with("lost-filter"));
  EXPECT_EQ(asked.back(), R"({"limit":2,"page":"p"})");
  EXPECT_EQ(paged({first}, asked, with("first-page-only")), R"({"data":[1]})");
  EXPECT_THROW(paged({first, last}, asked, with("page-forever")), std::out_of_range);
}

}  // namespace
}  // namespace reference
