#include "conformance/check/server_url.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <utility>
#include <vector>

namespace mockmeter::conformance {
namespace {

TEST(ServerUrl, IsAnOriginAndWhatStandsInFront) {
  const ServerUrl address = parse_server_url("https://[::1]:8443/gateway/");
  EXPECT_EQ(address.origin, "https://[::1]:8443");
  EXPECT_EQ(address.path, "/gateway");
}

TEST(ServerUrl, DoublesNoBasePath) {
  const std::vector<std::pair<const char*, const char*>> rows{
      {"http://host", "/v2/qstash/users"},
      {"http://host/v2", "/v2/qstash/users"},
      {"http://host/gateway", "/gateway/v2/qstash/users"},
      {"http://host/gateway/v2/", "/gateway/v2/qstash/users"}};
  for (const auto& [url, target] : rows) {
    EXPECT_EQ(target_at(parse_server_url(url), "/v2", "/v2/qstash/users"), target) << url;
  }
}

TEST(ServerUrl, RefusesWhatIsNone) {
  for (const char* url : {"", "host:80", "ftp://host", "http://", "http://:80", "http://host:x",
                          "http://host:123456", "http://user:secret@host", "http://host/?a=b"}) {
    EXPECT_THROW(parse_server_url(url), std::invalid_argument) << url;
  }
}

}  // namespace
}  // namespace mockmeter::conformance
