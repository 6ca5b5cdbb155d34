#include "conformance/report/columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <stdexcept>

#include "conformance/report/formats.h"
#include "tests/conformance/report/records.h"

namespace mockmeter::conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

SavedRun saved(const std::string& file, const std::function<void(Records&)>& change) {
  Records records;
  change(records);
  return {file, records.saved()};
}

SavedRun of_client(const std::string& file, const std::string& name) {
  return saved(file, [&](Records& records) { records.run.client.name = name; });
}

std::vector<std::string> labels(const std::vector<SavedRun>& runs) {
  std::vector<std::string> all;
  for (const Column& column : side_by_side(runs)) all.push_back(column.label);
  return all;
}

TEST(Columns, AreCalledByTheirClients) {
  EXPECT_THAT(labels({of_client("a.ndjson", "acme"), of_client("b.ndjson", "apex")}),
              ElementsAre("acme 2.4.1", "apex 2.4.1"));
}

TEST(Columns, OfTheSameClientAreToldApart) {
  EXPECT_THAT(labels({of_client("x/a.ndjson", "acme"), of_client("b.ndjson", "acme"),
                      of_client("y/a.ndjson", "acme"), of_client("c.ndjson", "apex")}),
              ElementsAre("acme 2.4.1 (a)", "acme 2.4.1 (b)", "acme 2.4.1 (a) #2", "apex 2.4.1"));
}

TEST(Columns, OfDifferentSuitesOrVersionsAreRefused) {
  const SavedRun first = saved("a.ndjson", [](Records&) {});
  const std::function<void(Records&)> changes[] = {
      [](Records& records) { records.run.version = "9.9.9"; },
      [](Records& records) {
        records.suite.cases[0].then = {{"outcomes", 1}};
      },
      [](Records& records) { records.suite.cases[0].title = "Other"; },
  };
  for (const auto& change : changes) {
    try {
      side_by_side({first, saved("b.ndjson", change)});
      ADD_FAILURE() << "they were accepted";
    } catch (const std::invalid_argument& error) {
      EXPECT_THAT(error.what(), HasSubstr("a.ndjson is by mockmeter 1.2.3, suite "));
      EXPECT_THAT(error.what(), HasSubstr("b.ndjson by mockmeter "));
    }
  }
}

TEST(TextMatrix, ShowsWhereClientsDiffer) {
  const auto columns =
      side_by_side({of_client("a.ndjson", "acme"),
                    saved("b.ndjson",
                          [](Records& records) {
                            records.run.client.name = "apex";
                            records.fail_month();
                            records.end(records.retry(), Verdict::kUnsupported);
                          }),
                    saved("c.ndjson", [](Records& records) { records.run.results.pop_back(); })});
  EXPECT_EQ(text_matrix(columns),
            "                             1  2  3\n"
            "upstash/s/count[period=30d]  .  F  .\n"
            "upstash/s/retry              .  -   \n"
            "\n"
            ". pass   F fail   w warning   a advisory   k known failure   U unexpected pass   "
            "- unsupported   ? not run   ! harness error\n"
            "the same in all: 1 of 3 cases\n"
            "\n"
            "1  acme 2.4.1 (a): 3 passed, 0 failed\n"
            "2  apex 2.4.1: 1 passed, 1 failed\n"
            "3  acme 2.4.1 (c): 2 passed, 0 failed\n");
}

}  // namespace
}  // namespace mockmeter::conformance
