#include "cli/suite_text.h"

#include <iomanip>
#include <iostream>
#include <string_view>

#include "conformance/select/profile.h"
#include "conformance/select/suite.h"
#include "server/control/catalog.h"

namespace mockmeter::cli {
namespace {

namespace suite = conformance;

constexpr int kIndent = 2;

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

void print_line(const char* label, const std::string& text) {
  if (text.empty()) return;
  std::cout << "  " << std::left << std::setw(11) << label << ' ' << text << '\n';
}

std::string sentence_of(const suite::Requirement& requirement) {
  return requirement.id + " (" + std::string(suite::to_string(requirement.level)) + ", " +
         requirement.evidence + "): \"" + requirement.text + '"';
}

/// A command against `mockmeter serve` that shows what the operation answers.
std::string try_line(const std::string& id) {
  std::string line;
  for_each_operation([&](const Provider& provider, const Operation& operation) {
    if (operation.id != id || operation.example.empty()) return;
    line = "curl -X " + std::string(operation.method) + ' ' +
           (operation.open ? "" : std::string(provider.curl_credential) + ' ') + "\"$URL" +
           std::string(operation.example) + '"';
  });
  return line;
}

void explain_requirement(const suite::Suite& all, const suite::Requirement& requirement) {
  std::cout << sentence_of(requirement) << "\n\n";
  print_line("source", requirement.document + ", " + requirement.url);
  print_line("why", requirement.why);
  print_line("not judged", requirement.excluded);
  for (const std::string& test : requirement.server_tests) print_line("server", test);
  const auto cases = suite::cases_of(all, requirement);
  for (const suite::Case* subject : cases) {
    print_line("case", subject->id + "  " + subject->title);
  }
  if (cases.empty()) return;
  if (requirement.why.empty()) print_line("why", cases.front()->why);
  print_line("try", try_line(cases.front()->operations.front()));
}

void print_part(const char* name, const Json& part) {
  if (!part.empty()) std::cout << '\n' << name << ' ' << part.dump(kIndent) << '\n';
}

void explain_case(const suite::Case& subject) {
  const suite::Category& category = suite::category(subject.category);
  std::cout << subject.id << "\n\n" << subject.title << ".\n" << subject.why << "\n\n";
  for (const suite::Requirement* requirement : subject.requirements) {
    print_line("requires", sentence_of(*requirement));
    print_line("source", requirement->document + ", " + requirement->url);
  }
  print_line("about", std::string(category.title) + " (" + subject.category + "), from profile " +
                          std::string(suite::profile_name(category.profile)) + " on");
  print_line("operations", joined(subject.operations));
  print_line("features", joined(subject.features));
  print_line("kills", joined(subject.kills));
  if (subject.alone) print_line("alone", "it measures time: nothing runs beside it");
  print_line("try", try_line(subject.operations.front()));
  print_line("judge", "mockmeter conform --client COMMAND --run '" + subject.id + '\'');
  print_part("given", subject.given);
  print_part("when", subject.when);
  print_part("then", subject.then);
}

/// "id[period=1h]" without "[period=1h]".
std::string_view file_of(std::string_view id) { return id.substr(0, id.find('[')); }

}  // namespace

void list_requirements() {
  const suite::Suite all = suite::embedded_suite();
  for (const suite::Requirement& requirement : all.requirements) {
    std::cout << std::left << std::setw(16) << requirement.id << ' ' << std::setw(6)
              << suite::to_string(requirement.level) << ' ' << requirement.text << '\n';
  }
}

void list_cases() {
  const suite::Suite all = suite::embedded_suite();
  for (const suite::Case& subject : all.cases) {
    std::cout << std::left << std::setw(64) << subject.id << ' ' << subject.title << '\n';
  }
}

bool explain_suite(const std::string& id) {
  const suite::Suite all = suite::embedded_suite();
  if (const suite::Requirement* requirement = suite::find_requirement(all, id)) {
    explain_requirement(all, *requirement);
    return true;
  }
  const suite::Case* first = nullptr;
  std::size_t rows = 0;
  for (const suite::Case& subject : all.cases) {
    if (subject.id != id && file_of(subject.id) != id) continue;
    if (++rows == 1) first = &subject;
  }
  if (first == nullptr) return false;
  explain_case(*first);
  if (rows > 1) {
    std::cout << "\nThis is the first of " << rows << " rows; `mockmeter conform --list --run '"
              << id << "'` names them all.\n";
  }
  return true;
}

}  // namespace mockmeter::cli
