#include "server/metering/hash.h"

#include <gtest/gtest.h>

#include <bit>
#include <set>

namespace mockmeter {
namespace {

TEST(Hash, MixesLikeSplitmix64) {
  // Source: the reference generator's first outputs for the seed 1234567.
  EXPECT_EQ(mix(1234567), 6457827717110365317U);
  EXPECT_EQ(mix(1234567 + 0x9e3779b97f4a7c15U), 3203168211198807973U);
}

TEST(Hash, EveryInputBitMovesAboutHalfOfTheOutput) {
  for (unsigned bit = 0; bit < 64; ++bit) {
    int moved = 0;
    for (std::uint64_t i = 0; i < 200; ++i) {
      moved += std::popcount(mix(7, i) ^ mix(7, i ^ (std::uint64_t{1} << bit)));
    }
    EXPECT_GT(moved, 200 * 30) << bit;
    EXPECT_LT(moved, 200 * 34) << bit;
  }
}

TEST(Hash, TellsSeedsAndTextsApart) {
  EXPECT_NE(hash_text(1, "a"), hash_text(2, "a"));
  EXPECT_NE(hash_text(1, "ab"), hash_text(1, "ba"));
  EXPECT_NE(hash_text(1, ""), hash_text(1, std::string_view("\0", 1)));
  EXPECT_NE(mix(1, 2), mix(2, 1));
}

TEST(Hash, MakesVersion4Uuids) {
  std::set<std::string> seen;
  for (std::uint64_t i = 0; i < 1'000; ++i) {
    const std::string uuid = make_uuid(1, "request", i);
    ASSERT_EQ(uuid.size(), 36U);
    for (const std::size_t dash : {8U, 13U, 18U, 23U}) ASSERT_EQ(uuid[dash], '-');
    ASSERT_EQ(uuid[14], '4');
    ASSERT_NE(std::string_view("89ab").find(uuid[19]), std::string_view::npos) << uuid;
    ASSERT_EQ(uuid.find_first_not_of("0123456789abcdef-"), std::string::npos) << uuid;
    ASSERT_TRUE(seen.insert(uuid).second) << uuid;
  }
}

TEST(Hash, UuidsDependOnEveryInputAndOnNothingElse) {
  EXPECT_EQ(make_uuid(1, "request", 5), make_uuid(1, "request", 5));
  EXPECT_NE(make_uuid(1, "request", 5), make_uuid(2, "request", 5));
  EXPECT_NE(make_uuid(1, "request", 5), make_uuid(1, "key", 5));
  EXPECT_NE(make_uuid(1, "request", 5), make_uuid(1, "request", 6));
}

TEST(Hash, MakesTokensOfAnyLength) {
  for (const std::size_t length : {0U, 1U, 12U, 13U, 40U, 64U}) {
    const std::string token = make_token(1, "key", 9, length);
    EXPECT_EQ(token.size(), length);
    EXPECT_EQ(token.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789"), std::string::npos);
  }
  EXPECT_NE(make_token(1, "key", 1, 24), make_token(1, "key", 2, 24));
}

TEST(Hash, TokensDoNotRepeatThemselves) {
  const std::string token = make_token(1, "key", 9, 48);
  EXPECT_NE(token.substr(0, 12), token.substr(12, 12));
  const std::set<char> letters(token.begin(), token.end());
  EXPECT_GT(letters.size(), 15U);
}

}  // namespace
}  // namespace mockmeter
