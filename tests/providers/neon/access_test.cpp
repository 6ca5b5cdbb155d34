// Who may ask, for when, and in which order a request is checked.

#include <gtest/gtest.h>

#include "tests/providers/neon/asking.h"

namespace mockmeter::testing {
namespace {

const std::string kAccountDays = "account" + kThreeDays;
const std::string kOld =
    "account?from=2026-01-01T00:00:00Z&to=2026-05-20T00:00:00Z&granularity=daily";
constexpr const char* kStart =
    "specified date-time range start is outside the boundaries of the specified granularity";
constexpr const char* kEnd =
    "specified date-time range end is outside the boundaries of the specified granularity";

int status_at(const std::string& clock, const std::string& rest,
              const std::string& key = "napi_scale") {
  return ask(rest, key, {.clock = clock}).status;
}

TEST(NeonAccess, NeedsABearerKeyOfTheWorld) {
  Mock mock(make_settings());
  const Headers wrong[] = {
      {},
      bearer("napi_nobody"),
      bearer(""),
      basic("napi_scale:"),
      {{"Authorization", "napi_scale"}},
      {{"Cookie", "zenith=napi_scale"}},
      {{"Authorization", "Bearer napi_scale"}, {"Authorization", "Bearer napi_scale"}}};
  for (const Headers& headers : wrong) {
    const Response response = get(mock, kConsumption + kAccountDays, headers);
    EXPECT_EQ(response.status, 401);
    EXPECT_EQ(message_of(response), "supplied credentials do not pass authentication");
  }
  EXPECT_EQ(get(mock, kConsumption + kAccountDays, {{"authorization", "bearer napi_scale"}}).status,
            200);
}

TEST(NeonAccess, ChecksInTheOrderOfTheServer) {
  const std::string bad = "account?granularity=weekly";
  const std::string unknown_metric = kAccountDays + "&metrics=nothing&org_id=org-foreign";
  EXPECT_EQ(ask(bad, "napi_nobody").status, 401) << "credential before parameters";
  EXPECT_EQ(ask(bad, "napi_free").status, 400) << "parameters before plan";
  EXPECT_EQ(ask(kOld + "&metrics=nothing", "napi_free").status, 406) << "window before plan";
  EXPECT_EQ(ask(unknown_metric, "napi_free").status, 403) << "plan before metric names";
  EXPECT_EQ(ask(unknown_metric).status, 400) << "metric names before organization";
  EXPECT_EQ(ask(kAccountDays + "&org_id=org-foreign").status, 404);
}

TEST(NeonAccess, WindowIsTheAgeOfFrom) {
  const std::string hourly =
      "account?from=2026-05-01T00:00:00Z&to=2026-05-02T00:00:00Z&granularity=hourly";
  EXPECT_EQ(status_at("2026-05-08T00:00:00Z", hourly), 200);
  EXPECT_EQ(status_at("2026-05-08T00:00:01Z", hourly), 406);
  const std::string daily =
      "account?from=2026-03-01T06:00:00Z&to=2026-05-02T00:00:00Z&granularity=daily";
  EXPECT_EQ(status_at("2026-04-30T06:00:00Z", daily), 200);
  EXPECT_EQ(status_at("2026-04-30T06:00:01Z", daily), 406) << "as given, not as floored";
  const std::string monthly =
      "account?from=2025-03-01T00:00:00Z&to=2026-03-01T00:00:00Z&granularity=monthly";
  EXPECT_EQ(status_at("2026-03-01T00:00:00Z", monthly), 200);
  EXPECT_EQ(status_at("2026-03-01T00:00:01Z", monthly), 406);
}

TEST(NeonAccess, AYearBeforeLeapDayIsTheFirstOfMarch) {
  const std::string rest = "&to=2028-02-01T00:00:00Z&granularity=monthly";
  const std::string path = "projects?from=";
  EXPECT_EQ(status_at("2028-02-29T00:00:00Z", path + "2027-03-01T00:00:00Z" + rest), 200);
  EXPECT_EQ(status_at("2028-02-29T00:00:00Z", path + "2027-02-28T23:59:59Z" + rest), 406);
}

TEST(NeonAccess, NothingIsKeptFromBeforeMarch2024) {
  const std::string rest = "&to=2024-06-01T00:00:00Z&granularity=monthly";
  EXPECT_EQ(status_at("2024-07-01T00:00:00Z", "account?from=2024-03-01T00:00:00Z" + rest), 200);
  EXPECT_EQ(status_at("2024-07-01T00:00:00Z", "account?from=2024-02-29T23:59:59Z" + rest), 406);
}

TEST(NeonAccess, SaysWhichEndIsOutside) {
  EXPECT_EQ(message_of(ask(kOld)), kStart);
  const std::string to_too_old = "account?from=2026-05-01T00:00:00Z&to=2026-01-01T00:00:00Z";
  EXPECT_EQ(message_of(ask(to_too_old + "&granularity=daily")), kEnd);
}

TEST(NeonAccess, RangeOrderFollowsItsVariant) {
  const std::string empty =
      "account?from=2026-05-17T08:00:00Z&to=2026-05-17T20:00:00Z&granularity=daily";
  EXPECT_EQ(ask(empty).status, 406);
  EXPECT_EQ(ask(empty, "napi_scale", {.variants = {{"neon.range_order", "400"}}}).status, 400);
  const Response none = ask(empty, "napi_scale", {.variants = {{"neon.range_order", "empty"}}});
  EXPECT_EQ(none.body, R"({"periods":[]})");
}

TEST(NeonAccess, PlansWithoutAccessGetTheTextOfTheEndpoint) {
  const std::string legacy = "This endpoint is not available. It is only supported ";
  const std::string plans = " Scale, Business, and Enterprise plan accounts.";
  const MockSetup spec{.variants = {{"neon.plan_message", "spec"}}};
  EXPECT_EQ(message_of(ask(kAccountDays, "napi_launch", spec)), legacy + "for" + plans);
  EXPECT_EQ(message_of(ask("projects" + kThreeDays, "napi_free", spec)), legacy + "with" + plans);
  const std::string v2 = kThreeDays + "&metrics=compute_unit_seconds&org_id=";
  EXPECT_EQ(ask("v2/projects" + v2 + "org-quick-otter-40631075", "napi_launch").status, 200);
  EXPECT_EQ(ask("v2/projects" + v2 + "org-small-fern-50742186", "napi_free").status, 403);
  EXPECT_EQ(
      ask("v2/branches" + v2 + "org-bright-mill-20418853&project_ids=a", "napi_business").status,
      403);
}

TEST(NeonAccess, ThePlanIsTheOneOfNow) {
  const std::string april =
      "account?from=2026-04-01T00:00:00Z&to=2026-05-01T00:00:00Z&granularity=daily";
  EXPECT_EQ(status_at("2026-05-04T09:29:59Z", april, "napi_business"), 403);
  EXPECT_EQ(status_at("2026-05-04T09:30:00Z", april, "napi_business"), 200);
}

TEST(NeonAccess, OrganizationMayBeRequired) {
  const MockSetup required{.variants = {{"neon.org_id", "required"}}};
  EXPECT_EQ(message_of(ask(kAccountDays, "napi_scale", required)), "org_id is required");
  EXPECT_EQ(ask(kAccountDays + kOcean, "napi_scale", required).status, 200);
  EXPECT_EQ(ask(kAccountDays + kOcean, "napi_business").status, 404) << "not a member";
}

TEST(NeonAccess, AccountRouteIsGoneFromTheFirstOfJune) {
  const std::string rest =
      "account?from=2026-05-29T00:00:00Z&to=2026-05-30T00:00:00Z&granularity=daily";
  EXPECT_EQ(status_at("2026-05-31T23:59:59Z", rest), 200);
  for (const char* key : {"napi_scale", "napi_free", "napi_nobody"}) {
    const Response response = ask(rest, key, {.clock = "2026-06-01T00:00:00Z"});
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(message_of(response), "this route does not exist");
  }
  const std::string projects = "projects" + rest.substr(rest.find('?'));
  EXPECT_EQ(status_at("2026-06-01T00:00:00Z", projects), 200);
  EXPECT_EQ(message_of(ask("v2/account")), "this route does not exist");
}

TEST(NeonAccess, RefusesOtherMethods) {
  Mock mock(make_settings());
  const Response response =
      send(mock, "POST", kConsumption + std::string("account"), bearer("napi_scale"));
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.headers.get("Allow").value_or(""), "GET");
  EXPECT_EQ(body_of(response).at("code"), "");
}

TEST(NeonAccess, RequestIdComesBackOrIsMade) {
  Mock mock(make_settings());
  const auto id_of = [&](const std::string& given) {
    const Response response =
        get(mock, kConsumption + std::string("account"),
            {{"Authorization", "Bearer napi_scale"}, {"X-Request-ID", given}});
    EXPECT_EQ(response.headers.get("x-neon-ret-request-id").value_or(""),
              body_of(response).at("request_id").get<std::string>());
    return body_of(response).at("request_id").get<std::string>();
  };
  EXPECT_EQ(id_of("my-req-1"), "my-req-1");
  const std::string made = id_of("");
  EXPECT_EQ(made.size(), 36U);
  EXPECT_NE(id_of(""), made);
  EXPECT_EQ(id_of(std::string(129, 'x')).size(), 36U);
  EXPECT_EQ(id_of("two words").size(), 36U);
}

TEST(NeonAccess, DeprecationHeadersAreOptIn) {
  const Response off = ask(kAccountDays);
  EXPECT_FALSE(off.headers.get("Sunset"));
  EXPECT_FALSE(off.headers.get("Deprecation"));
  const Response rfc =
      ask(kAccountDays, "napi_scale", {.variants = {{"neon.deprecation_headers", "rfc"}}});
  EXPECT_EQ(rfc.headers.get("Sunset").value_or(""), "Mon, 01 Jun 2026 00:00:00 GMT");
  EXPECT_EQ(rfc.headers.get("Deprecation").value_or(""), "@1771200000");
}

}  // namespace
}  // namespace mockmeter::testing
