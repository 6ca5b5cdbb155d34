#include "conformance/evaluation/wire/target.h"

#include <gtest/gtest.h>

#include <string>

#include "conformance/evaluation/assertions/schemas.h"
#include "mockmeter/catalogue.h"

namespace mockmeter::conformance {
namespace {

TEST(Operations, HaveTheirSchemas) {
  for (const ProviderInfo& provider : catalogue()) {
    EXPECT_TRUE(error_schema_of(provider.name)) << provider.name;
    for (const OperationInfo& each : provider.operations) {
      EXPECT_TRUE(schema_of(each.id, "request")) << each.id;
      EXPECT_TRUE(schema_of(each.id, "response")) << each.id;
    }
  }
  EXPECT_FALSE(schema_of("upstash.made_up", "response"));
  EXPECT_FALSE(schema_of("upstash", "response"));
  EXPECT_FALSE(schema_of("", "response"));
}

TEST(Operations, AreFoundByMethodAndPath) {
  const struct {
    const char* method;
    const char* target;
    const char* operation;
  } kRows[] = {
      {"GET", "/v2/qstash/stats/a%2Fb?period=1h", "upstash.get_qstash_stats"},
      {"GET", "/v2/qstash/stats", "upstash.get_default_qstash_stats"},
      {"GET", "/v2/qstash/stats/", ""},
      {"GET", "/v2/qstash/stats/a/b", ""},
      {"POST", "/v2/qstash/stats/a", ""},
      {"DELETE", "/api/v1/developer/keys/k", "zkscore.revoke_api_key"},
      {"GET", "/", ""},
      {"GET", "", ""},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(operation_of(row.method, parse_target(row.target)), row.operation) << row.target;
  }
}

}  // namespace
}  // namespace mockmeter::conformance
