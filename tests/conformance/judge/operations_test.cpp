#include "conformance/judge/operations.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "conformance/judge/schema_file.h"
#include "server/providers/providers.h"

namespace mockmeter::conformance {
namespace {

TEST(Operations, AreThoseOfTheMock) {
  std::set<std::string> ours;
  for (const Endpoint& each : endpoints()) {
    ours.insert(std::string(each.operation) + " " + std::string(each.method) + " " +
                std::string(each.path));
  }
  std::set<std::string> theirs;
  for (const Provider* provider : all_providers()) {
    for (const Operation& operation : provider->operations) {
      const std::string start = std::string(operation.id) + " " + std::string(operation.method);
      theirs.insert(start + " " + std::string(operation.path));
      if (!operation.alias.empty()) theirs.insert(start + " " + std::string(operation.alias));
    }
  }
  EXPECT_EQ(ours, theirs);
}

TEST(Operations, HaveTheirSchemas) {
  for (const Endpoint& each : endpoints()) {
    EXPECT_TRUE(schema_of(each.operation, "request")) << each.operation;
    EXPECT_TRUE(schema_of(each.operation, "response")) << each.operation;
    EXPECT_TRUE(error_schema_of(provider_of(each.operation))) << each.operation;
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
