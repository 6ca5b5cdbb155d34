#pragma once

#include <string>
#include <utility>
#include <vector>

namespace mockmeter::conformance::junit {

/// How a test case went.
enum class Verdict { kPassed, kFailed, kError, kSkipped };

struct Case {
  std::string class_name;  ///< what it belongs to, "mockmeter.conduct"
  std::string name;
  Verdict verdict = Verdict::kPassed;
  std::string message{};  ///< why it did not pass, in one line
  std::string details{};  ///< the same at length
  std::string output{};   ///< what else there is to know, whatever the verdict
  double seconds = 0;
};

struct Suite {
  std::string name;
  std::vector<std::pair<std::string, std::string>> properties;
  std::vector<Case> cases;
};

/// A document as CI systems read it: <testsuites>, with the order of elements that JUnit's schema
/// asks for. Bytes that XML cannot carry become U+FFFD.
std::string document(const std::string& name, const std::vector<Suite>& suites);

}  // namespace mockmeter::conformance::junit
