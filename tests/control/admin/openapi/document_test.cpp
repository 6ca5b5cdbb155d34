#include "server/control/admin/openapi/document.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>

#include "server/control/catalog.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

constexpr const char* kUrl = "http://127.0.0.1:8080";

Json document_of(const MockSettings& settings) { return openapi_document(Mock(settings), kUrl); }

/// Every operation of a document by its operationId.
std::map<std::string, Json> operations_of(const Json& document) {
  std::map<std::string, Json> found;
  for (const auto& [path, item] : document.at("paths").items()) {
    for (const auto& [method, operation] : item.items()) {
      found.emplace(operation.at("operationId").get<std::string>(), operation);
    }
  }
  return found;
}

/// Every value of "$ref" in it.
void collect_references(const Json& value, std::set<std::string>& found) {
  if (!value.is_structured()) return;
  if (value.is_object() && value.contains("$ref")) found.insert(value["$ref"].get<std::string>());
  for (const Json& child : value) collect_references(child, found);
}

TEST(OpenApiDocument, HasEveryOperationOfTheTableAtItsPaths) {
  const Json document = document_of(make_settings());
  for_each_operation([&](const Provider& provider, const Operation& operation) {
    std::string method(operation.method);
    std::transform(method.begin(), method.end(), method.begin(), ::tolower);
    for (const std::string_view path : {operation.path, operation.alias}) {
      if (path.empty()) continue;
      const Json& written = document["paths"][std::string(path)][method];
      EXPECT_TRUE(written.is_object()) << operation.id << " at " << path;
      EXPECT_EQ(written["tags"][0], provider.name);
      EXPECT_EQ(written["security"].empty(), operation.open) << operation.id;
    }
  });
}

TEST(OpenApiDocument, EveryReferenceLeadsSomewhereAndEveryComponentIsUsed) {
  const Json document = document_of(make_settings());
  std::set<std::string> references;
  collect_references(document, references);
  for (const std::string& reference : references) {
    EXPECT_TRUE(document.contains(Json::json_pointer(reference.substr(1)))) << reference;
  }
  for (const auto& [name, schema] : document["components"]["schemas"].items()) {
    EXPECT_EQ(references.count("#/components/schemas/" + name), 1U) << name;
  }
}

TEST(OpenApiDocument, EveryTemplateHasItsParameter) {
  const Json document = document_of(make_settings());
  for (const auto& [path, item] : document["paths"].items()) {
    for (const auto& [method, operation] : item.items()) {
      std::string filled = path;
      for (const Json& parameter : operation["parameters"]) {
        const std::string braces = "{" + parameter["name"].get<std::string>() + "}";
        const bool in_path = parameter["in"].get_ref<const std::string&>() == "path";
        const std::size_t place = filled.find(braces);
        EXPECT_EQ(place != std::string::npos, in_path) << path << ' ' << braces;
        if (in_path) filled.erase(place, braces.size());
      }
      EXPECT_EQ(filled.find('{'), std::string::npos) << path;
    }
  }
}

TEST(OpenApiDocument, IsDeprecatedAndGoneByTheClock) {
  const auto at = [](const char* clock) {
    return operations_of(document_of(make_settings({.clock = clock})));
  };
  const std::string id = "neon.account_consumption";
  EXPECT_FALSE(at("2026-01-01T00:00:00Z").at(id).contains("deprecated"));
  EXPECT_EQ(at("2026-05-20T12:00:00Z").at(id).at("deprecated"), true);
  EXPECT_EQ(at("2026-06-01T00:00:00Z").count(id), 0U);
  EXPECT_EQ(at("2026-06-01T00:00:00Z").count("neon.project_consumption"), 1U);
}

TEST(OpenApiDocument, LeavesOutWhatAVariantTookAway) {
  const auto left =
      operations_of(document_of(make_settings({.variants = {{"upstash.legacy_routes", "off"}}})));
  EXPECT_EQ(left.count("upstash.get_default_qstash_user"), 0U);
  EXPECT_EQ(left.count("upstash.get_qstash_user"), 1U);
}

TEST(OpenApiDocument, ShowsOnlyTheServedProviders) {
  MockSettings settings = make_settings();
  settings.providers = {find_provider("zkscore")};
  const Json document = document_of(settings);
  EXPECT_EQ(document["tags"].size(), 1U);
  EXPECT_EQ(document["components"]["securitySchemes"],
            Json::parse(R"({"zkscore":{"type":"http","scheme":"bearer"}})"));
  for (const auto& [name, schema] : document["components"]["schemas"].items()) {
    EXPECT_TRUE(name.starts_with("zkscore.")) << name;
  }
  EXPECT_EQ(document["servers"][0]["url"], kUrl);
}

TEST(OpenApiDocument, ErrorStatusesAreThoseThatCanHappen) {
  const auto operations = operations_of(document_of(make_settings()));
  const auto statuses = [&](const char* id) {
    std::string text;
    for (const auto& [status, response] : operations.at(id).at("responses").items()) {
      text += (text.empty() ? "" : " ") + status;
    }
    return text;
  };
  EXPECT_EQ(statuses("upstash.list_qstash_ipv4"), "200 400 413 414");
  EXPECT_EQ(statuses("upstash.set_qstash_plan"), "200 400 401 403 404 413 414 415");
  EXPECT_EQ(statuses("neon.account_consumption"), "200 400 401 403 404 406 413 414 429");
  EXPECT_EQ(statuses("zkscore.revoke_api_key"), "200 400 401 403 404 413 414 429");
}

}  // namespace
}  // namespace mockmeter::testing
