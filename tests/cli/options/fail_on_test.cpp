#include "cli/options/fail_on.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "server/control/findings/findings.h"

namespace mockmeter::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(FailOn, JoinsLists) {
  EXPECT_THAT(parse_fail_on({}), IsEmpty());
  EXPECT_THAT(parse_fail_on({"unmatched-request,body-on-get", "unmatched-request"}),
              ElementsAre("body-on-get", "unmatched-request"));
}

TEST(FailOn, AllIsEveryKind) {
  const std::size_t blaming = finding_rules().size() - 1;  // not-mocked is no fault of the client
  EXPECT_EQ(parse_fail_on({"all"}).size(), blaming);
  EXPECT_EQ(parse_fail_on({"body-on-get,all"}).size(), blaming);
  EXPECT_EQ(parse_fail_on({"all,not-mocked"}).size(), blaming + 1);
}

TEST(FailOn, NamesWhatIsUnknownAndWhatThereIs) {
  for (const char* list :
       {"", "no-such", "unmatched-request,", "unmatched-request, body-on-get", "ALL"}) {
    try {
      parse_fail_on({list});
      ADD_FAILURE() << '"' << list << "\" was accepted";
    } catch (const std::invalid_argument& error) {
      EXPECT_THAT(error.what(), HasSubstr("is no finding: use all, "));
      EXPECT_THAT(error.what(), HasSubstr("body-on-get"));
    }
  }
}

TEST(FailOn, FailsOnItsOwnNamesOnly) {
  const std::vector<Finding> findings{{"unmatched-request", "", "", 1, 1, ""}};
  EXPECT_TRUE(fails(findings, {"body-on-get", "unmatched-request"}));
  EXPECT_FALSE(fails(findings, {"body-on-get"}));
  EXPECT_FALSE(fails({}, {"unmatched-request"}));
}

}  // namespace
}  // namespace mockmeter::cli
