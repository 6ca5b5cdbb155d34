#pragma once

#include <string>
#include <vector>

#include "tests/support/mock_fixture.h"

namespace mockmeter::testing::openai {

inline const std::string kCompletions = "/v1/organization/usage/completions";
inline const std::string kCosts = "/v1/organization/costs";

// The default clock, and midnights before it.
inline constexpr std::int64_t kNow = 1'779'278'400;  // 2026-05-20T12:00:00Z
inline constexpr std::int64_t kMidnight = kNow - 43'200;
inline constexpr std::int64_t kDay = 86'400;

inline std::string from(std::int64_t start) { return "?start_time=" + std::to_string(start); }
inline std::string between(std::int64_t start, std::int64_t end) {
  return from(start) + "&end_time=" + std::to_string(end);
}
/// Three whole days before today.
inline const std::string kThreeDays = between(kMidnight - 3 * kDay, kMidnight);
inline const std::string kUsage = kCompletions + kThreeDays;

inline Response ask(const std::string& target, const std::string& key = "sk-admin-test-main",
                    const MockSetup& setup = {}) {
  Mock mock(make_settings(setup));
  return get(mock, target, bearer(key));
}

/// The body of a response that must be good.
inline Json page(const std::string& target, const Json& variants = Json::object(),
                 const std::string& clock = kDefaultClock) {
  const Response response =
      ask(target, "sk-admin-test-main", {.clock = clock, .variants = variants});
  EXPECT_EQ(response.status, 200) << target << ' ' << response.body;
  return body_of(response);
}

/// "&page=" and the token of the next page: a "+" in it is escaped, because it means a blank.
inline std::string next_page(const Json& page) {
  auto token = page.at("next_page").get<std::string>();
  for (std::size_t at = 0; (at = token.find('+', at)) != token.npos;) token.replace(at, 1, "%2B");
  return "&page=" + token;
}

/// "start-end" of every bucket.
inline std::vector<std::string> edges(const Json& page) {
  std::vector<std::string> edges;
  for (const Json& bucket : page.at("data")) {
    edges.push_back(bucket["start_time"].dump() + "-" + bucket["end_time"].dump());
  }
  return edges;
}

/// Every row of every bucket.
inline std::vector<Json> rows(const Json& page) {
  std::vector<Json> rows;
  for (const Json& bucket : page.at("data")) {
    rows.insert(rows.end(), bucket["results"].begin(), bucket["results"].end());
  }
  return rows;
}

inline std::int64_t sum(const Json& page, const char* member) {
  std::int64_t sum = 0;
  for (const Json& row : rows(page)) sum += row.at(member).get<std::int64_t>();
  return sum;
}

/// The error of a response as "status message | param | code".
inline std::string error(const Response& response) {
  const Json body = body_of(response).at("error");
  const auto text = [](const Json& value) {
    return value.is_null() ? std::string("-") : value.get<std::string>();
  };
  return std::to_string(response.status) + ' ' + body.at("message").get<std::string>() + " | " +
         text(body.at("param")) + " | " + text(body.at("code"));
}

}  // namespace mockmeter::testing::openai
