// The server's side of TLS against a client's, all in memory.

#include "server/http/tls/tls_session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/http/issued_identity.h"
#include "tests/http/tls_peer.h"

namespace mockmeter {
namespace {

using testing::HasSubstr;

struct Heard {
  std::string plain;
  std::string reply;
  TlsSession::State state = TlsSession::State::kOpen;
};

class TlsSessionTest : public ::testing::Test {
 protected:
  /// Gives the server these bytes, `slice` at a time.
  Heard tell(std::string_view bytes, std::size_t slice = TlsSession::kLargestRecord) {
    Heard heard;
    std::string buffer(2 * TlsSession::kLargestRecord, '\0');
    for (; !bytes.empty() && heard.state == TlsSession::State::kOpen;
         bytes.remove_prefix(std::min(slice, bytes.size()))) {
      const auto decrypted = session_.decrypt(bytes.substr(0, slice), buffer, heard.reply);
      heard.plain += decrypted.bytes;
      heard.state = decrypted.state;
    }
    return heard;
  }

  /// The state of the server when the handshake is over, or has failed on either side.
  TlsSession::State shake_hands(TlsPeer& peer, std::size_t slice = TlsSession::kLargestRecord) {
    std::string to_server = peer.handshake();
    Heard heard;
    while (!to_server.empty() && heard.state == TlsSession::State::kOpen) {
      heard = tell(to_server, slice);
      to_server = peer.handshake(heard.reply);
    }
    return heard.state;
  }

  std::string encrypt(std::string_view bytes) {
    std::string wire;
    session_.encrypt(bytes, wire);
    return wire;
  }

  IssuedIdentity issued_ = issue_identity("localhost");
  TlsContext context_{issued_.identity};
  TlsSession session_{context_};
  TlsPeer peer_{issued_.authority};
};

TEST_F(TlsSessionTest, TalksBothWays) {
  ASSERT_EQ(shake_hands(peer_), TlsSession::State::kOpen);
  ASSERT_TRUE(session_.established());
  EXPECT_EQ(tell(peer_.encrypt("question")).plain, "question");
  EXPECT_EQ(peer_.decrypt(encrypt("answer")), "answer");
}

TEST_F(TlsSessionTest, TakesBytesOneByOne) {
  ASSERT_EQ(shake_hands(peer_, 1), TlsSession::State::kOpen);
  ASSERT_TRUE(peer_.established());
  const Heard heard = tell(peer_.encrypt("question"), 1);
  EXPECT_EQ(heard.plain, "question");
  EXPECT_EQ(heard.state, TlsSession::State::kOpen);
}

TEST_F(TlsSessionTest, CarriesMegabytes) {
  ASSERT_EQ(shake_hands(peer_), TlsSession::State::kOpen);
  std::string much;
  for (int i = 0; i < 500'000; ++i) much += std::to_string(i);
  EXPECT_EQ(tell(peer_.encrypt(much)).plain, much);
  EXPECT_EQ(peer_.decrypt(encrypt(much)), much);
}

TEST_F(TlsSessionTest, SpeaksTls12AndNothingOlder) {
  SSL_set_max_proto_version(peer_.ssl(), TLS1_2_VERSION);
  EXPECT_EQ(shake_hands(peer_), TlsSession::State::kOpen);
  EXPECT_TRUE(peer_.established());

  TlsPeer old(issued_.authority);
  SSL_set_security_level(old.ssl(), 0);
  SSL_set_cipher_list(old.ssl(), "ALL:@SECLEVEL=0");
  SSL_set_min_proto_version(old.ssl(), TLS1_VERSION);
  SSL_set_max_proto_version(old.ssl(), TLS1_1_VERSION);
  TlsSession session(context_);
  std::string buffer(2 * TlsSession::kLargestRecord, '\0');
  std::string reply;
  const std::string hello = old.handshake();
  ASSERT_FALSE(hello.empty());
  EXPECT_EQ(session.decrypt(hello, buffer, reply).state, TlsSession::State::kFailed);
  old.handshake(reply);
  EXPECT_THAT(old.failure(), HasSubstr("protocol version"));
}

TEST_F(TlsSessionTest, ChoosesHttp11OrNothing) {
  struct Case {
    std::string offered;  // as ALPN writes it
    std::string chosen;
    TlsSession::State state;
  };
  const std::vector<Case> cases{{"", "", TlsSession::State::kOpen},
                                {"\x08http/1.1", "http/1.1", TlsSession::State::kOpen},
                                {"\x02h2\x08http/1.1", "http/1.1", TlsSession::State::kOpen},
                                {"\x02h2", "", TlsSession::State::kFailed}};
  for (const Case& c : cases) {
    TlsPeer peer(issued_.authority);
    SSL_set_alpn_protos(peer.ssl(), reinterpret_cast<const unsigned char*>(c.offered.data()),
                        static_cast<unsigned int>(c.offered.size()));
    TlsSession session(context_);
    std::string buffer(2 * TlsSession::kLargestRecord, '\0');
    std::string reply;
    EXPECT_EQ(session.decrypt(peer.handshake(), buffer, reply).state, c.state);
    peer.handshake(reply);
    const unsigned char* chosen = nullptr;
    unsigned int size = 0;
    SSL_get0_alpn_selected(peer.ssl(), &chosen, &size);
    EXPECT_EQ(std::string(chosen, chosen + size), c.chosen);
  }
}

TEST_F(TlsSessionTest, AnswersGarbageWithAnAlert) {
  const Heard heard = tell(std::string("\x16\x03\x01\x00\x05hello", 10));
  EXPECT_EQ(heard.state, TlsSession::State::kFailed);
  ASSERT_FALSE(heard.reply.empty());
  EXPECT_EQ(heard.reply.front(), '\x15');  // Source: RFC 8446 section 5.1: alert(21)
}

TEST_F(TlsSessionTest, FailsWhenARecordWasTamperedWith) {
  ASSERT_EQ(shake_hands(peer_), TlsSession::State::kOpen);
  std::string record = peer_.encrypt("question");
  record.back() = static_cast<char>(record.back() ^ 1);
  const Heard heard = tell(record);
  EXPECT_EQ(heard.state, TlsSession::State::kFailed);
  EXPECT_EQ(heard.plain, "");
}

TEST_F(TlsSessionTest, KnowsThatTheClientEnded) {
  ASSERT_EQ(shake_hands(peer_), TlsSession::State::kOpen);
  std::string wire = peer_.encrypt("last words");
  wire += peer_.finish();
  const Heard heard = tell(wire);
  EXPECT_EQ(heard.plain, "last words");
  EXPECT_EQ(heard.state, TlsSession::State::kEnded);
  EXPECT_EQ(peer_.decrypt(encrypt("answer")), "answer");
}

TEST_F(TlsSessionTest, SaysOnceThatItEnds) {
  std::string wire;
  session_.finish(wire);
  EXPECT_EQ(wire, "") << "nobody to tell before the handshake";
  ASSERT_EQ(shake_hands(peer_), TlsSession::State::kOpen);
  session_.finish(wire);
  const std::size_t size = wire.size();
  session_.finish(wire);
  EXPECT_EQ(wire.size(), size);
  EXPECT_FALSE(peer_.finished());
  peer_.decrypt(wire);
  EXPECT_TRUE(peer_.finished());
}

TEST_F(TlsSessionTest, ConvincesOnlyWhoTrustsTheAuthority) {
  TlsPeer stranger(issue_identity("localhost").authority);
  EXPECT_EQ(shake_hands(stranger), TlsSession::State::kFailed) << "the alert of the client";
  EXPECT_THAT(stranger.failure(), testing::AnyOf(HasSubstr("unable to get local issuer"),
                                                 HasSubstr("signature failure")));
}

TEST_F(TlsSessionTest, ConvincesForTheNamesOfThisMachineOnly) {
  for (const char* host : {"localhost", "127.0.0.1", "::1"}) {
    TlsPeer peer(issued_.authority, host);
    TlsSession session(context_);
    std::string buffer(2 * TlsSession::kLargestRecord, '\0');
    std::string reply;
    session.decrypt(peer.handshake(), buffer, reply);
    peer.handshake(reply);
    EXPECT_EQ(peer.failure(), "") << host;
  }
  TlsPeer elsewhere(issued_.authority, "example.com");
  shake_hands(elsewhere);
  EXPECT_THAT(elsewhere.failure(), HasSubstr("mismatch"));
}

}  // namespace
}  // namespace mockmeter
