#include "conformance/report/formats/junit.h"

#include <map>
#include <span>
#include <string_view>

#include "base/text/numbers.h"
#include "conformance/report/formats/xml_text.h"

namespace mockmeter::conformance::junit {
namespace {

std::string attribute(std::string_view name, std::string_view value) {
  return ' ' + std::string(name) + "=\"" + xml_attribute(value) + '"';
}

void append_case(std::string& out, const TestCase& test) {
  out += "    <testcase" + attribute("classname", test.class_name) + attribute("name", test.name) +
         attribute("time", decimal_text(test.seconds, 3)) + ">\n";
  if (const std::string element(test.element); !element.empty()) {
    out += "      <" + element + attribute("message", test.message) +
           (element == "skipped" ? "" : attribute("type", element)) + '>' + xml_text(test.details) +
           "</" + element + ">\n";
  }
  if (!test.output.empty()) out += "      <system-out>" + xml_text(test.output) + "</system-out>\n";
  out += "    </testcase>\n";
}

/// tests="..." failures="..." errors="..." skipped="..." time="..."; the outermost element has no
/// skipped.
std::string totals(std::span<const TestSuite> suites, bool with_skipped) {
  std::size_t tests = 0;
  std::map<std::string_view, std::size_t> counts;
  double seconds = 0;
  for (const TestSuite& suite : suites) {
    tests += suite.cases.size();
    for (const TestCase& test : suite.cases) {
      ++counts[test.element];
      seconds += test.seconds;
    }
  }
  return attribute("tests", std::to_string(tests)) +
         attribute("failures", std::to_string(counts[kFailure])) +
         attribute("errors", std::to_string(counts["error"])) +
         (with_skipped ? attribute("skipped", std::to_string(counts["skipped"])) : "") +
         attribute("time", decimal_text(seconds, 3));
}

void append_suite(std::string& out, const TestSuite& suite) {
  out += "  <testsuite" + attribute("name", suite.name) + totals({&suite, 1}, true) + ">\n";
  if (!suite.properties.empty()) {
    out += "    <properties>\n";
    for (const auto& [name, value] : suite.properties) {
      out += "      <property" + attribute("name", name) + attribute("value", value) + "/>\n";
    }
    out += "    </properties>\n";
  }
  for (const TestCase& test : suite.cases) append_case(out, test);
  out += "  </testsuite>\n";
}

}  // namespace

std::string document(const std::string& name, const std::vector<TestSuite>& suites) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" +
                    attribute("name", name) + totals(suites, false) + ">\n";
  for (const TestSuite& suite : suites) append_suite(out, suite);
  return out + "</testsuites>\n";
}

}  // namespace mockmeter::conformance::junit
