#include "server/control/faults/kinds.h"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "schemas/load.h"
#include "schemas/validate.h"
#include "server/control/catalog.h"
#include "server/control/faults/fault.h"
#include "server/providers/providers.h"
#include "tests/control/faults/spoilt.h"

namespace mockmeter::testing {
namespace {

using std::chrono::milliseconds;
using End = Delivery::End;

/// The header fields of a response, without those that only say what became of the fault.
std::vector<Headers::Field> vendor_fields(const Response& response) {
  std::vector<Headers::Field> fields;
  for (const Headers::Field& field : response.headers) {
    if (field.first != "Preference-Applied" && field.first != "X-Mockmeter-Hint") {
      fields.push_back(field);
    }
  }
  return fields;
}

bool is_same(const Response& a, const Response& b) {
  return a.status == b.status && a.body == b.body && a.delivery == b.delivery &&
         vendor_fields(a) == vendor_fields(b);
}

/// Either the response differs and the preference counts as applied, or a hint says that there was
/// nothing to act on: never neither.
TEST(FaultKinds, EveryKindActsOnEveryReadOrSaysThatItCannot) {
  std::map<std::string_view, int> acted;
  for_each_operation([&](const Provider& provider, const Operation& operation) {
    if (operation.method != "GET") return;
    const std::string target(operation.example);
    const Headers credential = credential_of(provider);
    const Response plain = ask("", target, credential);
    const bool may_be_refused = operation.relation == Relation::kNeighbour;
    if (may_be_refused && plain.status != 200) return;
    EXPECT_EQ(plain.status, 200) << target;
    for (const FaultKind& kind : fault_kinds()) {
      const Response spoilt = ask(kind.example(), target, credential);
      const bool applied = spoilt.headers.get("Preference-Applied").has_value();
      const std::string what = std::string(kind.name) + " at " + target;
      EXPECT_NE(applied, spoilt.headers.get("X-Mockmeter-Hint").has_value())
          << what << " has to return false exactly when it found nothing to act on";
      EXPECT_NE(applied, is_same(spoilt, plain))
          << what << " has to change the response exactly when it returns true";
      EXPECT_FALSE(spoilt.on_cache_hit) << what;
      acted[kind.name] += applied ? 1 : 0;
    }
  });
  for (const FaultKind& kind : fault_kinds()) {
    EXPECT_GT(acted[kind.name], 1) << kind.name << " acts on the example of one operation at most";
  }
}

TEST(FaultKinds, TheTableIsWhole) {
  for (const FaultKind& kind : fault_kinds()) {
    EXPECT_NE(kind.refuse == nullptr, kind.apply_faults == nullptr) << kind.name;
    EXPECT_EQ(kind.takes == ValueRule::kNothing, kind.read == nullptr) << kind.name;
    EXPECT_EQ(kind.expects.empty(), kind.read == nullptr) << kind.name;
    EXPECT_FALSE(operations_for(kind).empty()) << kind.name;
    EXPECT_EQ(find_fault_kind(kind.name), &kind);
  }
}

TEST(FaultStatus, ComesInTheVendorsEnvelope) {
  for (const Provider* provider : all_providers()) {
    const std::string name(provider->name);
    const Schema envelope(load_schema("schemas/" + name + "/error.json"));
    const std::string target(provider->operations.front().example);
    for (int status = 400; status < 600; ++status) {
      const Response response =
          ask("status=" + std::to_string(status), target, credential_of(*provider));
      EXPECT_EQ(response.status, status);
      EXPECT_EQ(envelope.validate(body_of(response)).size(), 0U) << name << ' ' << response.body;
      EXPECT_EQ(response.headers.get("Retry-After").has_value(), status == 429) << status;
    }
  }
}

TEST(FaultStatus, HasTheVendorsWords) {
  EXPECT_EQ(ask("status=503", kPlainStats).body, "\"Service Unavailable\"");
  EXPECT_EQ(ask("status=401", kPlainStats).body, R"({"error":"Unauthorized"})");
  EXPECT_EQ(json("status=429", kHours)["message"], "Too many requests");
  EXPECT_EQ(json("status=503", kHours)["code"], "");
  EXPECT_EQ(json("status=429", kUsageOfADay)["error"], "RATE_LIMIT_EXCEEDED");
  EXPECT_EQ(json("status=503", kUsageOfADay)["error"], "SERVICE_UNAVAILABLE");
}

TEST(FaultStatus, StandsInForTheHandlerSoThatNothingIsChanged) {
  Mock mock(make_settings());
  const Headers& key = kUpstashKey;
  const std::string before = get(mock, "/v2/qstash/users", key).body;
  mock.add_faults(
      {parse_fault("status=500,times=1"), parse_fault("reset,op=upstash.rotate_qstash_token")});
  const char* rotate = "/v2/qstash/rotate-token/99a4c327-31f0-490f-a594-043ade84085a";
  EXPECT_EQ(send(mock, "POST", rotate, key).status, 500);
  EXPECT_EQ(get(mock, "/v2/qstash/users", key).body, before);
  EXPECT_TRUE(send(mock, "POST", rotate, key).delivery.no_response);
  EXPECT_NE(get(mock, "/v2/qstash/users", key).body, before) << "only the answer was lost";
}

TEST(FaultTransport, IsADeliveryOfTheRightResponse) {
  const Response plain = ask("", kPlainStats);
  struct Case {
    const char* fault;
    Delivery delivery;
  };
  for (const auto& [fault, delivery] : std::vector<Case>{
           {"delay=300ms", {milliseconds(300), 0, {}, false, End::kKeep}},
           {"dribble=2kB", {{}, 2000, {}, false, End::kKeep}},
           {"truncate=64", {{}, 0, 64, false, End::kClose}},
           {"truncate=0", {{}, 0, 0, false, End::kClose}},
           {"reset", {{}, 0, {}, true, End::kReset}},
           {"reset=64", {{}, 0, 64, false, End::kReset}},
           {"empty", {{}, 0, {}, true, End::kClose}},
           {"hang", {{}, 0, {}, true, End::kHang}},
       }) {
    const Response spoilt = ask(fault, kPlainStats);
    EXPECT_EQ(spoilt.delivery, delivery) << fault;
    EXPECT_EQ(spoilt.body, plain.body) << fault;
    EXPECT_EQ(spoilt.status, 200) << fault;
  }
}

TEST(FaultTransport, TruncateNeedsABodyThatIsLonger) {
  const std::string size = std::to_string(ask("", "/v2/qstash/ipv4").body.size());
  const Response whole = ask("truncate=" + size, "/v2/qstash/ipv4");
  EXPECT_EQ(whole.delivery, Delivery{});
  EXPECT_TRUE(whole.headers.get("X-Mockmeter-Hint"));
}

TEST(FaultTransport, GarbageIsNoHttpAndOfTheSeed) {
  const Response garbage = ask("garbage", kPlainStats);
  EXPECT_TRUE(garbage.delivery.raw);
  EXPECT_EQ(garbage.delivery.end, End::kClose);
  EXPECT_EQ(garbage.body.size(), 512U);
  EXPECT_FALSE(garbage.body.starts_with("HTTP"));
  EXPECT_EQ(garbage.body, ask("garbage", kHours).body);
  Mock other(make_settings({.seed = 2}));
  other.add_faults({parse_fault("garbage")});
  EXPECT_NE(get(other, kPlainStats).body, garbage.body);
}

TEST(FaultPayload, MalformedJsonLacksItsLastCharacter) {
  for (const char* target : {kPlainStats, kHours, kUsageOfADay, "/v2/redis/databases"}) {
    const std::string plain = ask("", target).body;
    const std::string spoilt = ask("malformed-json", target).body;
    EXPECT_EQ(spoilt + plain.back(), plain);
    EXPECT_TRUE(Json::parse(spoilt, nullptr, false).is_discarded()) << target;
  }
}

TEST(FaultPayload, ActsOnErrorsToo) {
  const Response spoilt = ask("malformed-json", kPlainStats, basic("dev@example.com:wrong"));
  EXPECT_EQ(spoilt.status, 401);
  EXPECT_EQ(spoilt.body, R"({"error":"Unauthorized")");
  const Response none = ask("null-series", kPlainStats, basic("dev@example.com:wrong"));
  EXPECT_EQ(none.headers.get("X-Mockmeter-Hint"),
            "fault null-series found nothing to act on in this response");
}

TEST(FaultPayload, TypesAndEncodingsLie) {
  for (const char* target : {kPlainStats, kHours, kUsageOfADay}) {
    EXPECT_EQ(ask("content-type=text/plain", target).headers.get("Content-Type"), "text/plain");
    EXPECT_EQ(ask("content-type=text/plain", target).body, ask("", target).body);
    const Response page = ask("html", target);
    EXPECT_EQ(page.headers.get("Content-Type"), "text/html; charset=utf-8");
    EXPECT_TRUE(page.body.starts_with("<!DOCTYPE html>"));
    const Response gzip = ask("bad-gzip", target);
    EXPECT_EQ(gzip.headers.get("Content-Encoding"), "gzip");
    EXPECT_TRUE(gzip.body.starts_with("\x1f\x8b\x08"));
    EXPECT_EQ(gzip.body[10], '\xff') << "a block of the reserved type";
  }
}

TEST(FaultPayload, NullSeriesAndNullPoint) {
  for (const SpoiltSeries& target : kSeries) {
    EXPECT_TRUE(buckets_of("null-series", target).is_null()) << target.pointer;
    const Json plain = buckets_of("", target);
    const Json spoilt = buckets_of("null-point", target);
    ASSERT_EQ(spoilt.size(), plain.size());
    EXPECT_EQ(spoilt.back()[target.stamp], plain.back()[target.stamp]);
    const std::string text = spoilt.back().dump();
    EXPECT_NE(text.find("null"), std::string::npos) << text;
    EXPECT_EQ(spoilt[0], plain[0]) << target.pointer;
  }
}

TEST(FaultPayload, UnknownFieldsAreInEveryObject) {
  const Json usage = json("unknown-fields", kUsageOfADay);
  for (const char* pointer : {"", "/usage", "/timeSeries/3", "/pagination", "/rateLimits"}) {
    EXPECT_TRUE(usage.at(Json::json_pointer(pointer)).contains("mockmeter_unknown_field"))
        << pointer;
  }
  const Json plain = json("", kUsageOfADay);
  EXPECT_EQ(usage["usage"]["totalRequests"], plain["usage"]["totalRequests"]);
}

TEST(FaultPayload, OutOfEnumRenames) {
  EXPECT_EQ(json("unknown-enum", kHours)["periods"][0]["period_plan"], "mockmeter_unknown_name");
  EXPECT_EQ(json("unknown-enum", kPlainStats)["days"][30], "mockmeter_unknown_name");
  const Json bucket = json("unknown-enum", kV2)["projects"][1]["periods"][0]["consumption"][0];
  EXPECT_EQ(bucket["metrics"][0]["metric_name"], "mockmeter_unknown_name");
}

TEST(FaultPayload, HugeIntegersDoNotFitADouble) {
  const Json bucket = json("huge-integers", kHours)["periods"][0]["consumption"][0];
  EXPECT_EQ(bucket["active_time_seconds"].dump(), "9007199254740993");
  const Json usage = json("huge-integers", kUsageOfADay)["usage"];
  EXPECT_EQ(usage["successRate"], json("", kUsageOfADay)["usage"]["successRate"]) << "no integer";
}

}  // namespace
}  // namespace mockmeter::testing
