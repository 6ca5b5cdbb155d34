#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/support/mock_fixture.h"

namespace mockmeter::testing::upstash {

inline constexpr std::string_view kPaid = "99a4c327-31f0-490f-a594-043ade84085a";
inline constexpr std::string_view kFree = "2b1f7c58-6f0e-4f2e-9d59-8f6d1f0a7c11";
inline constexpr std::string_view kTeam = "7b0f9f6e-52d5-4a0b-8a63-6f3f0d5b1c20";

inline Headers read_only_key() { return basic("dev@example.com:upstash-readonly-key"); }

/// "/v2/qstash/<what>/<id><rest>"
inline std::string path(std::string_view what, std::string_view id, std::string_view rest = "") {
  return "/v2/qstash/" + std::string(what) + '/' + std::string(id) + std::string(rest);
}

inline Json read(Mock& mock, const std::string& target) {
  const Response response = get(mock, target, kUpstashKey);
  EXPECT_EQ(response.status, 200) << target << ": " << response.body;
  return body_of(response);
}

}  // namespace mockmeter::testing::upstash
