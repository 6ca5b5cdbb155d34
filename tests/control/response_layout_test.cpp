// What the rows of operations say of their responses, held against the golden exchanges.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/text/json_pointer.h"
#include "server/control/catalog.h"

namespace mockmeter {
namespace {

/// The bodies of all golden answers with 200, by operation.
std::multimap<std::string, Json> golden_bodies() {
  std::multimap<std::string, Json> bodies;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(
           std::filesystem::path(MOCKMETER_SOURCE_DIR) / "fixtures")) {
    if (entry.path().parent_path().filename() != "golden") continue;
    std::ifstream file(entry.path());
    const Json golden = Json::parse(file);
    if (golden["response"]["status"] != 200) continue;
    bodies.emplace(golden["operation"].get<std::string>(), golden["response"]["body"]);
  }
  return bodies;
}

bool is_bucket(const Json& value) {
  return value.is_object() && (value.contains("x") || value.contains("timeframe_start") ||
                               (value.contains("start_time") && value.contains("results")) ||
                               (value.contains("timestamp") && value.contains("requests")));
}

/// The paths of all arrays whose elements have a time.
void collect_series(const Json& value, const std::string& path, std::set<std::string>& found) {
  if (value.is_array()) {
    if (!value.empty() && is_bucket(value.front())) found.insert(path);
    for (const Json& element : value) collect_series(element, path + "/*", found);
  } else if (value.is_object()) {
    for (const auto& [name, member] : value.items()) {
      collect_series(member, path + "/" + name, found);
    }
  }
}

std::set<std::string> series_of(const std::string& operation) {
  std::set<std::string> paths;
  for (const SeriesPath& series : find_operation(operation)->series) paths.emplace(series.path);
  return paths;
}

TEST(ResponseLayout, KnowsEverySeriesThatIsServedAndNoOther) {
  std::map<std::string, std::set<std::string>> served;
  for (const auto& [operation, body] : golden_bodies()) collect_series(body, "", served[operation]);
  ASSERT_GT(served.size(), 15U);
  for (const auto& [operation, paths] : served) EXPECT_EQ(series_of(operation), paths) << operation;
}

TEST(ResponseLayout, NamesAndPagesAreInSomeResponse) {
  const auto bodies = golden_bodies();
  const auto is_served = [&](const std::string& operation, std::string_view path) {
    const auto [first, last] = bodies.equal_range(operation);
    return std::any_of(first, last, [&](const auto& golden) {
      return !resolve_pattern(golden.second, path).empty();
    });
  };
  std::size_t checked = 0;
  for_each_operation([&](const Provider&, const Operation& operation) {
    const std::string id(operation.id);
    std::vector<std::string_view> paths(operation.enum_members.begin(),
                                        operation.enum_members.end());
    for (const std::string_view path : {operation.paging.cursor, operation.paging.has_more}) {
      if (!path.empty()) paths.push_back(path);
    }
    for (const std::string_view path : paths) EXPECT_TRUE(is_served(id, path)) << id << path;
    checked += paths.size();
  });
  EXPECT_GT(checked, 20U);
}

}  // namespace
}  // namespace mockmeter
