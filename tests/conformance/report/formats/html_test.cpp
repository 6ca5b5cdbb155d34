#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/files/sha256.h"
#include "base/text/base64.h"
#include "conformance/report/formats.h"
#include "tests/conformance/report/records.h"

namespace mockmeter::conformance {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// What a client may send, and what would break a page that believed it.
constexpr const char* kHostile =
    "</script><script>alert(1)</script><!--\xe2\x80\xa8\xe2\x80\xae\xff";

Records hostile_run() {
  Records records;
  records.fail_month();
  records.run.client.name = kHostile;
  records.month().checks.back().actual = kHostile;
  records.month().calls = records.month().wire = {kHostile};
  records.run.problems = {kHostile};
  return records;
}

std::string page_of(const Records& records) { return html_report(records.record()); }

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
  return found;
}

/// What stands between the two, the first time.
std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const std::size_t begin = text.find(from) + from.size();
  return text.substr(begin, text.find(to, begin) - begin);
}

Json data_of(const std::string& page) {
  return Json::parse(between(page, "<script id=\"data\" type=\"application/json\">", "</script>"));
}

TEST(HtmlReport, LetsNothingOut) {
  const std::string page = page_of(hostile_run());
  EXPECT_EQ(count(page, "<script"), 2U) << "the data and our own";
  EXPECT_EQ(count(page, "</script"), 2U);
  EXPECT_THAT(page, Not(HasSubstr("\xe2\x80\xae"))) << "a mark that turns text around";
  EXPECT_THAT(page, Not(HasSubstr("\xff")));
  EXPECT_THAT(page, HasSubstr("&lt;/script&gt;"));
}

TEST(HtmlReport, AllowsItsOwnStyleAndScriptAlone) {
  const std::string page = page_of(hostile_run());
  const std::string policy = between(page, "Content-Security-Policy\" content=\"", "\">");
  const std::string script = between(page, "<script>", "</script>");
  const std::string style = between(page, "<style>", "</style>");
  EXPECT_EQ(policy, "default-src 'none'; style-src 'sha256-" + base64_encode(sha256(style)) +
                        "'; script-src 'sha256-" + base64_encode(sha256(script)) +
                        "'; img-src data:; base-uri 'none'; form-action 'none'");
  EXPECT_THAT(page.substr(page.find("</style>")), Not(HasSubstr(" style=\"")));
}

TEST(HtmlReport, JoinsTheModulesThatTheDashboardHasToo) {
  const std::string script = between(page_of(hostile_run()), "<script>", "</script>");
  EXPECT_THAT(script, HasSubstr("\nfunction visible(text) {"));
  EXPECT_THAT(script, HasSubstr("\nasync function copy(text) {"));
  EXPECT_THAT(script, Not(HasSubstr("\nexport ")));
  EXPECT_THAT(script, Not(HasSubstr("\nimport ")));
}

TEST(HtmlReport, HasAllThatItsScriptShows) {
  const Json data = data_of(page_of(hostile_run()));
  ASSERT_EQ(data["columns"].size(), 1U);
  const Json& column = data["columns"][0];
  EXPECT_EQ(column["header"]["seed"], 99);
  EXPECT_EQ(column["footer"]["result_line"], "2 passed, 1 failed");
  EXPECT_EQ(column["profiles"][1]["name"], "NOT CONFORMANT");
  EXPECT_EQ(column["profiles"][1]["tone"], "bad");
  EXPECT_EQ(column["profiles"][1]["counts"], "1 of 1 failed");
  ASSERT_EQ(column["cases"].size(), 3U);
  const Json& month = column["cases"][1];
  EXPECT_EQ(month["id"], "upstash/s/count[period=30d]");
  EXPECT_EQ(month["requirements"], Json({"UPS-STATS-004"}));
  EXPECT_EQ(data["requirements"]["UPS-STATS-004"]["url"], "https://example.com/stats");
  EXPECT_EQ(data["topics"]["series"], "counts of datapoints");
  EXPECT_EQ(month["verdict"], "fail");
  EXPECT_EQ(month["likely_cause"], "cap-100: cuts arrays at 100 items");
  EXPECT_EQ(month["lines"][2], Json({"expected", "outcome[0]/daily_used.length: 240"}));
  const auto actual = month["assertions"][1]["actual"].get<std::string>();
  EXPECT_EQ(actual.substr(0, actual.size() - 3) + "\xff", kHostile) << "U+FFFD for the stray byte";
  EXPECT_FALSE(column["cases"][0].contains("lines")) << "nothing was missed";
  EXPECT_FALSE(column["cases"][0].contains("exchanges")) << "it explains nothing";
  EXPECT_TRUE(month.contains("exchanges"));
}

TEST(HtmlReport, IsTextWithoutScripts) {
  const std::string page = page_of(hostile_run());
  const std::string text = between(page, "<pre id=\"plain\">", "</pre>");
  EXPECT_THAT(text, HasSubstr("upstash core NOT CONFORMANT (1 of 1 failed)"));
  EXPECT_THAT(text, HasSubstr("  expected       outcome[0]/daily_used.length: 240\n"));
  EXPECT_THAT(text, HasSubstr("  known failing  upstash/s/count[period=30d] until="));
  EXPECT_THAT(text, HasSubstr("\n2 passed, 1 failed\n"));
  EXPECT_THAT(text, HasSubstr("&lt;!--\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"));
}

TEST(HtmlMatrix, HasAColumnPerClient) {
  Records good;
  Records bad;
  bad.run.client.name = "apex";
  bad.fail_month();
  bad.run.results.erase(bad.run.results.begin());
  const std::string page = html_matrix(side_by_side({{"a", good.record()}, {"b", bad.record()}}));
  const Json columns = data_of(page)["columns"];
  EXPECT_EQ(columns[1]["label"], "apex 2.4.1");
  EXPECT_EQ(columns[0]["cases"].size(), 3U);
  EXPECT_EQ(columns[1]["cases"].size(), 2U) << "one was not asked for";
  EXPECT_EQ(columns[1]["cases"][0]["verdict"], "fail");
  const std::string text = between(page, "<pre id=\"plain\">", "</pre>");
  EXPECT_THAT(text, HasSubstr("1  acme 2.4.1: 3 passed, 0 failed\n2  apex 2.4.1: 1 passed"));
  EXPECT_THAT(text, HasSubstr("\n\napex 2.4.1\n\nFAIL  upstash/s/count[period=30d]\n"));
}

TEST(HtmlReport, HasTheFiguresOfBenchmarks) {
  Records records;
  const Json bench = {{"type", "bench"}, {"rows", {{{"client", "acme"}, {"load", "8 in flight"}}}}};
  records.run.other_events = {bench};
  EXPECT_EQ(data_of(page_of(records))["columns"][0]["others"], Json::array({bench}));
}

}  // namespace
}  // namespace mockmeter::conformance
