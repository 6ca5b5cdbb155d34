#include "bench/load/response_reader.h"

#include <gtest/gtest.h>

#include <string>

namespace mockmeter::load {
namespace {

struct Whole {
  const char* name;
  std::string bytes;
  int status;
  bool keep_alive;
};

const Whole kWhole[] = {
    {"counted", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, true},
    {"empty body", "HTTP/1.1 404 Not Found\r\ncontent-length:0\r\n\r\n", 404, true},
    {"no content", "HTTP/1.1 204 No Content\r\n\r\n", 204, true},
    {"not modified has no body", "HTTP/1.1 304 x\r\nContent-Length: 9\r\n\r\n", 304, true},
    {"chunked",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: "
     "Chunked\r\n\r\n5;a=b\r\nhello\r\nB\r\n0\r\n\r\n\r\n\r\n..\r\n0\r\n\r\n",
     200, true},
    {"chunked with a trailer",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nA: b\r\n\r\n", 200, true},
    {"after an interim answer",
     "HTTP/1.1 103 x\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", 200, true},
    {"closing", "HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 1\r\n\r\nx", 200, false},
    {"old", "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", 200, false},
    {"old and kept", "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\nx", 200,
     true},
};

TEST(ResponseReader, FindsTheEndHoweverTheBytesAreCut) {
  for (const Whole& whole : kWhole) {
    SCOPED_TRACE(whole.name);
    for (std::size_t piece = 1; piece <= whole.bytes.size(); ++piece) {
      ResponseReader reader;
      for (std::size_t at = 0; at < whole.bytes.size(); at += piece) {
        EXPECT_FALSE(reader.complete());
        const std::string_view part = std::string_view(whole.bytes).substr(at, piece);
        ASSERT_EQ(reader.take(part), part.size());
      }
      ASSERT_TRUE(reader.complete());
      EXPECT_EQ(reader.status(), whole.status);
      EXPECT_EQ(reader.keep_alive(), whole.keep_alive);
    }
  }
}

TEST(ResponseReader, LeavesTheNextResponseAlone) {
  for (const Whole& whole : kWhole) {
    ResponseReader reader;
    EXPECT_EQ(reader.take(whole.bytes + "HTTP/1.1 200 OK\r\n"), whole.bytes.size()) << whole.name;
  }
}

TEST(ResponseReader, ReadsUntilTheEndWhenNothingElseBoundsTheBody) {
  ResponseReader reader;
  reader.take("HTTP/1.1 200 OK\r\n\r\nhello");
  EXPECT_FALSE(reader.complete());
  reader.take_end();
  EXPECT_TRUE(reader.complete());
  EXPECT_FALSE(reader.keep_alive());
}

TEST(ResponseReader, AnEarlyEndIsBroken) {
  for (const char* begun :
       {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n"}) {
    ResponseReader reader;
    reader.take(begun);
    EXPECT_FALSE(reader.broken());
    reader.take_end();
    EXPECT_TRUE(reader.broken()) << begun;
  }
}

TEST(ResponseReader, RefusesWhatIsNotHttp) {
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  for (const std::string& bad :
       {std::string("SSH-2.0-x\r\n"), std::string("HTTP/2.0 200 OK\r\n"),
        std::string("HTTP/1.1 abc\r\n"), std::string("HTTP/1.1 2\r\n"), ok + "no colon\r\n",
        ok + "Content-Length: -1\r\n", ok + "Content-Length: 99999999999999999999\r\n",
        ok + "Transfer-Encoding: gzip\r\n", ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        ok + "Transfer-Encoding: chunked\r\n\r\n1\r\nxy\r\n", ok + std::string(70'000, 'a')}) {
    ResponseReader reader;
    reader.take(bad);
    EXPECT_TRUE(reader.broken()) << bad.substr(0, 80);
    EXPECT_FALSE(reader.complete());
  }
}

TEST(ResponseReader, IsNewAfterAReset) {
  ResponseReader reader;
  reader.take("HTTP/1.1 500 x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
  reader.reset();
  reader.take("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  EXPECT_TRUE(reader.complete());
  EXPECT_EQ(reader.status(), 200);
  EXPECT_TRUE(reader.keep_alive());
}

}  // namespace
}  // namespace mockmeter::load
