#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "conformance/suite/suite.h"
#include "server/control/faults/kinds.h"
#include "server/providers/providers.h"

namespace mockmeter::conformance {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEndToEnd = "end_to_end.";

fs::path in_tests(const std::string& path) {
  return fs::path(MOCKMETER_SOURCE_DIR) / "tests" / path;
}

std::string text_of(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void add_unit_tests(std::set<std::string>& names, const std::string& source) {
  constexpr auto kNone = std::string::npos;
  for (auto at = source.find("\nTEST"); at != kNone; at = source.find("\nTEST", at + 1)) {
    const auto open = source.find('(', at);
    const auto comma = source.find(", ", open);
    const auto close = source.find(')', open);
    if (close == kNone || comma > close) continue;
    names.insert(source.substr(open + 1, comma - open - 1) + '.' +
                 source.substr(comma + 2, close - comma - 2));
  }
}

/// Every TEST of the project: "UpstashStats.LongerPeriodsHoldTheShorterOnes".
std::set<std::string> unit_tests() {
  std::set<std::string> names;
  for (fs::recursive_directory_iterator at(in_tests("")), end; at != end; ++at) {
    if (at->path().filename() == "end_to_end") at.disable_recursion_pending();  // packages of npm
    if (at->path().extension() == ".cpp") add_unit_tests(names, text_of(at->path()));
  }
  return names;
}

bool is_end_to_end(const std::string& name) {
  return fs::exists(in_tests("end_to_end/" + name + ".test.mjs"));
}

TEST(Coverage, EveryRequirementIsJudgedOrSaysWhyNot) {
  const Suite suite = embedded_suite();
  const Suite probes = embedded_probes();
  for (const Requirement& requirement : suite.requirements) {
    const bool is_tested = !requirement.server_tests.empty() ||
                           !cases_of(suite, requirement).empty() ||
                           !cases_of(probes, *find_requirement(probes, requirement.id)).empty();
    EXPECT_TRUE(is_tested || !requirement.excluded.empty())
        << requirement.id
        << " needs a case, a probe, server_tests or excluded: " << requirement.text;
  }
}

TEST(Coverage, WhatACaseJudgesIsNotExcluded) {
  const Suite suite = embedded_suite();
  for (const Requirement& requirement : suite.requirements) {
    if (requirement.excluded.empty()) continue;
    EXPECT_TRUE(cases_of(suite, requirement).empty()) << requirement.id;
  }
}

TEST(Coverage, ServerTestsExist) {
  const std::set<std::string> known = unit_tests();
  EXPECT_THAT(known, ::testing::Contains("Coverage.ServerTestsExist"));
  for (const Requirement& requirement : embedded_suite().requirements) {
    for (const std::string& test : requirement.server_tests) {
      if (test.starts_with(kEndToEnd)) {
        EXPECT_TRUE(is_end_to_end(test.substr(kEndToEnd.size()))) << requirement.id << ": " << test;
      } else {
        EXPECT_TRUE(known.contains(test)) << requirement.id << ": " << test;
      }
    }
  }
}

TEST(Coverage, WhatAFaultBreaksIsJudgedByProbes) {
  const Suite probes = embedded_probes();
  for (const Provider* provider : all_providers()) {
    for (const auto& [fault, id] : provider->broken_by_faults) {
      EXPECT_NE(find_fault_kind(fault), nullptr) << fault;
      const Requirement* requirement = find_requirement(probes, id);
      ASSERT_NE(requirement, nullptr) << provider->name << ' ' << fault << ": no " << id;
      EXPECT_FALSE(cases_of(probes, *requirement).empty()) << id;
    }
  }
}

TEST(Coverage, IdsArePermanent) {
  std::set<std::string> join_names;
  std::ifstream file(in_tests("conformance/suite/ids.txt"));
  for (std::string id; std::getline(file, id);) join_names.insert(id);
  std::set<std::string> present;
  for (const Requirement& each : embedded_suite().requirements) present.insert(each.id);
  for (const std::string& id : join_names) {
    EXPECT_TRUE(present.contains(id)) << id << " is gone: exclude it instead, it was published";
  }
  for (const std::string& id : present) {
    EXPECT_TRUE(join_names.contains(id))
        << id << " is new: add it to tests/conformance/suite/ids.txt";
  }
}

}  // namespace
}  // namespace mockmeter::conformance
