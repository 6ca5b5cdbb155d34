// HTTP archives as their writers write them.
#include "base/http/har.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/base/recording/recorded.h"

namespace mockmeter {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

std::string archive(const std::string& entries) {
  return R"({"log":{"version":"1.2","creator":{"name":"x","version":"1"},"entries":[)" + entries +
         "]}}";
}

RecordedExchange only(const std::string& entry) {
  const auto exchanges = exchanges_in(archive(entry));
  EXPECT_EQ(exchanges.size(), 1U);
  return exchanges.empty() ? RecordedExchange() : exchanges.front();
}

TEST(HarRecording, OursIsRead) {
  const HarExchange written{"2026-01-31T09:08:07.006Z",
                            0.5,
                            "http://127.0.0.1:8080",
                            "POST",
                            "/v2/a?x=1",
                            {{{"Content-Type", "application/json"}}, 2, "{}"},
                            307,
                            {{{"Location", "/v2/b"}}, 5, "/wABAg==", true}};
  nlohmann::ordered_json entries = nlohmann::ordered_json::array({har_entry(written)});
  const auto exchanges = exchanges_in(har_log("1.0", entries, nullptr).dump(1));
  ASSERT_EQ(exchanges.size(), 1U);
  const RecordedExchange& read = exchanges.front();
  EXPECT_THAT(read.place, HasSubstr("run.har: entry 1"));
  EXPECT_EQ(read.method, "POST");
  EXPECT_EQ(read.origin(), "http://127.0.0.1:8080");
  EXPECT_EQ(read.target(), "/v2/a?x=1");
  EXPECT_EQ(read.request.body, "{}");
  EXPECT_THAT(read.request.headers, ElementsAre(Pair("Content-Type", "application/json")));
  EXPECT_EQ(read.status, 307);
  EXPECT_EQ(read.response.body, std::string("\xff\0\1\2", 4));
  EXPECT_EQ(read.started, parse_rfc3339("2026-01-31T09:08:07.006Z"));
}

TEST(HarRecording, ChromiumsPseudoHeadersAreNoHeaders) {
  const RecordedExchange read = only(R"({"_initiator":{"type":"other"},"_priority":"High",
    "startedDateTime":"2026-01-31T10:08:07.006+01:00","time":3.5,"cache":{},"pageref":"page_1",
    "request":{"method":"GET","url":"https://api.example.com/v1/a?b=c#top","httpVersion":"http/2.0",
      "headers":[{"name":":authority","value":"api.example.com"},{"name":"accept","value":"*/*"}],
      "queryString":[{"name":"b","value":"c"}],"cookies":[],"headersSize":-1,"bodySize":0},
    "response":{"status":200,"statusText":"","httpVersion":"http/2.0",
      "headers":[{"name":"content-encoding","value":"br"}],"cookies":[],
      "content":{"size":9,"mimeType":"application/json","text":"{\"n\":1.5}"},
      "redirectURL":"","headersSize":-1,"bodySize":-1,"_transferSize":99,"_error":null}})");
  EXPECT_EQ(read.url, "https://api.example.com/v1/a?b=c");
  EXPECT_THAT(read.request.headers, ElementsAre(Pair("accept", "*/*")));
  EXPECT_EQ(read.response.body, R"({"n":1.5})");
  EXPECT_THAT(read.response.incomplete, IsEmpty());
  EXPECT_EQ(read.started, parse_rfc3339("2026-01-31T09:08:07.006Z"));
}

// Source: mitmproxy, addons/savehar.py: "size" is that of the compressed body.
TEST(HarRecording, MitmproxysSizeIsThatOfTheCompressedBody) {
  const RecordedExchange read = only(R"({"startedDateTime":"2026-01-31T09:08:07.006123+00:00",
    "request":{"method":"POST","url":"https://api.example.com/v1/a","headers":[],
      "postData":{"mimeType":"","text":"","params":[]}},
    "response":{"status":200,"headers":[{"name":"Content-Encoding","value":"gzip"}],
      "content":{"size":400,"compression":-398,"mimeType":"","text":"{}"}}})");
  EXPECT_EQ(read.response.body, "{}");
  EXPECT_THAT(read.response.incomplete, IsEmpty());
}

// Source: Insomnia, common/har.ts: the URL without its parameters, headers and sizes unknown.
TEST(HarRecording, InsomniasParametersStandBesideTheUrl) {
  const RecordedExchange read = only(R"({"startedDateTime":"2026-01-31T09:08:07.006Z",
    "request":{"method":"GET","url":"https://api.example.com/v1/a","headers":[],
      "queryString":[{"name":"from","value":"a:b"},{"name":"x y","value":""}],
      "postData":{"mimeType":"","params":[{"name":"a","value":"1"},{"name":"b","value":"&"}]},
      "headersSize":-1,"bodySize":-1},
    "response":{"status":0,"content":{"size":0,"mimeType":""}},"comment":"a request"})");
  EXPECT_EQ(read.target(), "/v1/a?from=a%3Ab&x%20y=");
  EXPECT_EQ(read.request.body, "a=1&b=%26");
  EXPECT_EQ(read.status, 0);
}

std::string with_response(const std::string& headers, const std::string& content) {
  return R"({"request":{"method":"GET","url":"http://a/"},"response":{"status":200,"headers":[)" +
         headers + R"(],"content":)" + content + "}}";
}

constexpr const char* kGzip = R"({"name":"Content-Encoding","value":"gzip"})";

TEST(HarRecording, ABodyThatIsStillCompressedIsDecompressed) {
  // printf '{}' | gzip -n | base64
  const std::string content =
      R"({"size":22,"text":"H4sIAAAAAAAAA6uuBQBDv6ajAgAAAA==","encoding":"base64"})";
  EXPECT_EQ(only(with_response(kGzip, content)).response.body, "{}");
}

TEST(HarRecording, ABodyThatIsNotAllThereSaysSo) {
  const auto incomplete = [](const std::string& headers, const std::string& content) {
    return only(with_response(headers, content)).response.incomplete;
  };
  EXPECT_EQ(incomplete("", R"({"size":900,"text":"{\"a\""})"), "the recording has 4 of 900 bytes");
  EXPECT_EQ(incomplete("", R"({"size":900})"), "the recording has no body");
  EXPECT_EQ(incomplete("", R"({"size":4,"text":"????","encoding":"base64"})"),
            "its encoding base64 cannot be read");
  EXPECT_EQ(incomplete(R"({"name":"content-encoding","value":"br"})",
                       R"({"size":4,"text":"/////w==","encoding":"base64"})"),
            "it is coded as br, and gzip and deflate are read");
  EXPECT_EQ(incomplete(kGzip, R"({"text":"H4sIAAAA","encoding":"base64"})"),
            "its coding gzip is broken, or too long");
  EXPECT_EQ(incomplete("", R"({"size":0})"), "");
}

TEST(HarRecording, OptionalAndUnknownMembersMayBeAnywhere) {
  const auto exchanges = exchanges_in(
      R"({"x":[{"log":{"entries":[{}]}}],"log":{"pages":[{"entries":[{"request":1}]}],"entries":[)"
      R"({"request":{"method":"GET","url":"http://a"}}],"_more":{"entries":[1,[2]]}}})");
  ASSERT_EQ(exchanges.size(), 1U);
  EXPECT_EQ(exchanges.front().origin(), "http://a");
  EXPECT_EQ(exchanges.front().target(), "");
  EXPECT_FALSE(exchanges.front().started);
}

TEST(HarRecording, WhatIsNoStatusIsNoResponse) {
  for (const char* status : {"0", "-1", "4294967496", "\"200\"", "null", "2e2"}) {
    const auto exchanges = exchanges_in(
        archive(R"({"request":{"method":"GET","url":"http://a/"},"response":{"status":)" +
                std::string(status) + "}}"));
    ASSERT_EQ(exchanges.size(), 1U) << status;
    EXPECT_EQ(exchanges[0].status, 0) << status;
  }
}

TEST(HarRecording, ATruncatedFileNamesTheByteAndTheEntry) {
  const std::string whole = archive(with_response("", "{}") + ',' + with_response("", "{}"));
  EXPECT_THAT(error_text(whole.substr(0, whole.size() - 30)),
              HasSubstr("byte " + std::to_string(whole.size() - 30) +
                        ": the file ends in the middle of entry 2; record it again"));
  EXPECT_THAT(error_text(whole.substr(0, whole.size() - 1)),
              HasSubstr("the file ends in the middle of the archive"));
  EXPECT_EQ(error_text(whole), "");
}

TEST(HarRecording, WhatIsNoArchiveIsRefused) {
  EXPECT_THAT(error_text("{}"), HasSubstr("no \"log\" with \"entries\" in it; a recording is"));
  EXPECT_THAT(error_text("hello"), HasSubstr("byte 1: no JSON"));
  for (const char* text :
       {"[1,2]", R"({"entries":[[{"request":{}}]]})", R"({"log":[[{}]]})",
        R"({"x":{"entries":[{}]}})", R"([{"log":{"entries":[]}}])",
        R"({"log":{"x":{"entries":[{}]}}})", R"({"log":{"entries":{"a":{}}}})"}) {
    EXPECT_THAT(error_text(text), HasSubstr("no \"log\"")) << text;
  }
  EXPECT_EQ(error_text(R"({"version":["3"],"log":{"pages":[{"version":"3"}],"entries":[7,[{}]]}})"),
            "");
  EXPECT_THAT(error_text(R"({"log":{"version":"2.0","entries":[]}})"),
              HasSubstr("version \"2.0\" of HAR, and 1.2 is read"));
  EXPECT_THAT(error_text(archive("{}")), HasSubstr("entry 1: no request with a method and a URL"));
  EXPECT_THAT(error_text(archive("{\"a\":\"\xff\"}")), HasSubstr("no JSON"));
  EXPECT_THAT(error_text(archive("{\"a\":" + std::string(200, '['))), HasSubstr("deeper than 100"));
}

}  // namespace
}  // namespace mockmeter
