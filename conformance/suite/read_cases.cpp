#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "base/tables.h"
#include "conformance/suite/placeholders.h"
#include "conformance/suite/profile.h"
#include "conformance/suite/suite_files.h"

namespace mockmeter::conformance {
namespace {

constexpr std::string_view kExtension = ".json";
constexpr std::string_view kCommon = "common/";

std::string id_of(std::string_view path, std::string_view folder) {
  if (path.starts_with(folder)) path.remove_prefix(folder.size());
  if (path.ends_with(kExtension)) path.remove_suffix(kExtension.size());
  return std::string(path);
}

/// "retry" of "acme/get_stats/retry/backs-off".
std::string topic_of(std::string_view id, std::string_view path) {
  const std::size_t rule = id.rfind('/');
  const std::size_t begin = id.rfind('/', rule - 1) + 1;
  try {
    return std::string(topic(id.substr(begin, rule - begin)).code);
  } catch (const std::invalid_argument& error) {
    refuse_file(path, error.what());
  }
}

/// "[period=30d]", of the first column.
std::string suffix_of(const Json& row) {
  if (row.empty()) return {};
  const auto first = row.begin();
  const Json& value = first.value();
  return '[' + first.key() + '=' + text_of(value) + ']';
}

/// The rows of a document; one without columns when it has no parameters.
std::vector<Json> take_rows(Json& document, std::string_view path) {
  if (!document.is_object() || !document.contains("parameters")) return {Json::object()};
  const Json parameters = document["parameters"];
  const auto is_row = [](const Json& row) { return row.is_object() && !row.empty(); };
  if (!parameters.is_array() || parameters.empty() || !std::ranges::all_of(parameters, is_row)) {
    refuse_file(path, "at \"/parameters\": expected rows of one column or more, found " +
                          parameters.dump());
  }
  document.erase("parameters");
  return {parameters.begin(), parameters.end()};
}

/// Each answer as often as it is given; a file says it once.
Json in_full(const Json& script) {
  Json responses = Json::array();
  for (Json response : script) {
    const int times = response.value("times", 1);
    response.erase("times");
    for (int i = 0; i < times; ++i) responses.push_back(response);
  }
  return responses;
}

Json given_of(const Json& document) {
  Json given = document.value("given", Json::object());
  for (const char* script : {"script", "second_server"}) {
    if (given.contains(script)) given[script] = in_full(given[script]);
  }
  return given;
}

std::vector<std::string> operations_of(const Json& when) {
  std::vector<std::string> operations;
  for (const Json& call : when) {
    auto operation = call["operation"].get<std::string>();
    if (!contains(operations, operation)) operations.push_back(std::move(operation));
  }
  return operations;
}

std::vector<std::string> names_in(const Json& document, const char* member) {
  return document.value(member, std::vector<std::string>());
}

Case case_of(std::string id, const Json& document) {
  Case subject;
  subject.id = std::move(id);
  subject.title = document["title"];
  subject.rationale = document["rationale"];
  subject.operations = operations_of(document["when"]);
  subject.features = names_in(document, "features");
  const Json kills = document.value("kills", Json::object());
  for (const auto& [mutant, check] : kills.items()) subject.kills.push_back({mutant, check});
  subject.allows = names_in(document, "allows");
  subject.timing_sensitive = document.value("timing_sensitive", false);
  subject.together = document.value("concurrent", false);
  subject.given = given_of(document);
  subject.when = document["when"];
  subject.then = document["then"];
  return subject;
}

using NamesOfAssertions = std::vector<std::string>;

/// Ids alone carry every assertion.
std::vector<std::pair<std::string, NamesOfAssertions>> assertions_by_requirement(
    const Json& requirements) {
  std::vector<std::pair<std::string, NamesOfAssertions>> all;
  for (const auto& [key, value] : requirements.items()) {
    if (requirements.is_array()) {
      all.emplace_back(value, NamesOfAssertions{"*"});
    } else {
      all.emplace_back(key, value);
    }
  }
  return all;
}

void add_requirements(Case& subject, const Json& document, std::string_view path,
                      const Suite& suite) {
  subject.level = Level::kMay;
  for (const auto& [id, assertions] : assertions_by_requirement(document["requirements"])) {
    const Requirement* requirement = find_requirement(suite, id);
    if (requirement == nullptr) {
      refuse_file(path, "at \"/requirements\": expected ids of requirements, found \"" + id + '"');
    }
    subject.requirements.push_back(requirement);
    for (const std::string& each : assertions) subject.bases.push_back({each, requirement});
    subject.level = std::max(subject.level, requirement->level);
  }
  if (document.value("inferred", false)) subject.level = Level::kMay;
}

/// `name` is what messages call the file.
std::vector<Case> read_rows(Json document, const std::string& id, const std::string& name,
                            const CaseFiles& files, const Suite& suite) {
  const std::vector<Json> rows = take_rows(document, name);
  // Probes have no profiles, so their topics say nothing.
  const std::string topic = files.shared ? topic_of(id, name) : std::string();
  std::vector<Case> cases;
  for (const Json& row : rows) {
    const std::string suffix = suffix_of(row);
    Json filled;
    try {
      filled = fill_columns(document, row, files.is_later);
    } catch (const std::invalid_argument& error) {
      refuse_file(name + suffix, error.what());
    }
    // Only now a text of ${status} has become the number that the schema asks for.
    check_file(files.schema, filled, name + suffix);
    cases.push_back(case_of(id + suffix, filled));
    cases.back().topic = topic;
    add_requirements(cases.back(), filled, name + suffix, suite);
  }
  return cases;
}

/// "<provider>/<operation>/retry/backs-off" of "common/retry/backs-off".
std::string id_for(std::string_view operation, std::string_view id) {
  return folder_of(operation) + '/' + std::string(id.substr(kCommon.size()));
}

}  // namespace

std::vector<Case> read_cases(const SuiteFile& file, const CaseFiles& files, const Suite& suite) {
  const Json document = read_file(file);
  const std::string id = id_of(file.path, files.folder);
  const std::string path(file.path);
  if (!files.shared || !id.starts_with(kCommon)) {
    if (document.contains("for")) refuse_file(path, "at \"/for\": only a file in common/ has it");
    return read_rows(document, id, path, files, suite);
  }
  std::vector<Case> cases;
  for (const auto& [operation, part] : documents_of(document, *files.shared, path)) {
    std::vector<Case> rows =
        read_rows(part, id_for(operation, id), path + " for " + operation, files, suite);
    std::ranges::move(rows, std::back_inserter(cases));
  }
  return cases;
}

}  // namespace mockmeter::conformance
