#include "conformance/suite/suite_files.h"

namespace mockmeter::conformance {
namespace {

Level level_of(const Json& entry) {
  // Inference never fails a run, whatever word the file has.
  if (entry["evidence"].get_ref<const std::string&>() == "inferred") return Level::kMay;
  return parse_level(entry["level"].get_ref<const std::string&>());
}

std::string place_in_document(const Json& document, const Json& entry) {
  const auto name = document["name"].get<std::string>();
  const auto where = entry.value("where", std::string());
  return where.empty() ? name : name + ", " + where;
}

Requirement requirement_of(const Json& document, const Json& entry) {
  Requirement requirement;
  requirement.id = entry["id"];
  requirement.level = level_of(entry);
  requirement.evidence = entry["evidence"];
  requirement.text = entry["text"];
  requirement.document = place_in_document(document, entry);
  requirement.url = entry.value("url", document["url"].get<std::string>());
  requirement.why = entry.value("why", std::string());
  requirement.server_tests = entry.value("server_tests", std::vector<std::string>());
  requirement.excluded = entry.value("excluded", std::string());
  return requirement;
}

}  // namespace

Json read_file(const SuiteFile& file) {
  try {
    return Json::parse(file.text);
  } catch (const Json::parse_error& error) {
    refuse_file(file.path, "no JSON: " + std::string(error.what()));
  }
}

void check_file(const Schema& schema, const Json& document, std::string_view path) {
  const auto faults = schema.validate(document);
  if (faults.empty()) return;
  const ValidationError& first = faults.front();
  refuse_file(
      path, "at \"" + first.pointer + "\": expected " + first.expected + ", found " + first.found);
}

void refuse_file(std::string_view path, const std::string& why) {
  throw InvalidSuite(std::string(path) + ": " + why);
}

std::vector<Requirement> read_requirements(const SuiteFile& file, const Schema& schema) {
  const Json document = read_file(file);
  check_file(schema, document, file.path);
  std::vector<Requirement> requirements;
  for (const Json& entry : document["requirements"]) {
    requirements.push_back(requirement_of(document["document"], entry));
  }
  return requirements;
}

}  // namespace mockmeter::conformance
