#include <gtest/gtest.h>

#include <set>
#include <string>

#include "server/control/admin/routes.h"
#include "server/control/catalog.h"
#include "server/providers/providers.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

/// The row of that id; null when there is none.
Json row_of(const Json& rows, std::string_view id) {
  for (const Json& row : rows) {
    if (row.at("id").get_ref<const std::string&>() == id) return row;
  }
  return nullptr;
}

TEST(Fidelity, EveryOperationErrorAndVariantHasEvidence) {
  const Json document = fidelity_document(Mock(make_settings()));
  for_each_operation([&](const Provider&, const Operation& operation) {
    EXPECT_EQ(row_of(document["operations"], operation.id)["source"], operation.source);
  });
  for_each_variant([&](const Variant& variant) {
    EXPECT_EQ(row_of(document["variants"], variant.name)["values"].size(), variant.values.size());
  });
  for (const Provider* provider : all_providers()) {
    for (const ErrorCase& error : provider->errors) {
      EXPECT_GE(row_of(document["errors"], error.name)["source"].get<std::string>().size(), 10U);
    }
  }
}

TEST(Fidelity, CountsEveryRowOnce) {
  const Json document = fidelity_document(Mock(make_settings()));
  for (const char* part : {"operations", "errors"}) {
    std::size_t sum = 0;
    for (const Json& vendor : document["counts"]) {
      for (const Json& count : vendor[part]) sum += count.get<std::size_t>();
    }
    EXPECT_EQ(sum, document[part].size()) << part;
    const Provider& last = *all_providers().back();
    EXPECT_EQ(document["counts"][std::string(last.name)][part].size(), 4U) << "kinds of evidence";
  }
}

TEST(Fidelity, TellsWhatTheClockAndTheVariantsMadeOfAnOperation) {
  const auto status = [](const MockSetup& setup, const char* id) {
    return row_of(fidelity_document(Mock(make_settings(setup)))["operations"], id)["status"];
  };
  const char* const account = "neon.account_consumption";
  EXPECT_EQ(status({.clock = "2026-01-01T00:00:00Z"}, account), "alive");
  EXPECT_EQ(status({}, account), "deprecated");
  EXPECT_EQ(status({.clock = "2026-06-01T00:00:00Z"}, account), "gone");
  const Json off = {{"upstash.legacy_routes", "off"}};
  EXPECT_EQ(status({.variants = off}, "upstash.get_default_qstash_user"), "gone");
  const Json document = fidelity_document(Mock(make_settings({.variants = off})));
  const Json row = row_of(document["variants"], "upstash.legacy_routes");
  EXPECT_EQ(row["chosen"], "off");
  EXPECT_EQ(row["default"], "on");
}

TEST(ErrorCases, AreNamedAfterTheirProviderAndUnique) {
  std::set<std::string_view> names;
  for (const Provider* provider : all_providers()) {
    for (const ErrorCase& error : provider->errors) {
      EXPECT_TRUE(error.name.starts_with(std::string(provider->name) + ".")) << error.name;
      EXPECT_TRUE(names.insert(error.name).second) << error.name;
    }
  }
}

struct NamedRefusal {
  CommonError refusal;
  std::string_view name;
};

TEST(ErrorCases, BeginWithTheRefusalsInTheirOrder) {
  constexpr NamedRefusal kNames[] = {{CommonError::kUnknownRoute, "unknown_route"},
                                     {CommonError::kMethodNotAllowed, "method_not_allowed"},
                                     {CommonError::kTargetTooLong, "target_too_long"},
                                     {CommonError::kBadTarget, "bad_target"},
                                     {CommonError::kBodyTooLarge, "body_too_large"},
                                     {CommonError::kUnsupportedBody, "unsupported_body"},
                                     {CommonError::kBadBody, "bad_body"},
                                     {CommonError::kRateLimited, "rate_limited"},
                                     {CommonError::kInternalError, "internal_error"}};
  for (const Provider* provider : all_providers()) {
    for (const auto& [refusal, name] : kNames) {
      const ApiError error = make_error(*provider, refusal, "why");
      EXPECT_EQ(error.row().name, std::string(provider->name) + "." + std::string(name));
      EXPECT_EQ(error.status(), status_of(refusal)) << error.row().name;
    }
  }
}

TEST(ErrorCases, AFaultGetsTheStatusThatItAskedFor) {
  for (const Provider* provider : all_providers()) {
    for (int status = 400; status < 600; ++status) {
      const ApiError error = error_for_status(*provider, status);
      EXPECT_EQ(error.status(), status) << provider->name;
      EXPECT_TRUE(error.row().status == 0 || error.row().status == status) << error.row().name;
    }
  }
}

}  // namespace
}  // namespace mockmeter::testing
