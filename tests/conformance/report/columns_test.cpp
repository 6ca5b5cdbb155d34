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
using ::testing::IsNull;

SavedRun saved(const std::string& file, const std::function<void(Records&)>& change) {
  Records records;
  change(records);
  return {file, events_of(records.run, records.suite)};
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

TEST(Columns, HaveTheirPlaceInEachRow) {
  const auto columns =
      side_by_side({saved("a.ndjson", [](Records& records) { records.run.results.pop_back(); }),
                    saved("b.ndjson", [](Records& records) {
                      records.run.results.erase(records.run.results.begin());
                    })});
  const Rows rows = rows_of(columns);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_THAT(rows.at("neon/a/other").at(1), IsNull());
  EXPECT_THAT(rows.at("upstash/s/retry").at(0), IsNull());
  EXPECT_EQ(rows.at("upstash/s/count[period=30d]").at(1)->at("verdict"), "pass");
}

TEST(TextMatrix, ShowsWhereClientsDiffer) {
  const auto columns =
      side_by_side({of_client("a.ndjson", "acme"), saved("b.ndjson", [](Records& records) {
                      records.run.client.name = "apex";
                      records.fail_month();
                      records.end(records.retry(), Verdict::kUnsupported);
                    })});
  EXPECT_EQ(text_matrix(columns),
            "                             1  2\n"
            "upstash/s/count[period=30d]  .  F\n"
            "upstash/s/retry              .  -\n"
            "\n"
            ". pass   F fail   w warning   a advisory   k known failure   U unexpected pass   "
            "- unsupported   ? not run   ! harness error\n"
            "the same in all: 1 of 3 cases\n"
            "\n"
            "1  acme 2.4.1: 3 passed, 0 failed\n"
            "2  apex 2.4.1: 1 passed, 1 failed\n");
}

}  // namespace
}  // namespace mockmeter::conformance
