// Walks the table of operations: everything that hangs on an id must be there, and nothing else.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <stdexcept>

#include "base/text/split.h"
#include "schemas/load.h"
#include "schemas/validate.h"
#include "server/control/admin/openapi/document.h"
#include "server/control/catalog.h"
#include "server/control/world_file.h"
#include "server/providers/providers.h"
#include "tests/support/json_file.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

namespace fs = std::filesystem;

struct Row {
  const Provider* provider;
  const Operation* operation;
};

/// How ctest names the row.
void PrintTo(const Row& row, std::ostream* out) { *out << row.operation->path; }

std::vector<Row> rows() {
  std::vector<Row> all;
  for_each_operation([&](const Provider& provider, const Operation& operation) {
    all.push_back({&provider, &operation});
  });
  return all;
}

fs::path in_source(const std::string& path) { return fs::path(MOCKMETER_SOURCE_DIR) / path; }

std::string schema_path(const Row& row, const std::string& kind) {
  return "schemas/" + std::string(row.provider->name) + "/" + std::string(row.operation->name()) +
         "." + kind + ".json";
}

void expect_valid(const std::string& schema, const Json& value, const std::string& what) {
  const WorldError error("", Schema(load_schema(schema)).validate(value));
  EXPECT_STREQ(error.what(), "") << what << " vs " << schema;
}

/// A golden exchange, with its response.
Json read_golden(const fs::path& path) {
  Json golden = read_json(path);
  if (golden.contains("response")) return golden;
  throw std::runtime_error(path.string() +
                           " has no response yet: MOCKMETER_UPDATE_GOLDEN=1 ./dev unit "
                           "server/providers Golden records it; review the diff");
}

/// The golden files of one operation: <name>.json and <name>.<variant>.json.
std::vector<fs::path> golden_files(const Row& row) {
  std::vector<fs::path> files;
  const std::string stem(row.operation->name());
  for (const auto& entry : fs::directory_iterator(
           in_source("fixtures/" + std::string(row.provider->name) + "/golden"))) {
    const std::string name = entry.path().filename().string();
    if (name == stem + ".json" || name.starts_with(stem + ".")) files.push_back(entry.path());
  }
  return files;
}

class Catalogue : public ::testing::TestWithParam<Row> {};

TEST_P(Catalogue, RowIsComplete) {
  const Operation& operation = *GetParam().operation;
  EXPECT_TRUE(operation.id.starts_with(std::string(GetParam().provider->name) + "."));
  EXPECT_NE(operation.handle == nullptr, operation.change == nullptr) << "exactly one of the two";
  EXPECT_TRUE(operation.source.starts_with("https://")) << operation.source;
  EXPECT_GE(operation.quote.size(), 5U);
  EXPECT_GE(operation.summary.size(), 30U);
}

TEST_P(Catalogue, ExampleTargetWorksInTheDefaultWorld) {
  const auto [provider, operation] = GetParam();
  Mock mock(make_settings());
  const Router router(all_providers());
  const auto match = router.match(
      operation->method, std::string(operation->example).substr(0, operation->example.find('?')));
  EXPECT_EQ(match.operation, operation) << operation->example << " is routed to another operation";
}

TEST_P(Catalogue, DocumentedExampleFitsTheResponseSchema) {
  const Row row = GetParam();
  const fs::path path = in_source("fixtures/" + std::string(row.provider->name) + "/examples/" +
                                  std::string(row.operation->name()) + ".json");
  const Json example = read_json(path);
  EXPECT_TRUE(example.at("source").get<std::string>().starts_with("https://"));
  expect_valid(schema_path(row, "response"), example.at("response"), path.string());
}

TEST_P(Catalogue, GoldenResponsesFitTheirSchemas) {
  const Row row = GetParam();
  const auto files = golden_files(row);
  ASSERT_FALSE(files.empty()) << "add fixtures/" << row.provider->name << "/golden/"
                              << row.operation->name() << ".json";
  bool has_success = false;
  for (const fs::path& path : files) {
    const Json golden = read_golden(path);
    EXPECT_EQ(golden.at("operation"), row.operation->id) << path;
    const bool good = golden.at("response").at("status") == 200;
    has_success = has_success || good;
    expect_valid(good ? schema_path(row, "response")
                      : "schemas/" + std::string(row.provider->name) + "/error.json",
                 golden.at("response").at("body"), path.string());
  }
  // A neighbour may have refusals alone: what it asks for is not in the mock.
  EXPECT_TRUE(has_success || row.operation->relation == Relation::kNeighbour)
      << "one golden exchange has to have the status 200";
}

/// The query of a raw target as the request schemas describe it: a string, or several.
Json query_of(const std::string& target) {
  Json query = Json::object();
  const Request request = make_request("GET", target);
  const auto parsed = Query::parse(request.query());
  if (!parsed) return query;
  for (const auto& [name, value] : *parsed) {
    if (!query.contains(name)) {
      query[name] = value;
    } else {
      if (!query[name].is_array()) query[name] = Json::array({query[name]});
      query[name].push_back(value);
    }
  }
  return query;
}

TEST_P(Catalogue, GoodGoldenRequestsFitTheRequestSchema) {
  const Row row = GetParam();
  const Router router(all_providers());
  for (const fs::path& path : golden_files(row)) {
    const Json golden = read_golden(path);
    if (golden.at("response").at("status") != 200) continue;
    const Json& request = golden.at("request");
    const auto target = request.at("target").get<std::string>();
    Json described = {{"path", Json::object()}, {"query", query_of(target)}};
    const std::string method = request.value("method", "GET");
    for (const auto& [name, value] :
         router.match(method, target.substr(0, target.find('?'))).params) {
      described["path"][std::string(name)] = value;
    }
    if (request.contains("body")) described["body"] = request["body"];
    expect_valid(schema_path(row, "request"), described, path.string());
  }
}

TEST_P(Catalogue, ParametersAreThoseOfTheRequestSchema) {
  const Json schema = load_schema(schema_path(GetParam(), "request"));
  std::set<std::string> described;
  for (const auto& [name, meaning] : schema["properties"]["query"]["properties"].items()) {
    described.insert(name);
  }
  const auto& known = GetParam().operation->parameters;
  EXPECT_EQ(described, std::set<std::string>(known.begin(), known.end()))
      << "the request schema and `parameters` of the row have to name the same";
}

/// What golden answers show is what the OpenAPI document promises.
TEST_P(Catalogue, GoldenStatusesAreInTheDocument) {
  const Operation& operation = *GetParam().operation;
  std::string method(operation.method);
  std::transform(method.begin(), method.end(), method.begin(), ::tolower);
  const Json document = openapi_document(Mock(make_settings()), "/");
  const Json& responses =
      document.at("paths").at(std::string(operation.path)).at(method).at("responses");
  for (const fs::path& path : golden_files(GetParam())) {
    const Json status = read_golden(path)["response"].at("status");
    EXPECT_TRUE(responses.contains(status.dump()))
        << path << " has " << status << ": is it missing in error_statuses of the row?";
  }
}

std::string test_name(const ::testing::TestParamInfo<Row>& info) {
  std::string name(info.param.operation->id);
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Operations, Catalogue, ::testing::ValuesIn(rows()), test_name);

TEST(CatalogueAsAWhole, IdsAreUnique) {
  std::set<std::string_view> ids;
  for (const Row& row : rows()) EXPECT_TRUE(ids.insert(row.operation->id).second);
}

TEST(CatalogueAsAWhole, NoRouteIsBothMockedAndNot) {
  const Router router(all_providers());
  for (const Provider* provider : all_providers()) {
    for (const UnmockedRoute& route : provider->unmocked) {
      for (const std::string_view method : split(route.methods, ' ')) {
        const Operation* operation = router.match(method, route.path).operation;
        EXPECT_TRUE(operation == nullptr || operation->path != route.path) << route.path;
      }
    }
  }
}

/// The operation that a file belongs to, by its name up to the first dot.
bool belongs_to_an_operation(const Provider& provider, const fs::path& file) {
  const std::string name = file.filename().string();
  return std::any_of(
      provider.operations.begin(), provider.operations.end(),
      [stem = name.substr(0, name.find('.'))](const Operation& o) { return o.name() == stem; });
}

TEST(CatalogueAsAWhole, NoFixtureIsAnOrphan) {
  for (const Provider* provider : all_providers()) {
    for (const char* kind : {"examples", "golden"}) {
      const auto folder = in_source("fixtures/" + std::string(provider->name) + "/" + kind);
      for (const auto& entry : fs::directory_iterator(folder)) {
        EXPECT_TRUE(belongs_to_an_operation(*provider, entry.path()))
            << entry.path() << " has to begin with the name of an operation";
      }
    }
  }
}

/// A schema file is an operation's, the provider's error.json or world.json, or a part that
/// another file of the folder refers to.
TEST(CatalogueAsAWhole, NoSchemaIsAnOrphan) {
  for (const Provider* provider : all_providers()) {
    const auto folder = in_source("schemas/" + std::string(provider->name));
    std::string all_text;
    for (const auto& entry : fs::directory_iterator(folder)) {
      all_text += read_json(entry.path()).dump();
    }
    for (const auto& entry : fs::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      const bool is_used = name == "error.json" || name == "world.json" ||
                           belongs_to_an_operation(*provider, entry.path()) ||
                           all_text.find("\"" + name + "\"") != std::string::npos;
      EXPECT_TRUE(is_used) << entry.path()
                           << " is of no operation, and no other schema refers to it";
    }
  }
}

TEST(CatalogueAsAWhole, EveryReadingNamesTwoSourcedValues) {
  for_each_variant([](const Variant& variant) {
    EXPECT_GE(variant.values.size(), 2U) << variant.name;
    for (const VariantValue& value : variant.values) {
      EXPECT_GE(value.source.size(), 10U) << variant.name << "=" << value.value;
    }
  });
}

}  // namespace
}  // namespace mockmeter::testing
