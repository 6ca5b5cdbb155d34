#include "conformance/stage/api.h"

#include <array>

#include "server/core/find_by.h"

namespace mockmeter::conformance {
namespace {

// The variables are those that `mockmeter run` sets, too.
constexpr std::array<Api, 3> kApis{{
    {"upstash", "/v2",
     R"({"scheme":"basic","username":"dev@example.com","password":"upstash-test-key"})",
     R"(-u "$UPSTASH_EMAIL:$UPSTASH_API_KEY")"},
    {"neon", "/api/v2", R"({"scheme":"bearer","token":"napi_scale"})",
     R"(-H "Authorization: Bearer $NEON_API_KEY")"},
    {"zkscore", "/v1", R"({"scheme":"bearer","token":"zk_test_professional"})",
     R"(-H "Authorization: Bearer $ZKSCORE_API_KEY")"},
}};

}  // namespace

const Api& api_of(std::string_view operation) {
  const std::string_view name = operation.substr(0, operation.find('.'));
  const Api* found = find_by(kApis, &Api::name, name);
  return found == nullptr ? kApis.front() : *found;
}

}  // namespace mockmeter::conformance
