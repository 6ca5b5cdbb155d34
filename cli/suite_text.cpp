#include "cli/suite_text.h"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <map>
#include <string_view>

#include "base/text/wording.h"
#include "conformance/model/bug.h"
#include "conformance/select/profile.h"
#include "conformance/select/suite.h"
#include "conformance/self_test/bug.h"
#include "mockmeter/catalogue.h"

namespace mockmeter::cli {
namespace {

namespace suite = conformance;

void print_line(const char* label, const std::string& text) {
  if (text.empty()) return;
  std::cout << "  " << std::left << std::setw(11) << label << ' ' << text << '\n';
}

/// "id[period=1h]" without "[period=1h]".
std::string judge_line(std::string_view cases) {
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
  const auto most = std::max_element(
      calls.begin(), calls.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == calls.end() ? "" : most->first;
}

void print_try(const std::string& operation) {
  const std::string line = try_line(operation);
  print_line("try", line);
  if (!line.empty()) print_line("", "against `mockmeter serve`; URL is the address that it prints");
}

void print_client_side(const suite::Suite& all, const suite::Requirement& requirement,
                       const std::vector<const suite::Case*>& cases) {
  print_cases("case", cases);
  if (cases.empty() && requirement.server_tests.empty()) return;
  if (cases.empty()) return print_try(operation_of(all, requirement.url));
  print_try(cases.front()->operations.front());
  print_line("judge", judge_line(cases.front()->file()));
}

void print_server_side(const suite::Requirement& requirement) {
  const suite::Suite probes = suite::embedded_probes();
  const suite::Requirement* asked = suite::find_requirement(probes, requirement.id);
  if (asked == nullptr) return;
  const auto askers = suite::cases_of(probes, *asked);
  if (askers.empty()) return;
  print_cases("probe", askers);
  print_line("check", check_line(askers.front()->file()));
}

void explain_requirement(const suite::Suite& all, const suite::Requirement& requirement) {
  const auto cases = suite::cases_of(all, requirement);
  const bool tests_the_mock = !requirement.server_tests.empty();
  std::cout << sentence_of(requirement) << "\n\n";
  print_line("source", requirement.document + ", " + requirement.url);
  print_line("why",
             requirement.why.empty() && !cases.empty() ? cases.front()->why : requirement.why);
  print_line(tests_the_mock ? "no case" : "not judged", requirement.excluded);
  if (tests_the_mock) print_line("mock", "is held to it by " + listed(requirement.server_tests));
  print_client_side(all, requirement, cases);
  print_server_side(requirement);
}

/// How the page of a case or a probe begins.
void print_head(const suite::Case& subject) {
  std::cout << subject.id << "\n\n" << subject.title << ".\n" << subject.why << "\n\n";
  for (const suite::Requirement* requirement : subject.requirements) {
    print_line("requires", sentence_of(*requirement));
    print_line("source", requirement->document + ", " + requirement->url);
  }
}

void print_parts(const suite::Case& subject) {
  for (const auto& [name, part] :
       {std::pair{"given", &subject.given}, std::pair{"when", &subject.when},
        std::pair{"then", &subject.then}}) {
    if (!part->empty()) std::cout << '\n' << name << ' ' << part->dump(2) << '\n';
  }
}

void explain_case(const suite::Case& subject) {
  const suite::Category& category = suite::category(subject.category);
  print_head(subject);
  print_line("about", std::string(category.title) + " (" + subject.category + "), from profile " +
                          std::string(suite::profile_name(category.profile)) + " on");
  print_line("operations", listed(subject.operations));
  print_line("features", listed(subject.features));
  for (const suite::Kill& kill : subject.kills) {
    print_line("finds", suite::bug_text(kill.bug) + " (" + kill.check + ')');
  }
  if (subject.timed) print_line("timed", "it measures time: a miss is confirmed before it counts");
  print_try(subject.operations.front());
  print_line("judge", judge_line(subject.id));
  print_parts(subject);
}

void explain_probe(const suite::Case& probe) {
  print_head(probe);
  if (probe.level == suite::Level::kMay) print_line("advisory", "it never fails a run");
  print_line("operations", listed(probe.operations));
  print_line("check", check_line(probe.file()));
  print_parts(probe);
}

void print_titles(const suite::Suite& all) {
  for (const suite::Case& subject : all.cases) {
    std::cout << std::left << std::setw(64) << subject.id << ' ' << subject.title << '\n';
  }
}

/// Its rows, by the id of one or of all of them.
std::vector<const suite::Case*> rows_of(const suite::Suite& all, const std::string& id) {
  std::vector<const suite::Case*> rows;
  for (const suite::Case& subject : all.cases) {
    if (subject.id == id || subject.file() == id) rows.push_back(&subject);
  }
  return rows;
}

void print_more_rows(std::size_t rows, const char* command, const std::string& id) {
  if (rows < 2) return;
  std::cout << "\nThis is the first of " << rows << " rows; `mockmeter " << command
            << " --list --run '" << id << "'` names them all.\n";
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
    const bool is_judged = requirement.excluded.empty() || !requirement.server_tests.empty();
    std::cout << std::left << std::setw(16) << requirement.id << ' ' << std::setw(6)
              << (is_judged ? suite::to_string(requirement.level) : "-") << ' ' << requirement.text
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
  if (const auto rows = rows_of(all, id); !rows.empty()) {
    explain_case(*rows.front());
    print_more_rows(rows.size(), "conform", id);
    return true;
  }
  const suite::Suite probes = suite::embedded_probes();
  const auto rows = rows_of(probes, id);
  if (rows.empty()) return false;
  explain_probe(*rows.front());
  print_more_rows(rows.size(), "check", id);
  return true;
}

}  // namespace mockmeter::cli
