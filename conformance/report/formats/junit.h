#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mockmeter::conformance::junit {

inline constexpr std::string_view kFailure = "failure";

struct TestCase {
  std::string class_name;  ///< what it belongs to, "mockmeter.findings"
  std::string name;
  std::string_view element{};  ///< of its status: "failure", "error", "skipped"; empty = it passed
  std::string message{};       ///< why it did not pass, in one line
  std::string details{};       ///< the same at length
  std::string output{};        ///< what else there is to know, whatever the status
  double seconds = 0;
};

using Properties = std::vector<std::pair<std::string, std::string>>;

struct TestSuite {
  std::string name;
  Properties properties;
  std::vector<TestCase> cases;
};

/// A document as CI systems read it: <testsuites>, with the order of elements that JUnit's schema
/// asks for. Bytes that XML cannot carry become U+FFFD.
std::string document(const std::string& name, const std::vector<TestSuite>& suites);

}  // namespace mockmeter::conformance::junit
