// Golden exchanges: fixtures/<provider>/golden/*.json. Each is replayed and compared byte for byte.
// With MOCKMETER_UPDATE_GOLDEN=1 the responses are written instead; review them as a diff.
// fixtures/README.md describes the files.

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "server/providers/providers.h"
#include "tests/support/json_file.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

namespace fs = std::filesystem;

constexpr const char* kHowToUpdate =
    "MOCKMETER_UPDATE_GOLDEN=1 ./dev unit server/providers Golden writes the responses of all "
    "golden "
    "files anew; review the diff";

std::vector<fs::path> golden_files() {
  std::vector<fs::path> files;
  for (const Provider* provider : all_providers()) {
    const fs::path folder = fs::path(MOCKMETER_SOURCE_DIR) / "fixtures" / provider->name / "golden";
    if (!fs::is_directory(folder)) continue;  // the catalogue test asks for it
    for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

Response replay(const Json& golden) {
  const Json& request = golden.at("request");
  Headers headers;
  const Json named = request.value("headers", Json::object());
  for (const auto& [name, value] : named.items()) headers.add(name, value.get<std::string>());
  Mock mock(make_settings({golden.value("world", "default"), golden.value("clock", kDefaultClock),
                           golden.value("seed", std::uint64_t{1}),
                           golden.value("variants", Json::object())}));
  const std::string body = request.contains("body") ? request.at("body").dump() : "";
  return send(mock, request.value("method", "GET"), request.at("target").get<std::string>(),
              std::move(headers), body);
}

/// The headers that the file compares; a file without a response begins with the Content-Type.
Json named_headers(const Json& golden) {
  if (!golden.contains("response")) return {{"Content-Type", ""}};
  return golden["response"].value("headers", Json::object());
}

/// The response as a golden file holds it; of the headers, those that the file names.
Json as_golden(const Response& response, const Json& named_headers) {
  Json headers = Json::object();
  for (const auto& [name, value] : named_headers.items()) {
    headers[name] = std::string(response.headers.get(name).value_or("(absent)"));
  }
  return {{"status", response.status}, {"headers", headers}, {"body", body_of(response)}};
}

class Golden : public ::testing::TestWithParam<fs::path> {};

TEST_P(Golden, IsAnsweredByteForByte) {
  Json golden = read_json(GetParam());
  const Response response = replay(golden);
  const Json recorded = as_golden(response, named_headers(golden));
  if (std::getenv("MOCKMETER_UPDATE_GOLDEN") != nullptr) {
    golden["response"] = recorded;
    std::ofstream(GetParam()) << golden.dump(1) << '\n';
    return;
  }
  ASSERT_TRUE(golden.contains("response")) << "no response was recorded yet. " << kHowToUpdate;
  EXPECT_EQ(recorded.dump(), golden["response"].dump()) << "If that is meant: " << kHowToUpdate;
  EXPECT_EQ(response.body, golden["response"].at("body").dump());
}

std::string test_name(const ::testing::TestParamInfo<fs::path>& info) {
  std::string name =
      info.param.parent_path().parent_path().stem().string() + "_" + info.param.stem().string();
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Fixtures, Golden, ::testing::ValuesIn(golden_files()), test_name);

}  // namespace
}  // namespace mockmeter::testing
