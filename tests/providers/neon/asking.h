#pragma once

#include <gtest/gtest.h>

#include <string>

#include "server/metering/json.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {

inline constexpr const char* kConsumption = "/api/v2/consumption_history/";
inline constexpr const char* kOcean = "&org_id=org-ocean-art-12345678";
inline const std::string kThreeDays =
    "?from=2026-05-17T00:00:00Z&to=2026-05-20T00:00:00Z&granularity=daily";

/// GET /api/v2/consumption_history/<rest> as `key`.
inline Response ask(Mock& mock, const std::string& rest, const std::string& key = "napi_scale") {
  return get(mock, kConsumption + rest, bearer(key));
}

inline Response ask(const std::string& rest, const std::string& key = "napi_scale",
                    const MockSetup& setup = {}) {
  Mock mock(make_settings(setup));
  return ask(mock, rest, key);
}

/// GET /api/v2<rest> as `key`: the neighbours of the consumption history.
inline Response ask_neighbour(const std::string& rest, const std::string& key = "napi_scale",
                              const MockSetup& setup = {}) {
  Mock mock(make_settings(setup));
  return get(mock, "/api/v2" + rest, bearer(key));
}

inline std::string message_of(const Response& response) {
  return body_of(response).value("message", "(no message)");
}

/// The billing periods of the key's account.
inline Json periods_of(const std::string& query, const std::string& key = "napi_scale",
                       const MockSetup& setup = {}) {
  return body_of(ask("account" + query, key, setup)).at("periods");
}

/// The buckets of every period, in order.
inline Json buckets_of(const Json& periods) {
  Json buckets = Json::array();
  for (const Json& period : periods) {
    for (const Json& bucket : period.at("consumption")) buckets.push_back(bucket);
  }
  return buckets;
}

inline Json account_buckets(const std::string& query, const std::string& key = "napi_scale",
                            const MockSetup& setup = {}) {
  const Response response = ask("account" + query, key, setup);
  EXPECT_EQ(response.status, 200) << query << ": " << response.body;
  return buckets_of(body_of(response).value("periods", Json::array()));
}

}  // namespace mockmeter::testing
