#include "base/recording/recording.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/base/recording/recorded.h"

namespace mockmeter {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

constexpr const char* kHeader = R"({"type":"header","stream":2})";
constexpr const char* kFooter = R"({"type":"footer"})";
constexpr const char* kCase =
    R"({"type":"case","exchanges_left_out":3,"exchanges":[{"server":"first",)"
    R"("origin":"http://127.0.0.1:8080","at":"2026-01-31T09:08:07.006Z",)"
    R"("request":{"method":"GET","target":"/v1/a?b=1","headers":[["Accept","*/*"]],)"
    R"("body":{"size":0,"text":""}},"response":{"status":200,"headers":[["Date","x"],["A","b"]],)"
    R"("body":{"size":2,"text":"{}"}}},{"origin":"http://a","request":{"method":"GET",)"
    R"("target":"/"},"response":{"status":200,"body":{"size":900,"text":"[1","cut":true}}}]})";

std::string lines(const std::vector<std::string>& all) {
  std::string text;
  for (const std::string& line : all) text += line + '\n';
  return text;
}

TEST(Recording, AReportOfARunIsRead) {
  const RecordingFile file(lines({kHeader, kCase, kFooter}));
  std::vector<RecordedExchange> exchanges;
  const RecordingSummary summary = read_recording(
      file.path(), [&](const RecordedExchange& exchange) { exchanges.push_back(exchange); });
  EXPECT_EQ(summary.exchanges, 2U);
  EXPECT_EQ(summary.left_out, 3U);
  EXPECT_THAT(exchanges[0].place, HasSubstr("run.har:2: exchange 1"));
  EXPECT_EQ(exchanges[0].url, "http://127.0.0.1:8080/v1/a?b=1");
  EXPECT_THAT(exchanges[0].response.headers, ElementsAre(Pair("Date", "x"), Pair("A", "b")));
  EXPECT_EQ(exchanges[0].response.body, "{}");
  EXPECT_EQ(exchanges[0].response.incomplete, "");
  EXPECT_EQ(exchanges[1].response.incomplete, "the recording has 2 of 900 bytes");
}

TEST(Recording, AReportThatIsCutSaysWhere) {
  EXPECT_THAT(error_text(lines({kHeader, kCase})), HasSubstr("run.har: no footer follows"));
  EXPECT_THAT(error_text(lines({kHeader}) + std::string(kCase).substr(0, 99)),
              HasSubstr("run.har:2: the line is cut"));
  EXPECT_THAT(error_text(lines({kHeader, "nonsense", kFooter})),
              HasSubstr("run.har:2: no JSON object"));
  EXPECT_THAT(error_text(R"({"type":"header","stream":1})"),
              HasSubstr("version 1 of the stream, and this mockmeter reads 2"));
}

TEST(Recording, AJournalIsReadAndHasNoBodiesOfResponses) {
  const auto exchanges = exchanges_in(lines(
      {R"({"id":"1","request":{"url":"/a","absoluteUrl":"http://h/a","method":"POST","headers":)"
       R"({"A":"b","C":["d","e"]},"body":"{}","loggedDateString":"2026-05-20T12:00:00Z"},)"
       R"("response":{"status":200,"headers":{},"bodySize":12},"wasMatched":true})"}));
  ASSERT_EQ(exchanges.size(), 1U);
  EXPECT_EQ(exchanges[0].target(), "/a");
  EXPECT_EQ(exchanges[0].request.body, "{}");
  EXPECT_THAT(exchanges[0].request.headers,
              ElementsAre(Pair("A", "b"), Pair("C", "d"), Pair("C", "e")));
  EXPECT_EQ(exchanges[0].response.incomplete, "a journal file keeps no bodies of responses");
  EXPECT_EQ(exchanges[0].started, parse_rfc3339("2026-05-20T12:00:00Z"));
}

TEST(Recording, AJournalMayBeginWithALongLine) {
  const std::string body(std::size_t{300} * 1024, 'a');
  const auto exchanges = exchanges_in(
      lines({R"({"id":"1","request":{"absoluteUrl":"http://h/a","method":"POST","body":")" + body +
             R"("},"response":{"status":200},"wasMatched":true})"}));
  ASSERT_EQ(exchanges.size(), 1U);
  EXPECT_EQ(exchanges[0].request.body, body);
}

TEST(Recording, AByteOrderMarkIsPassedOver) {
  EXPECT_EQ(error_text("\xEF\xBB\xBF{\"log\":{\"entries\":[]}}"), "");
}

TEST(Recording, WhatIsNoTextIsRefused) {
  EXPECT_THAT(error_text(""), HasSubstr("run.har: it is empty"));
  EXPECT_THAT(error_text("\x1f\x8b\x08"), HasSubstr("it is compressed; unpack it"));
  EXPECT_THAT(error_text("\x78\x9c\x08"), HasSubstr("it is compressed; unpack it"));
  const auto read = [](const std::string& path) {
    read_recording(path, [](const RecordedExchange&) {});
  };
  EXPECT_THROW(read("/nowhere/at/all"), RecordingError);
  EXPECT_THROW(read("/tmp"), RecordingError);
}

TEST(Recording, AnExchangeBeyondTheLimitIsRefusedAndAFileIsNot) {
  const std::string entry =
      R"({"request":{"method":"GET","url":"http://a/"},"response":{"content":{"text":")" +
      std::string(kMaxRecordedBytes / 5 * 3, 'a') + R"("}}})";
  const std::string begin = R"({"log":{"entries":[)";
  EXPECT_EQ(error_text(begin + entry + ',' + entry + "]}}"), "");
  EXPECT_THAT(error_text(begin + R"({"a":")" + std::string(kMaxRecordedBytes, 'a')),
              HasSubstr("more than 32 MB for one exchange"));
}

TEST(Recording, OriginsAreNamedWithoutSecretsAndNotAllOfThem) {
  RecordedOrigins origins;
  EXPECT_TRUE(origins.empty());
  for (const char* each : {"http://127.0.0.1:8080", "https://me:s3cret@a", "https://a", "b", "c"}) {
    origins.add(each);
  }
  EXPECT_EQ(origins.text(), "b, c, http://127.0.0.1:8080 and 1 more");
  RecordedOrigins one;
  one.add("https://me:s3cret@" + std::string(200, 'a'));
  EXPECT_EQ(one.text(), "https://" + std::string(72, 'a'));
}

}  // namespace
}  // namespace mockmeter
