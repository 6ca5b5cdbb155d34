#include "server/http/engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "server/http/gzip.h"
#include "tests/http/serving.h"

namespace mockmeter {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

WireResponse respond(const Service& service, const Request& request,
                     const ConnectionOptions& terms = {}, bool cors = false) {
  Engine engine(service, {noon, [cors](const Request& r) { return cors && r.path() == "/"; }});
  WireResponse out;
  engine.respond(request, terms, out);
  return out;
}

Service always(const Response& response) {
  return [response](const Request&) { return response; };
}

Request get_request(Headers headers = {}) { return {"GET", "/", std::move(headers), ""}; }

TEST(Engine, WritesOnlyWhatAVendorWouldSend) {
  const WireResponse out = respond(always(json_response(200, "{}")), get_request());
  EXPECT_EQ(out.head,
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: application/json\r\n"
            "Date: Wed, 20 May 2026 12:00:00 GMT\r\n\r\n");
  EXPECT_EQ(out.body, "{}");
  EXPECT_FALSE(out.close);
}

/// The clock may be moved while a response is made: its Date is of the state that it shows.
TEST(Engine, DatesAResponseAsItsServiceSays) {
  Response response = json_response(200, "{}");
  response.date = *parse_rfc3339("2026-05-31T23:59:59Z");
  EXPECT_THAT(respond(always(response), get_request()).head,
              HasSubstr("Date: Sun, 31 May 2026 23:59:59 GMT\r\n"));
}

TEST(Engine, HandsTheServiceTheRequestAsFramed) {
  Request seen;
  const Request sent{"PURGE", "/a%2Fb?x=?y", {{"Authorization", "Bearer a%41+"}}, "body"};
  respond(
      [&seen](const Request& request) {
        seen = request;
        return json_response(200, "");
      },
      sent);
  EXPECT_EQ(seen.method, "PURGE");
  EXPECT_EQ(seen.target, "/a%2Fb?x=?y");
  EXPECT_EQ(seen.body, "body");
  EXPECT_EQ(seen.headers.get("Authorization"), "Bearer a%41+");
  EXPECT_EQ(seen.headers.size(), 1U);
}

TEST(Engine, ServesTargetsThatCpphttplibWouldRefuse) {
  for (const std::string& target :
       {std::string("/a?b?c"), "/" + std::string(8191, 'x'), std::string("*"), std::string("/%zz%"),
        "/" + std::string(1999, 'x') + "%41"}) {
    const WireResponse out = respond(always(json_response(200, "{}")), {"GET", target, {}, ""});
    EXPECT_THAT(out.head, StartsWith("HTTP/1.1 200 OK\r\n")) << target.substr(0, 20);
  }
}

TEST(Engine, GivesHeadTheFieldsOfGetWithoutTheBody) {
  const WireResponse out = respond(always(json_response(200, "{\"a\":1}")), {"HEAD", "/", {}, ""});
  EXPECT_THAT(out.head, HasSubstr("Content-Length: 7\r\n"));
  EXPECT_THAT(out.head, Not(HasSubstr("Accept-Ranges")));
  EXPECT_EQ(out.body, "");
}

TEST(Engine, GivesNoLengthToResponsesThatCannotHaveABody) {
  for (const int status : {204, 304}) {
    const WireResponse out = respond(always({status, {}, "ignored", {}}), get_request());
    EXPECT_THAT(out.head, Not(HasSubstr("Content-Length")));
    EXPECT_EQ(out.body, "");
  }
}

TEST(Engine, SaysWhatHappensToTheConnection) {
  EXPECT_THAT(respond(always({}), get_request(), {false, false}).head,
              HasSubstr("Connection: close\r\n"));
  EXPECT_TRUE(respond(always({}), get_request(), {false, false}).close);
  EXPECT_THAT(respond(always({}), get_request(), {true, true}).head,
              HasSubstr("Connection: keep-alive\r\n"));
  EXPECT_THAT(respond(always({}), get_request(), {false, true}).head, Not(HasSubstr("Connection")));
}

TEST(Engine, EndsTheConnectionWhenTheServiceSaysSo) {
  for (const bool keep_alive : {true, false}) {
    const WireResponse out = respond(always({200, {{"connection", "close"}}, "{}", {}}),
                                     get_request(), {false, keep_alive});
    EXPECT_TRUE(out.close);
    EXPECT_EQ(out.head.find("Connection: close\r\n"), out.head.rfind("Connection: "));
    EXPECT_THAT(out.head, HasSubstr("Connection: close\r\n"));
  }
}

TEST(Engine, KeepsItsOwnFieldsFromTheService) {
  const WireResponse out =
      respond(always({200,
                      {{"content-length", "99"}, {"Date", "x"}, {"Transfer-Encoding", "chunked"}},
                      "{}",
                      {}}),
              get_request());
  EXPECT_THAT(out.head, Not(HasSubstr("99")));
  EXPECT_THAT(out.head, Not(HasSubstr("Date: x")));
  EXPECT_THAT(out.head, Not(HasSubstr("chunked")));
}

TEST(Engine, KeepsRepeatedFields) {
  const WireResponse out =
      respond(always({200, {{"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}}, "", {}}), get_request());
  EXPECT_THAT(out.head, HasSubstr("Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n"));
}

TEST(Engine, AddsNoContentType) {
  EXPECT_THAT(respond(always({200, {}, "x", {}}), get_request()).head,
              Not(HasSubstr("Content-Type")));
}

TEST(Engine, CompressesBigBodiesWhenAsked) {
  const std::string big(5000, 'x');
  const WireResponse out =
      respond(always(json_response(200, big)), get_request({{"Accept-Encoding", "br, gzip"}}));
  EXPECT_THAT(out.head, HasSubstr("Content-Encoding: gzip\r\n"));
  EXPECT_THAT(out.head, HasSubstr("Vary: Accept-Encoding\r\n"));
  EXPECT_THAT(out.head, HasSubstr("Content-Length: " + std::to_string(out.body.size()) + "\r\n"));
  EXPECT_THAT(out.body, StartsWith("\x1f\x8b"));
  EXPECT_LT(out.body.size(), 200U);
}

TEST(Engine, LeavesSmallEncodedAndProtectedBodiesAlone) {
  const Headers asked{{"Accept-Encoding", "gzip"}};
  EXPECT_EQ(respond(always(json_response(200, std::string(1024, 'x'))), get_request(asked)).body,
            std::string(1024, 'x'));
  const Response encoded{200, {{"Content-Encoding", "gzip"}}, std::string(5000, 'x'), {}};
  EXPECT_EQ(respond(always(encoded), get_request(asked)).body, encoded.body);
  const Response as_it_is{200, {{"Cache-Control", "no-transform"}}, std::string(5000, 'x'), {}};
  EXPECT_EQ(respond(always(as_it_is), get_request(asked)).body, as_it_is.body);
}

TEST(Engine, SendsRawBytesWithoutAHead) {
  Response raw{200, {{"Content-Type", "text/plain"}}, std::string(5000, '\x01'), {}};
  raw.delivery.raw = true;
  for (const char* method : {"GET", "HEAD"}) {
    const WireResponse out = respond(always(raw), {method, "/", {{"Accept-Encoding", "gzip"}}, ""});
    EXPECT_EQ(out.head, "") << method;
    EXPECT_EQ(out.body, raw.body) << method;
  }
}

TEST(Engine, DoesNotCompressWhatWillBeCut) {
  Response cut = json_response(200, std::string(5000, 'x'));
  cut.delivery.cut_after = 2000;
  EXPECT_EQ(respond(always(cut), get_request({{"Accept-Encoding", "gzip"}})).body, cut.body);
}

TEST(Engine, AnswersPreflightsOnlyWithCors) {
  const Request preflight{"OPTIONS",
                          "/",
                          {{"Origin", "http://page"},
                           {"Access-Control-Request-Method", "POST"},
                           {"Access-Control-Request-Headers", "authorization"}},
                          ""};
  const Service service = always({405, {}, "", {}});
  const WireResponse with = respond(service, preflight, {}, true);
  EXPECT_THAT(with.head, StartsWith("HTTP/1.1 204 "));
  EXPECT_THAT(with.head, HasSubstr("Access-Control-Allow-Headers: authorization\r\n"));
  EXPECT_THAT(with.head, HasSubstr("Access-Control-Allow-Methods: POST\r\n"));
  const WireResponse without = respond(service, preflight);
  EXPECT_THAT(without.head, StartsWith("HTTP/1.1 405 "));
  EXPECT_THAT(without.head, Not(HasSubstr("Access-Control")));
  EXPECT_THAT(respond(service, get_request(), {}, true).head,
              HasSubstr("Access-Control-Allow-Origin: *\r\n"));
  EXPECT_THAT(with.head, HasSubstr("Access-Control-Allow-Credentials: true\r\n"));
  EXPECT_THAT(respond(service, {"GET", "/private", {}, ""}, {}, true).head,
              Not(HasSubstr("Access-Control")));
}

TEST(Engine, LetsAPageReadWhatItAskedForWithCredentials) {
  const Service service = always({200, {{"X-Request-Id", "1"}}, "{}", {}});
  const WireResponse out =
      respond(service, get_request({{"Origin", "http://page:3000"}}), {}, true);
  EXPECT_THAT(out.head, HasSubstr("Access-Control-Allow-Origin: http://page:3000\r\n"));
  EXPECT_THAT(out.head, HasSubstr("Access-Control-Allow-Credentials: true\r\n"));
  EXPECT_THAT(out.head, HasSubstr("Access-Control-Expose-Headers: *, Date, X-Request-Id\r\n"));
  EXPECT_THAT(out.head, HasSubstr("Vary: Origin\r\n"));
  EXPECT_THAT(respond(service, get_request(), {}, true).head,
              Not(HasSubstr("Access-Control-Allow-Credentials")));
}

}  // namespace
}  // namespace mockmeter
