#include "conformance/suite/suite.h"

#include <algorithm>

#include "base/tables.h"
#include "conformance/data/embedded.h"
#include "conformance/suite/suite_files.h"
#include "schemas/load.h"

namespace mockmeter::conformance {
namespace {

template <typename Entry>
void append_entries(std::vector<Entry>& all, std::vector<Entry> more, std::string_view path) {
  for (Entry& entry : more) {
    // Ids are permanent: one that stood for two things would test clients by the wrong one.
    if (find_by(all, &Entry::id, entry.id) != nullptr) {
      refuse_file(path, "the id " + entry.id + " is there twice");
    }
    all.push_back(std::move(entry));
  }
}

std::vector<SuiteFile> embedded_files_of(std::string_view folder) {
  std::vector<SuiteFile> files;
  for (const std::string_view path : paths_under(suite_table(), folder)) {
    files.push_back({path, find_file(suite_table(), path).value()});
  }
  return files;
}

Suite load(const std::vector<SuiteFile>& requirements, const std::vector<SuiteFile>& cases,
           const CaseFiles& files) {
  Suite suite;
  const Schema requirement_schema(load_schema("schemas/requirement.json"));
  for (const SuiteFile& file : requirements) {
    append_entries(suite.requirements, read_requirements(file, requirement_schema), file.path);
  }
  // From here on nothing may move: cases point at them.
  for (const SuiteFile& file : cases) {
    append_entries(suite.cases, read_cases(file, files, suite), file.path);
  }
  std::ranges::stable_sort(suite.cases, {}, &Case::file);
  return suite;
}

constexpr std::string_view kRequirements = "conformance/requirements/";
constexpr std::string_view kCases = "conformance/cases/";
constexpr std::string_view kProbes = "conformance/probes/";

}  // namespace

Suite load_suite(const std::vector<SuiteFile>& requirements, const std::vector<SuiteFile>& cases) {
  const Json schema = load_schema("schemas/case.json");
  return load(requirements, cases,
              {kCases, Schema(schema), is_case_placeholder, shared_schema(schema)});
}

Suite load_probes(const std::vector<SuiteFile>& requirements,
                  const std::vector<SuiteFile>& probes) {
  return load(requirements, probes,
              {kProbes, Schema(load_schema("schemas/probe.json")), is_probe_placeholder});
}

Suite embedded_suite() {
  return load_suite(embedded_files_of(kRequirements), embedded_files_of(kCases));
}

Suite embedded_probes() {
  return load_probes(embedded_files_of(kRequirements), embedded_files_of(kProbes));
}

const Requirement* find_requirement(const Suite& suite, std::string_view id) {
  return find_by(suite.requirements, &Requirement::id, id);
}

std::vector<const Case*> cases_of(const Suite& suite, const Requirement& requirement) {
  std::vector<const Case*> found;
  for (const Case& subject : suite.cases) {
    if (contains(subject.requirements, &requirement)) found.push_back(&subject);
  }
  return found;
}

std::string folder_of(std::string_view operation) {
  std::string folder(operation);
  return folder.replace(folder.find('.'), 1, "/");
}

std::map<std::string, int> count_kills(const Suite& suite) {
  std::map<std::string, int> counts;
  for (const Case& subject : suite.cases) {
    for (const Kill& kill : subject.kills) ++counts[kill.mutant];
  }
  return counts;
}

}  // namespace mockmeter::conformance
