// What a program that tests clients needs of the embedding class: responses of its own choice, a
// record of every exchange, and certificates that must be refused.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <fstream>
#include <stdexcept>
#include <string>

#include "mockmeter/server.h"

namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Pair;

mockmeter::ServerOptions recording() {
  mockmeter::ServerOptions options;
  options.record_exchanges = true;
  return options;
}

mockmeter::ScriptedResponse json(int status, std::string body) {
  mockmeter::ScriptedResponse response;
  response.status = status;
  response.headers = {{"Content-Type", "application/json"}, {"X-Odd", "a  b"}};
  response.body = std::move(body);
  return response;
}

TEST(Script, IsFollowedInOrderAndThenSaysThatItHasEnded) {
  mockmeter::Server mock;
  httplib::Client client(mock.url());
  const char* kPath = "/v2/qstash/ipv4";
  ASSERT_EQ(client.Get(kPath)->status, 200);  // a response that the mock remembers
  mock.set_script({json(503, "{}"), json(200, "[1]")});
  const auto first = client.Get(kPath);
  EXPECT_EQ(first->status, 503);
  EXPECT_EQ(first->get_header_value("X-Odd"), "a  b");
  EXPECT_EQ(client.Get(kPath)->body, "[1]");
  const auto behind = client.Get(kPath);
  EXPECT_EQ(behind->status, 500);
  EXPECT_THAT(behind->body, HasSubstr("2 responses, and this is request 3"));
  EXPECT_EQ(client.Get("/__admin/health")->status, 200) << "the control plane is none of its";
}

TEST(Script, SpellsTheCodingAsItIsTold) {
  mockmeter::Server mock;
  mockmeter::ScriptedResponse zipped = json(200, "{}");
  zipped.headers.emplace_back("Content-Encoding", "x-gzip");
  zipped.gzip = true;
  mock.set_script({zipped});

  httplib::Client client(mock.url());
  client.set_decompress(false);
  const auto response = client.Get("/");
  EXPECT_EQ(response->get_header_value_count("Content-Encoding"), 1U);
  EXPECT_EQ(response->get_header_value("Content-Encoding"), "x-gzip");
  EXPECT_EQ(response->body.substr(0, 2), "\x1f\x8b");
}

TEST(Script, DeliversAsItIsTold) {
  mockmeter::Server mock;
  mockmeter::ScriptedResponse zipped = json(200, std::string(3000, 'x'));
  zipped.gzip = true;
  mockmeter::ScriptedResponse chunked = json(200, "abcdefg");
  chunked.chunked = true;
  mockmeter::ScriptedResponse closed = json(200, "{}");
  closed.close = true;
  mockmeter::ScriptedResponse cut = json(200, "0123456789");
  cut.delivery = {"truncate=4"};
  mock.set_script({zipped, chunked, closed, cut});

  httplib::Client client(mock.url());
  client.set_keep_alive(true);
  client.set_decompress(false);
  const auto first = client.Get("/");
  EXPECT_EQ(first->get_header_value("Content-Encoding"), "gzip");
  EXPECT_EQ(first->body.substr(0, 2), "\x1f\x8b");
  const auto second = client.Get("/");
  EXPECT_EQ(second->get_header_value("Transfer-Encoding"), "chunked");
  EXPECT_FALSE(second->has_header("Content-Length"));
  EXPECT_EQ(second->body, "abcdefg");
  EXPECT_FALSE(client.Get("/")->has_header("Connection")) << "nothing says that it will close";
  EXPECT_FALSE(client.Get("/")) << "a body that is cut short is no answer";
}

TEST(Script, RefusesWhatItCannotDeliverAndKeepsTheOldOne) {
  mockmeter::Server mock;
  mock.set_script({json(418, "{}")});
  for (const char* delivery : {"status=503", "stuck-cursor", "delay=1ms,times=2", "delay=soon"}) {
    mockmeter::ScriptedResponse response;
    response.delivery = {delivery};
    EXPECT_THROW(mock.set_script({response}), std::invalid_argument) << delivery;
  }
  EXPECT_EQ(httplib::Client(mock.url()).Get("/")->status, 418);
}

TEST(Exchanges, AreKeptWholeInTheirOrder) {
  mockmeter::Server mock(recording());
  httplib::Client client(mock.url());
  client.set_keep_alive(true);
  client.set_url_encode(false);
  client.Get("/v2/qstash/stats/a%2Fb?period=1h&x=%20", {{"Authorization", "Bearer s3cret"}});
  client.Post("/v2/nowhere", "{\"a\":1}", "application/json");
  httplib::Client(mock.url()).Get("/v2/qstash/ipv4");
  client.Get("/__admin/health");
  const auto exchanges = mock.exchanges();
  ASSERT_EQ(exchanges.size(), 3U);
  EXPECT_EQ(exchanges[0].method, "GET");
  EXPECT_EQ(exchanges[0].target, "/v2/qstash/stats/a%2Fb?period=1h&x=%20");
  EXPECT_THAT(exchanges[0].headers, Contains(Pair("Authorization", "Bearer s3cret")));
  EXPECT_EQ(exchanges[0].status, 401);
  EXPECT_EQ(exchanges[1].body, "{\"a\":1}");
  EXPECT_EQ(exchanges[1].status, 404);
  EXPECT_THAT(exchanges[2].response_body, HasSubstr("["));
  EXPECT_EQ(exchanges[0].connection, exchanges[1].connection);
  EXPECT_NE(exchanges[0].connection, exchanges[2].connection);
  EXPECT_LE(exchanges[0].received_at, exchanges[0].responded_at);
  EXPECT_LE(exchanges[0].responded_at, exchanges[1].received_at);
  EXPECT_EQ(exchanges[0].open_connections, 1U);
  EXPECT_EQ(exchanges[2].open_connections, 2U);
  EXPECT_LE(exchanges[0].received_on, exchanges[2].received_on);
  EXPECT_LE(exchanges[2].received_on, std::chrono::system_clock::now());
}

TEST(Exchanges, SayWhatLeftOfAResponse) {
  mockmeter::Server mock(recording());
  std::vector<mockmeter::ScriptedResponse> script(3, json(200, "0123456789"));
  script[1].delivery = {"truncate=4"};
  script[2].delivery = {"empty"};
  mock.set_script(script);
  for (std::size_t i = 0; i < script.size(); ++i) httplib::Client(mock.url()).Get("/");
  const auto exchanges = mock.exchanges();
  ASSERT_EQ(exchanges.size(), 3U);
  EXPECT_EQ(exchanges[0].error, "");
  EXPECT_EQ(exchanges[1].error, "net::ERR_CONTENT_LENGTH_MISMATCH");
  EXPECT_EQ(exchanges[1].sent_status, 200);
  EXPECT_EQ(exchanges[1].sent_body_size, 4U);
  EXPECT_EQ(exchanges[1].response_body, "0123456789") << "what the client should have had";
  EXPECT_EQ(exchanges[2].error, "net::ERR_EMPTY_RESPONSE");
  EXPECT_EQ(exchanges[2].sent_status, 0);
}

TEST(Exchanges, OfRepeatedRequestsAreKeptToo) {
  mockmeter::Server mock(recording());
  httplib::Client client(mock.url());
  for (int i = 0; i < 3; ++i) client.Get("/v2/qstash/ipv4");
  EXPECT_EQ(mock.exchanges().size(), 3U) << "no answer from memory passes by the record";
}

struct Flawed {
  mockmeter::CertificateDefect defect;
  bool is_accepted;
};

TEST(CertificateDefect, MakesAVerifyingClientRefuse) {
  using enum mockmeter::CertificateDefect;
  for (const auto& [defect, is_accepted] : {Flawed{kNone, true}, Flawed{kUnknownAuthority, false},
                                            Flawed{kWrongHost, false}, Flawed{kExpired, false}}) {
    mockmeter::ServerOptions options = recording();
    options.tls.generate = true;
    options.tls.defect = defect;
    mockmeter::Server mock(options);
    const std::string file = ::testing::TempDir() + "authority.pem";
    std::ofstream(file) << mock.authority();
    httplib::SSLClient client("localhost", mock.port());
    client.set_ca_cert_path(file.c_str());
    client.enable_server_certificate_verification(true);
    EXPECT_EQ(static_cast<bool>(client.Get("/v2/qstash/ipv4")), is_accepted)
        << static_cast<int>(defect);
    EXPECT_EQ(mock.exchanges().size(), is_accepted ? 1U : 0U);
  }
}

TEST(CertificateAuthority, MayBeSharedByServers) {
  mockmeter::ServerOptions options = recording();
  options.tls.generate = true;
  options.tls.authority = mockmeter::make_authority();
  const std::string file = ::testing::TempDir() + "shared_authority.pem";
  std::ofstream(file) << certificate_of(*options.tls.authority);
  for (int i = 0; i < 2; ++i) {
    mockmeter::Server mock(options);
    EXPECT_EQ(mock.authority(), certificate_of(*options.tls.authority));
    httplib::SSLClient client("localhost", mock.port());
    client.set_ca_cert_path(file.c_str());
    client.enable_server_certificate_verification(true);
    EXPECT_TRUE(client.Get("/v2/qstash/ipv4"));
  }
}

}  // namespace
