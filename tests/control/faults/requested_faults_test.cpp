#include "server/control/faults/requested_faults.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

TEST(Preference, IsReadAsTheStandardSays) {
  struct Case {
    const char* field;
    std::optional<std::string> value;
  };
  for (const auto& [field, value] : std::vector<Case>{
           {R"(fault="status=503,times=2")", "status=503,times=2"},
           {R"(FAULT = "hang")", "hang"},
           {"fault=hang", "hang"},
           {"fault=status=503", "status=503"},
           {"fault", ""},
           {R"(fault="")", ""},
           {R"(respond-async, fault="hang")", "hang"},
           {R"(wait=10; a="x,fault=empty", fault="hang")", "hang"},
           {R"(handling="a\"b,fault=empty", fault="hang")", "hang"},
           {R"(fault="hang", fault="empty")", "hang"},
           {R"(fault="hang"; foo=1)", "hang"},
           {R"(fault="content-type=a\\b")", "content-type=a\\b"},
           {R"(fault="hang)", "hang"},
           {"respond-async; fault=hang", std::nullopt},
           {R"(note="fault=hang")", std::nullopt},
           {"default=hang", std::nullopt},
           {"", std::nullopt},
           {",,;==\"", std::nullopt},
       }) {
    EXPECT_EQ(preference({{"Prefer", field}}, "fault"), value) << field;
  }
  EXPECT_EQ(preference({{"prefer", "wait=1"}, {"Prefer", "fault=hang"}}, "fault"), "hang");
  EXPECT_EQ(preference({{"X-Prefer", "fault=hang"}}, "fault"), std::nullopt);
}

TEST(RequestedFaults, CutsTheSuffixOffACredential) {
  struct Case {
    Headers credential;
    Headers bare;
    const char* suffix;
  };
  for (const auto& [credential, bare, suffix] : std::vector<Case>{
           {bearer("napi_scale!hang"), bearer("napi_scale"), "hang"},
           {bearer("napi_scale!"), bearer("napi_scale"), ""},
           {bearer("napi_scale!a!b"), bearer("napi_scale"), "a!b"},
           {basic("dev@example.com:key!hang"), basic("dev@example.com:key"), "hang"},
           {basic("a!b:key!hang"), basic("a!b:key"), "hang"},
           {{{"authorization", "bearer  x!hang"}}, bearer("x"), "hang"},
       }) {
    const Request request = make_request("GET", "/a?b", credential, "body");
    Credential read = read_credential(request.headers);
    const RequestedFaults faults = read_requested_faults(request, read);
    ASSERT_TRUE(faults.stripped) << suffix;
    EXPECT_EQ(faults.suffix, suffix);
    EXPECT_EQ(faults.stripped->headers.get("Authorization"), bare.get("Authorization"));
    EXPECT_EQ(read.secret, read_credential(bare).secret);
    EXPECT_EQ(faults.stripped->target, "/a?b");
    EXPECT_EQ(faults.stripped->body, "body");
    EXPECT_EQ(faults.requester, credential.get("Authorization"));
  }
}

TEST(RequestedFaults, LeavesOtherCredentialsAlone) {
  for (const Headers& headers :
       {bearer("napi_scale"), basic("dev@example.com:key"), basic("a!b:key"),
        basic("no colon!hang"), Headers{{"Authorization", "Basic !!!!"}},
        Headers{{"Authorization", "Digest a!hang"}}, Headers{}}) {
    const Request request = make_request("GET", "/", headers);
    Credential read = read_credential(request.headers);
    const RequestedFaults faults = read_requested_faults(request, read);
    EXPECT_FALSE(faults) << headers.get("Authorization").value_or("none");
    EXPECT_FALSE(faults.stripped);
  }
}

}  // namespace
}  // namespace mockmeter::testing
