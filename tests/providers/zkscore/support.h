#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/support/mock_fixture.h"

namespace mockmeter::zkscore {

using testing::bearer;
using testing::body_of;
using testing::make_settings;

inline constexpr std::string_view kUsage = "/v1/developer/usage";
inline constexpr std::string_view kKeys = "/v1/developer/keys";

/// A key of each account that has traffic.
inline constexpr const char* kAccountKeys[] = {"zk_test_free", "zk_test_starter",
                                               "zk_test_professional", "zk_test_enterprise",
                                               "zk_test_quiet"};

inline Response ask_usage(Mock& mock, std::string_view query,
                          std::string_view key = "zk_test_professional") {
  return testing::get(mock, std::string(kUsage) + std::string(query), bearer(key));
}

/// The response to a request for usage that must succeed.
inline Json usage_of(Mock& mock, std::string_view query,
                     std::string_view key = "zk_test_professional") {
  const Response response = ask_usage(mock, query, key);
  EXPECT_EQ(response.status, 200) << query << " " << response.body.substr(0, 300);
  return body_of(response);
}

/// What `member` adds up to over a list of objects.
inline std::int64_t sum_of(const Json& list, const char* member) {
  std::int64_t sum = 0;
  for (const Json& each : list) sum += each.at(member).get<std::int64_t>();
  return sum;
}

}  // namespace mockmeter::zkscore
