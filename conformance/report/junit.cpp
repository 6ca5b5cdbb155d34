#include "conformance/report/junit.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/tables.h"
#include "base/text/decimal_text.h"
#include "conformance/report/xml_text.h"

namespace mockmeter::conformance::junit {
namespace {

std::string attribute(std::string_view name, std::string_view value) {
  return ' ' + std::string(name) + "=\"" + xml_attribute(value) + '"';
}

/// The element of a verdict other than kPassed.
struct Element {
  Verdict verdict;
  std::string_view name;
};
constexpr std::array<Element, 3> kElements{{
    {Verdict::kFailed, "failure"},
    {Verdict::kError, "error"},
    {Verdict::kSkipped, "skipped"},
}};

void append_verdict(std::string& out, const Case& test) {
  const Element* element = find_by(kElements, &Element::verdict, test.verdict);
  if (element == nullptr) return;
  const std::string name(element->name);
  out += "      <" + name + attribute("message", test.message);
  if (test.verdict != Verdict::kSkipped) out += attribute("type", name);
  out += '>' + xml_text(test.details) + "</" + name + ">\n";
}

void append_case(std::string& out, const Case& test) {
  out += "    <testcase" + attribute("classname", test.class_name) + attribute("name", test.name) +
         attribute("time", decimal_text(test.seconds, 3)) + ">\n";
  append_verdict(out, test);
  if (!test.output.empty()) {
    out += "      <system-out>" + xml_text(test.output) + "</system-out>\n";
  }
  out += "    </testcase>\n";
}

/// tests="..." failures="..." errors="..." skipped="..." time="..."; the outermost element has no
/// skipped.
std::string totals(const std::vector<const Case*>& cases, bool with_skipped) {
  const auto count = [&](Verdict verdict) {
    return std::to_string(std::count_if(cases.begin(), cases.end(), [verdict](const Case* test) {
      return test->verdict == verdict;
    }));
  };
  double seconds = 0;
  for (const Case* test : cases) seconds += test->seconds;
  return attribute("tests", std::to_string(cases.size())) +
         attribute("failures", count(Verdict::kFailed)) +
         attribute("errors", count(Verdict::kError)) +
         (with_skipped ? attribute("skipped", count(Verdict::kSkipped)) : "") +
         attribute("time", decimal_text(seconds, 3));
}

std::vector<const Case*> cases_of(const Suite& suite) {
  std::vector<const Case*> cases;
  for (const Case& test : suite.cases) cases.push_back(&test);
  return cases;
}

void append_suite(std::string& out, const Suite& suite) {
  out += "  <testsuite" + attribute("name", suite.name) + totals(cases_of(suite), true) + ">\n";
  if (!suite.properties.empty()) {
    out += "    <properties>\n";
    for (const auto& [name, value] : suite.properties) {
      out += "      <property" + attribute("name", name) + attribute("value", value) + "/>\n";
    }
    out += "    </properties>\n";
  }
  for (const Case& test : suite.cases) append_case(out, test);
  out += "  </testsuite>\n";
}

}  // namespace

std::string document(const std::string& name, const std::vector<Suite>& suites) {
  std::vector<const Case*> all;
  for (const Suite& suite : suites) {
    const std::vector<const Case*> cases = cases_of(suite);
    all.insert(all.end(), cases.begin(), cases.end());
  }
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" +
                    attribute("name", name) + totals(all, false) + ">\n";
  for (const Suite& suite : suites) append_suite(out, suite);
  return out + "</testsuites>\n";
}

}  // namespace mockmeter::conformance::junit
