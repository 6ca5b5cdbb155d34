#include "base/http/har.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace mockmeter {
namespace {

using ::testing::ElementsAre;
using Json = nlohmann::ordered_json;

HarExchange exchange() {
  return {"2026-01-31T09:08:07.006Z",
          0.5,
          "http://127.0.0.1:8080",
          "POST",
          "/v2/a?x=1",
          {{{"Content-Type", "application/json"}}, 2, "{}"},
          307,
          {{{"location", "/v2/b"}, {"CONTENT-TYPE", "image/png"}}, 8, "iVBORw0KGgo=", true}};
}

std::vector<std::string> members(const Json& object) {
  std::vector<std::string> names;
  for (const auto& member : object.items()) names.push_back(member.key());
  return names;
}

TEST(Har, AnEntryHasTheMembersOfTheStandard) {
  const Json entry = har_entry(exchange());
  EXPECT_THAT(members(entry),
              ElementsAre("startedDateTime", "time", "request", "response", "cache", "timings"));
  EXPECT_EQ(entry["time"], 0.5);
  EXPECT_EQ(entry["timings"], (Json{{"send", 0}, {"wait", 0.5}, {"receive", 0}}));
  const Json& request = entry["request"];
  EXPECT_THAT(members(request), ElementsAre("method", "url", "httpVersion", "cookies", "headers",
                                            "queryString", "headersSize", "bodySize", "postData"));
  EXPECT_EQ(request["url"], "http://127.0.0.1:8080/v2/a?x=1");
  EXPECT_EQ(request["headers"],
            Json::array({{{"name", "Content-Type"}, {"value", "application/json"}}}));
  EXPECT_EQ(request["postData"], (Json{{"mimeType", "application/json"}, {"text", "{}"}}));
  const Json& response = entry["response"];
  EXPECT_THAT(members(response),
              ElementsAre("status", "statusText", "httpVersion", "cookies", "headers", "content",
                          "redirectURL", "headersSize", "bodySize"));
  EXPECT_EQ(response["redirectURL"], "/v2/b");
  EXPECT_EQ(response["content"], (Json{{"size", 8},
                                       {"mimeType", "image/png"},
                                       {"text", "iVBORw0KGgo="},
                                       {"encoding", "base64"}}));
}

TEST(Har, LeavesOutBodiesThatAreNotKept) {
  HarExchange subject = exchange();
  subject.request = {};
  subject.response.body = {};
  subject.response.is_base64 = false;
  const Json entry = har_entry(subject);
  EXPECT_FALSE(entry["request"].contains("postData"));
  EXPECT_THAT(members(entry["response"]["content"]), ElementsAre("size", "mimeType"));
}

TEST(Har, SaysWhereARequestWentInAUrl) {
  const struct {
    const char* target;
    const char* url;
  } cases[] = {
      {"/a%20b?c=%zz d", "http://127.0.0.1:8080/a%20b?c=%25zz%20d"},
      {"a", "http://127.0.0.1:8080/a"},
      {"http://other/a", "http://other/a"},
      {"/r?to=http://other/a", "http://127.0.0.1:8080/r?to=http://other/a"},
      {"/\xff\"<", "http://127.0.0.1:8080/%FF%22%3C"},
      {"*", "http://127.0.0.1:8080"},
  };
  HarExchange subject = exchange();
  for (const auto& [target, url] : cases) {
    subject.target = target;
    EXPECT_EQ(har_entry(subject)["request"]["url"], url);
  }
  subject.origin = "http://[::1]:80";
  EXPECT_EQ(har_entry(subject)["request"]["url"], "http://[::1]:80");
}

TEST(Har, DecodesTheQuery) {
  HarExchange subject = exchange();
  subject.target = "/a?x=%20+%5B&&%3C&=2&x=%ff?y=1";
  const Json list = har_entry(subject)["request"]["queryString"];
  EXPECT_EQ(list, Json::parse(R"([{"name": "x", "value": "  ["},
                                  {"name": "<", "value": ""},
                                  {"name": "", "value": "2"},
                                  {"name": "x", "value": "\ufffd?y=1"}])"));
  subject.target = "/a?";
  EXPECT_EQ(har_entry(subject)["request"]["queryString"], Json::array());
}

TEST(Har, ALogHasPagesWhenItIsGivenThem) {
  EXPECT_EQ(har_log("1.2.3", Json::array(), nullptr), Json::parse(R"({"log": {"version": "1.2",
                                    "creator": {"name": "mockmeter", "version": "1.2.3"},
                                    "entries": []}})"));
  EXPECT_EQ(har_log("1", Json::array(), Json::array())["log"]["pages"], Json::array());
}

}  // namespace
}  // namespace mockmeter
