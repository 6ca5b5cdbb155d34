#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "base/base64.h"
#include "conformance/report/formats.h"
#include "conformance/report/html_parts.h"
#include "conformance/report/sha256.h"
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
  records.month().wire = {kHostile};
  records.run.problems = {kHostile};
  return records;
}

std::string page_of(const Records& records) {
  return html_report(events_of(records.run, records.suite));
}

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

TEST(HtmlText, ShowsMarkupAndWhatNobodySees) {
  EXPECT_EQ(html("a<b> & \"c\" 'd'"), "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;");
  EXPECT_EQ(html("\xe2\x80\xae\n\x7f"), "[U+202E][U+000A][U+007F]");
  EXPECT_EQ(html("\xc3\xa9 \xf0\x9f\x90\x88"), "\xc3\xa9 \xf0\x9f\x90\x88");
  EXPECT_EQ(html("\xff"), "\xef\xbf\xbd");
}

TEST(HtmlText, FillsAPageOnce) {
  EXPECT_EQ(filled("{{a}}-{{b}}", {{"a", "{{b}}"}, {"b", "x"}}), "{{b}}-x");
  EXPECT_THROW(filled("{{c}}", {}), std::out_of_range);
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

TEST(HtmlReport, HasAllThatItsScriptShows) {
  const Json data = data_of(page_of(hostile_run()));
  ASSERT_EQ(data["cases"].size(), 3U);
  const Json& month = data["cases"][1];
  EXPECT_EQ(month["id"], "upstash/s/count[period=30d]");
  EXPECT_EQ(month["requirements"], Json({"UPS-STATS-004"}));
  EXPECT_EQ(data["requirements"]["UPS-STATS-004"]["url"], "https://example.com/stats");
  EXPECT_EQ(data["categories"]["series"]["profile"], "core");
  const Json& result = month["results"][0];
  EXPECT_EQ(result["verdict"], "fail");
  EXPECT_EQ(result["looks_like"], "cap-100: cuts arrays at 100 items");
  const auto actual = result["checks"][1]["actual"].get<std::string>();
  EXPECT_EQ(actual.substr(0, actual.size() - 3) + "\xff", kHostile) << "U+FFFD for the stray byte";
  EXPECT_FALSE(data["cases"][0]["results"][0].contains("looks_like")) << "nothing was missed";
}

TEST(HtmlReport, CanBeReadWithoutItsScript) {
  const std::string page = page_of(hostile_run());
  EXPECT_THAT(page, HasSubstr("Not conformant"));
  EXPECT_THAT(page, HasSubstr("2 passed, 1 failed"));
  EXPECT_THAT(page, HasSubstr("<dt>expected</dt><dd>outcome[0]/daily_used.length: 240</dd>"));
  EXPECT_THAT(page, HasSubstr("<dt>baseline</dt>"));
  EXPECT_THAT(page_of(Records()), HasSubstr("Nothing was missed."));
}

TEST(HtmlMatrix, HasAColumnPerClient) {
  Records good;
  Records bad;
  bad.run.client.name = "apex";
  bad.fail_month();
  bad.run.results.erase(bad.run.results.begin());
  const std::string page = html_matrix(
      side_by_side({{"a", events_of(good.run, good.suite)}, {"b", events_of(bad.run, bad.suite)}}));
  const Json data = data_of(page);
  EXPECT_EQ(data["columns"][1]["label"], "apex 2.4.1");
  EXPECT_EQ(data["cases"][0]["results"][1], nullptr) << "it was not asked for";
  EXPECT_EQ(data["cases"][1]["results"][0]["verdict"], "pass");
  EXPECT_EQ(data["cases"][1]["results"][1]["verdict"], "fail");
  EXPECT_THAT(page, HasSubstr("What was missed: apex 2.4.1"));
}

TEST(HtmlData, HasTheRowsOfBenchmarks) {
  Records records;
  Events events = events_of(records.run, records.suite);
  const Json row = {{"client", "acme"}, {"load", "8 in flight"}, {"calls_per_second", 12.5}};
  events.insert(events.end() - 1, Json({{"type", "bench"}, {"rows", {row}}}));
  EXPECT_EQ(html_data(side_by_side({{"", events}}))["bench"], Json::array({row}));
}

}  // namespace
}  // namespace mockmeter::conformance
