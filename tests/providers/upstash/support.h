#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>

#include "base/time/instant.h"
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

/// A period of the stats, and what it has to have.
struct Expected {
  const char* period;
  std::size_t points;
  std::chrono::minutes interval;
};

inline constexpr Expected kPeriods[] = {
    {"1h", 60, std::chrono::minutes(1)},     {"3h", 60, std::chrono::minutes(3)},
    {"12h", 60, std::chrono::minutes(12)},   {"1d", 60, std::chrono::minutes(24)},
    {"3d", 60, std::chrono::minutes(72)},    {"7d", 60, std::chrono::minutes(168)},
    {"30d", 240, std::chrono::minutes(180)},
};

/// The instant of "2026-05-20 12:00:00.5 +0000 UTC".
inline Instant instant_of(const Json& point) {
  auto text = point.at("x").get<std::string>();
  EXPECT_TRUE(text.ends_with(" +0000 UTC")) << text;
  text.resize(text.size() - 10);
  text[10] = 'T';
  const auto instant = parse_rfc3339(text + 'Z');
  EXPECT_TRUE(instant.has_value()) << text;
  return instant.value_or(Instant{});
}

inline void set_plan(Mock& mock, std::string_view id, const char* name) {
  const Response response =
      send(mock, "POST", path("set-plan", id), kUpstashKey, Json{{"plan_name", name}}.dump());
  EXPECT_EQ(response.body, R"("OK")") << name;
}

inline Json stats(Mock& mock, std::string_view id, std::string_view period = "1h") {
  return read(mock, path("stats", id, "?period=" + std::string(period)));
}

}  // namespace mockmeter::testing::upstash
