#include "base/http/accept_encoding.h"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace mockmeter {
namespace {

TEST(AcceptEncoding, SaysWhetherGzipIsWanted) {
  struct Case {
    std::string_view value;
    bool accepted;
  };
  const std::vector<Case> cases{
      {"gzip", true},
      {"GZip", true},
      {"deflate, gzip;q=0.5", true},
      {"*", true},
      {"x-gzip", true},
      {"gzip;q=0", false},
      {"gzip; q=0.0", false},
      {"gzip;q=0.01", true},
      {"*;q=0", false},
      {"br", false},
      {"", false},
      {"*, gzip;q=0", false},
      {"gzipped", false},
      {"identity", false},
      {"gzip;q=0.1, identity;q=0.9", false},
      {"gzip;q=0.9, identity;q=0.1", true},
      {"gzip;Q=0.5, identity;q=0.5", true},
      {"identity, *;q=0.5", false},
      {"identity;q=0, *;q=0.5", true},
  };
  for (const Case& c : cases) EXPECT_EQ(accepts_gzip(c.value), c.accepted) << c.value;
}

}  // namespace
}  // namespace mockmeter
