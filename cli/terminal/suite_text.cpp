#include "cli/terminal/suite_text.h"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <map>
#include <string_view>

#include "base/text/wording.h"
#include "conformance/self_test/mutants.h"
#include "conformance/suite/profile.h"
#include "conformance/suite/suite.h"
#include "mockmeter/catalogue.h"

namespace mockmeter::cli {
namespace {

namespace suite = conformance;

void print_line(const char* label, const std::string& text) {
  if (text.empty()) return;
  std::cout << "  " << std::left << std::setw(11) << label << ' ' << text << '\n';
}

std::string conform_line(std::string_view cases) {
  return "mockmeter conform --client COMMAND --run '" + std::string(cases) + '\'';
}

std::string check_line(std::string_view probes) {
  return "mockmeter check URL --run '" + std::string(probes) + '\'';
}

std::string sentence_of(const suite::Requirement& requirement) {
  return requirement.id + " (" + std::string(suite::to_string(requirement.level)) + ", " +
         requirement.evidence + "): \"" + requirement.text + '"';
}

/// Each file once, for its first row: "acme/get_stats/period-count (7 rows): title".
void print_cases(const char* label, const std::vector<const suite::Case*>& cases) {
  for (std::size_t first = 0, next = 0; first < cases.size(); first = next) {
    const std::string_view file = cases[first]->file();
    while (next < cases.size() && cases[next]->file() == file) ++next;
    const std::size_t rows = next - first;
    print_line(label, std::string(file) + (rows > 1 ? " (" + std::to_string(rows) + " rows)" : "") +
                          ": " + cases[first]->title);
  }
}

/// The operation that most cases about the document call; empty when none is about it.
std::string operation_of(const suite::Suite& all, const std::string& url) {
  std::map<std::string, int> calls;
  for (const suite::Case& subject : all.cases) {
    for (const suite::Requirement* each : subject.requirements) {
      if (each->url == url) ++calls[subject.operations.front()];
    }
  }
  const auto most =
      std::ranges::max_element(calls, {}, [](const auto& each) { return each.second; });
  return most == calls.end() ? "" : most->first;
}

void print_try(const std::string& operation) {
  const std::string line = try_line(operation);
  print_line("try", line);
  if (!line.empty()) print_line("", "against `mockmeter serve`; URL is the address that it prints");
}

void explain_requirement(const suite::Suite& all, const suite::Requirement& requirement) {
  const auto cases = suite::cases_of(all, requirement);
  const bool tests_the_mock = !requirement.server_tests.empty();
  std::cout << sentence_of(requirement) << "\n\n";
  print_line("source", requirement.document + ", " + requirement.url);
  print_line("why", requirement.why.empty() && !cases.empty() ? cases.front()->rationale
                                                              : requirement.why);
  print_line(tests_the_mock ? "no case" : "not tested", requirement.excluded);
  if (tests_the_mock)
    print_line("mock", "is held to it by " + join_names(requirement.server_tests));
  print_cases("case", cases);
  if (!cases.empty()) {
    print_try(cases.front()->operations.front());
    print_line("run", conform_line(cases.front()->file()));
  } else if (tests_the_mock) {
    print_try(operation_of(all, requirement.url));
  }
  const suite::Suite probes = suite::embedded_probes();
  const suite::Requirement* asked = suite::find_requirement(probes, requirement.id);
  if (asked == nullptr) return;
  const auto askers = suite::cases_of(probes, *asked);
  print_cases("probe", askers);
  if (!askers.empty()) print_line("check", check_line(askers.front()->file()));
}

/// "requests[].query.from, outcome": the assertions that rest on a sentence.
std::string carried_by(const suite::Case& subject, const suite::Requirement& requirement) {
  std::vector<std::string> names;
  for (const suite::Basis& basis : subject.bases) {
    if (basis.requirement != &requirement) continue;
    names.push_back(basis.assertions != "*"            ? basis.assertions
                    : subject.requirements.size() == 1 ? "every assertion"
                                                       : "every other assertion");
  }
  return join_names(names);
}

void explain_case(const suite::Case& subject, bool is_probe) {
  std::cout << subject.id << "\n\n" << subject.title << ".\n" << subject.rationale << "\n\n";
  for (const suite::Requirement* requirement : subject.requirements) {
    print_line("requirement", sentence_of(*requirement));
    print_line("source", requirement->document + ", " + requirement->url);
    print_line("carries", carried_by(subject, *requirement));
  }
  const suite::Topic& topic = suite::topic(subject.topic);
  if (!is_probe) {
    print_line("topic", std::string(topic.title) + " (" + subject.topic + "), from profile " +
                            std::string(suite::profile_name(topic.profile)) + " on");
  } else if (subject.level == suite::Level::kMay) {
    print_line("advisory", "it never fails a run");
  }
  print_line("operations", join_names(subject.operations));
  print_line("features", join_names(subject.features));
  for (const suite::Kill& kill : subject.kills) {
    print_line("kills", suite::mutant_text(kill.mutant) + " (" + kill.check + ')');
  }
  for (const std::string& quirk : subject.allows) print_line("allows", suite::quirk_text(quirk));
  if (subject.timing_sensitive)
    print_line("timed", "it measures time: a failure is rerun alone before it counts");
  if (is_probe) {
    print_line("check", check_line(subject.file()));
  } else {
    print_try(subject.operations.front());
    print_line("run", conform_line(subject.id));
  }
  for (const auto& [name, part] :
       {std::pair{"given", &subject.given}, std::pair{"when", &subject.when},
        std::pair{"then", &subject.then}}) {
    if (!part->empty()) std::cout << '\n' << name << ' ' << part->dump(2) << '\n';
  }
}

/// Explains a case or a probe by its id, or the first row of it; false when there is none.
bool explain_case_of(const suite::Suite& all, const std::string& id, bool is_probe) {
  const suite::Case* first = nullptr;
  std::size_t rows = 0;
  for (const suite::Case& subject : all.cases) {
    if (subject.id != id && subject.file() != id) continue;
    if (++rows == 1) first = &subject;
  }
  if (first == nullptr) return false;
  explain_case(*first, is_probe);
  if (rows > 1) {
    std::cout << "\nThis is the first of " << rows << " rows; `mockmeter "
              << (is_probe ? "check" : "conform") << " --list --run '" << id
              << "'` names them all.\n";
  }
  return true;
}

void print_titles(const suite::Suite& all) {
  for (const suite::Case& subject : all.cases) {
    std::cout << std::left << std::setw(64) << subject.id << ' ' << subject.title << '\n';
  }
}

}  // namespace

std::string try_line(std::string_view id) {
  const OperationInfo* operation = find_operation_info(id);
  if (operation == nullptr || operation->example.empty()) return {};
  const ProviderInfo& provider = *find_provider_info(operation->provider());
  return "curl -X " + std::string(operation->method) + ' ' +
         (operation->open ? "" : mock_curl_option_of(provider) + ' ') + "\"$URL" +
         std::string(operation->example) + '"';
}

void list_requirements() {
  const suite::Suite all = suite::embedded_suite();
  for (const suite::Requirement& requirement : all.requirements) {
    const bool is_tested = requirement.excluded.empty() || !requirement.server_tests.empty();
    std::cout << std::left << std::setw(16) << requirement.id << ' ' << std::setw(6)
              << (is_tested ? suite::to_string(requirement.level) : "-") << ' ' << requirement.text
              << "  [" << requirement.document << "]\n";
  }
}

void list_cases() { print_titles(suite::embedded_suite()); }

void list_probes() { print_titles(suite::embedded_probes()); }

bool explain_suite(const std::string& id) {
  const suite::Suite all = suite::embedded_suite();
  if (const suite::Requirement* requirement = suite::find_requirement(all, id)) {
    explain_requirement(all, *requirement);
    return true;
  }
  return explain_case_of(all, id, false) || explain_case_of(suite::embedded_probes(), id, true);
}

}  // namespace mockmeter::cli
