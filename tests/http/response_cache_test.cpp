#include "server/http/response_cache.h"

#include <gtest/gtest.h>

#include <string>

namespace mockmeter {
namespace {

const std::string kRequest = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

/// A cache, the generation that it reads, and how often a response was given again.
class MemoTest : public ::testing::Test {
 protected:
  WireResponse response(const std::string& body) {
    return {"head", body, {}, false, [this] { ++again_; }};
  }
  /// As a connection does it: looks the request up, makes and offers the response when there is
  /// none.
  std::string ask(ResponseCache& cache, const std::string& key, const WireResponse& made) {
    if (const WireResponse* known = cache.find(key)) return known->body;
    cache.keep(key, made);
    return made.body;
  }

  std::uint64_t generation_ = 7;
  int again_ = 0;
  ResponseCache cache_{[this] { return generation_; }};
};

TEST_F(MemoTest, GivesAResponseAgainOnceItWasAskedForTwice) {
  EXPECT_EQ(ask(cache_, kRequest, response("1")), "1");
  EXPECT_EQ(ask(cache_, kRequest, response("2")), "2");
  EXPECT_EQ(again_, 0);
  EXPECT_EQ(ask(cache_, kRequest, response("3")), "2");
  EXPECT_EQ(ask(cache_, kRequest, response("4")), "2");
  EXPECT_EQ(again_, 2);
}

TEST_F(MemoTest, TellsRequestsApartByEveryByte) {
  for (int i = 0; i < 2; ++i) ask(cache_, kRequest, response("known"));
  for (std::size_t i = 0; i < kRequest.size(); ++i) {
    std::string other = kRequest;
    other[i] ^= 1;
    EXPECT_EQ(cache_.find(other), nullptr) << i;
  }
  EXPECT_EQ(cache_.find(kRequest.substr(0, kRequest.size() - 1)), nullptr);
  EXPECT_NE(cache_.find(kRequest), nullptr);
}

TEST_F(MemoTest, ForgetsWhenTheGenerationChanges) {
  for (int i = 0; i < 2; ++i) ask(cache_, kRequest, response("old"));
  ++generation_;
  EXPECT_EQ(ask(cache_, kRequest, response("new")), "new");
  EXPECT_EQ(ask(cache_, kRequest, response("newer")), "new");
}

/// The response may be made from either state, so it must not outlive the change.
TEST_F(MemoTest, AChangeWhileAResponseIsMadeDropsThatResponse) {
  ask(cache_, kRequest, response("old"));
  EXPECT_EQ(cache_.find(kRequest), nullptr);
  ++generation_;
  cache_.keep(kRequest, response("perhaps old"));
  EXPECT_EQ(cache_.find(kRequest), nullptr);
}

TEST_F(MemoTest, KeepsOnlyWhatMayBeGivenAgain) {
  const WireResponse once{"head", "once", {}, false, nullptr};
  for (int i = 0; i < 3; ++i) cache_.keep(kRequest, once);
  EXPECT_EQ(cache_.find(kRequest), nullptr);
}

TEST_F(MemoTest, KeepsNothingWithoutAGeneration) {
  ResponseCache cache{ResponseCache::Generation{}};
  for (int i = 0; i < 3; ++i) ask(cache, kRequest, response("x"));
  EXPECT_EQ(cache.find(kRequest), nullptr);
}

TEST_F(MemoTest, IsBounded) {
  constexpr std::size_t kBytes = 10'000;
  ResponseCache cache([] { return 1; }, {.bytes = kBytes, .entry = 1'000});
  int known = 0;
  for (int i = 0; i < 1000; ++i) {
    const std::string key = "GET /" + std::to_string(i) + kRequest.substr(5);
    for (int k = 0; k < 2; ++k) ask(cache, key, response(std::string(900, 'x')));
  }
  for (int i = 0; i < 1000; ++i) {
    known += cache.find("GET /" + std::to_string(i) + kRequest.substr(5)) != nullptr ? 1 : 0;
  }
  EXPECT_GE(known, 1);
  EXPECT_LE(known, 10'000 / 900);
}

TEST_F(MemoTest, LeavesALongResponseOut) {
  ResponseCache cache([] { return 1; }, {.bytes = 10'000, .entry = 1'000});
  for (int i = 0; i < 3; ++i) ask(cache, kRequest, response(std::string(1'001, 'x')));
  EXPECT_EQ(cache.find(kRequest), nullptr);
}

TEST(MemoKey, IsOneWholeHeadAtTheFront) {
  EXPECT_EQ(ResponseCache::key_of(kRequest), kRequest);
  EXPECT_EQ(ResponseCache::key_of(kRequest + "GET /next"), kRequest);
  EXPECT_EQ(ResponseCache::key_of(""), "");
  EXPECT_EQ(ResponseCache::key_of(kRequest.substr(0, kRequest.size() - 1)), "");
  EXPECT_EQ(ResponseCache::key_of("\r\n" + kRequest), "")
      << "whether that may come depends on the bytes "
         "before it";
  EXPECT_EQ(ResponseCache::key_of("\r\n\r\n"), "");
}

}  // namespace
}  // namespace mockmeter
