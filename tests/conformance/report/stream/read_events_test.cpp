#include "conformance/report/stream/read_events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/report/formats.h"
#include "tests/conformance/report/records.h"

namespace mockmeter::conformance {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

RunRecord failed_run() {
  Records records;
  records.fail_month();
  records.run.problems = {"known.txt:3 fits no case"};
  return records.saved();
}

std::string why_refused(const std::string& text) {
  try {
    read_events(text, "run.ndjson");
  } catch (const InvalidStream& error) {
    return error.what();
  }
  return "it was read";
}

/// The stream with this line instead of the one at `index`.
std::string with_line(std::size_t index, const std::string& line) {
  const Events events = events_of(failed_run());
  std::string text;
  for (std::size_t at = 0; at < events.size(); ++at) {
    text += (at == index ? line : events[at].dump()) + '\n';
  }
  return text;
}

TEST(ReadEvents, ReadsBackWhatWasWritten) {
  Records records = Records::of_everything();
  EXPECT_EQ(ndjson_report(records.saved()), ndjson_report(records.record()));
  records.month().checks.back().actual = "100";  // stray bytes would be U+FFFD
  EXPECT_EQ(text_report(records.saved(), false), text_report(records.record(), false));
}

TEST(ReadEvents, KeepsWhatIsSaidOfSpeedWhereverItStands) {
  const std::string bench = R"({"type":"bench","rows":[]})";
  const RunRecord run = read_events(ndjson_report(failed_run()) + bench + '\n', "run.ndjson");
  EXPECT_EQ(run.results.size(), 3U);
  const Events again = events_of(run);
  EXPECT_EQ(again.back()["type"], "footer");
  EXPECT_EQ(again.at(again.size() - 2), Json::parse(bench));
}

TEST(ReadEvents, SaysWhatIsWrongAndWhere) {
  const std::string whole = ndjson_report(failed_run());
  const std::size_t footer = whole.rfind("\n{\"type\":\"footer\"") + 1;
  const std::size_t last_case = whole.rfind("\n{\"type\":\"case\"", footer - 2) + 1;
  const struct {
    std::string text;
    std::string words;
  } cases[] = {
      {"", "run.ndjson: it is empty"},
      {"Hello\n", "run.ndjson:1: no stream of a run"},
      {json_report(failed_run()), "run.ndjson:1: no stream of a run"},
      {"{\"type\":\"bench\"}\n", "run.ndjson:1: figures without a run"},
      {"[]\n", "run.ndjson:1: no stream of a run"},
      {"{\"type\":\"header\",\"stream\":3}\n", "run.ndjson:1: version 3 of the stream, and"},
      {"{\"type\":\"header\",\"stream\":2}\n", "run.ndjson:1: at \"\": expected"},
      {with_line(2, "{oops}"), "run.ndjson:3: no JSON"},
      {with_line(2, "7"), "run.ndjson:3: no event: it has no type"},
      {with_line(2, R"({"type":"case","id":7})"),
       "run.ndjson:3: at \"/id\": expected a string, found 7"},
      {whole.substr(0, whole.size() - 9), "run.ndjson:5: the line is cut"},
      {whole.substr(0, footer), "run.ndjson:4: no footer follows"},
      {whole.substr(0, last_case) + whole.substr(footer), "promises 3 cases, and 2 are there"},
      {whole + whole, "run.ndjson:6: a second run"},
  };
  for (const auto& [text, words] : cases) {
    EXPECT_THAT(why_refused(text), AllOf(HasSubstr(words), HasSubstr("; "))) << text.substr(0, 80);
  }
}

TEST(ReadEvents, NamesTheMemberThatIsWrong) {
  Json event = events_of(failed_run())[2];
  event["assertions"][1]["passed"] = "no";
  EXPECT_THAT(why_refused(with_line(2, event.dump())),
              HasSubstr("run.ndjson:3: at \"/assertions/1/passed\": expected"));
}

TEST(ReadEvents, RefusesATimeThatIsNone) {
  Json event = events_of(failed_run())[2];
  event["started"] = "yesterday";
  EXPECT_THAT(why_refused(with_line(2, event.dump())), HasSubstr("\"yesterday\" is no time; "));
}

}  // namespace
}  // namespace mockmeter::conformance
