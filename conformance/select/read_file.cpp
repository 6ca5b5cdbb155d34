#include "conformance/select/read_file.h"

namespace mockmeter::conformance {

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
  const DocumentFault& first = faults.front();
  refuse_file(
      path, "at \"" + first.pointer + "\": expected " + first.expected + ", found " + first.found);
}

void refuse_file(std::string_view path, const std::string& why) {
  throw BrokenSuite(std::string(path) + ": " + why);
}

}  // namespace mockmeter::conformance
