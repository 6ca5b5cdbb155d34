#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/tables.h"
#include "base/text/ascii.h"
#include "conformance/suite/suite_files.h"
#include "mockmeter/catalogue.h"

namespace mockmeter::conformance {
namespace {

constexpr const char* kFor = "for";
constexpr const char* kValues = "values";
/// What a file may say by provider or operation.
constexpr std::array<const char*, 4> kByOperation{"requirements", "parameters", "kills", kValues};

/// Providers and operations begin with a small letter, requirements with a capital one; rows are
/// arrays when they are the same for all, and the checks of `kills` texts.
bool is_by_operation(const Json& document, const char* member) {
  const auto said = document.find(member);
  if (said == document.end() || !said->is_object() || said->front().is_string()) return false;
  const char first = said->begin().key().front();
  return is_letter(first) && first == to_lower(first);
}

/// Under which names something may be said for an operation, the first one first.
std::array<std::string, 2> keys_of(const std::string& operation) {
  return {operation, operation.substr(0, operation.find('.'))};
}

/// The row of an operation that can be called by it.
const OperationInfo& sampled_row(const std::string& operation, std::string_view path) {
  const OperationInfo* row = find_operation_info(operation);
  if (row == nullptr) {
    refuse_file(path, "at \"/for\": expected ids of operations, found \"" + operation + '"');
  }
  if (row->sample.arguments.empty()) {
    refuse_file(path,
                "at \"/for\": expected operations with a sample call, " + operation + " has none");
  }
  return *row;
}

/// "/v2/things/{id}" with the arguments of the sample call in it.
std::string sampled_path(const OperationInfo& row, const Json& arguments) {
  std::string path(row.path);
  for (const auto& [name, value] : arguments.items()) {
    const std::string gap = '{' + name + '}';
    if (const auto at = path.find(gap); at != path.npos) {
      path.replace(at, gap.size(), text_of(value));
    }
  }
  return path;
}

/// What the row of an operation fills in, by name.
Json sampled_values(const OperationInfo& row) {
  const Json arguments = Json::parse(row.sample.arguments);
  return {{"op.id", row.id},
          {"op.example", folder_of(row.id)},
          {"op.arguments", arguments},
          {"op.path", sampled_path(row, arguments)},
          {"op.number", row.sample.number}};
}

/// Nobody would miss what is said for a misspelt operation.
void check_keys(const Json& document, const char* member,
                const std::vector<std::string>& operations, std::string_view path) {
  if (!is_by_operation(document, member)) return;
  for (const auto& [key, value] : document[member].items()) {
    const auto is_meant = [&key = key](const std::string& operation) {
      return contains(keys_of(operation), key);
    };
    if (std::ranges::any_of(operations, is_meant)) continue;
    refuse_file(path, "at \"/" + std::string(member) +
                          "\": expected operations of \"for\" or their providers, found \"" + key +
                          '"');
  }
}

Json said_for(const std::string& operation, const Json& document, const char* member,
              std::string_view path) {
  for (const std::string& key : keys_of(operation)) {
    if (document[member].contains(key)) return document[member][key];
  }
  refuse_file(path, "at \"/" + std::string(member) + "\": nothing is there for " + operation +
                        " or its provider");
}

Json document_for(const std::string& operation, Json document, std::string_view path) {
  const OperationInfo& row = sampled_row(operation, path);
  document.erase(kFor);
  for (const char* member : kByOperation) {
    if (!is_by_operation(document, member)) continue;
    document[member] = said_for(operation, document, member, path);
  }
  document = fill_known(document, sampled_values(row));
  const Json values = document.value(kValues, Json::object());
  document.erase(kValues);
  return fill_known(document, values);
}

}  // namespace

Schema shared_schema(const Json& case_schema) {
  return Schema(
      Json{{"$ref", "#/definitions/shared"}, {"definitions", case_schema["definitions"]}});
}

std::vector<DocumentOfOperation> documents_of(const Json& document, const Schema& shared,
                                              std::string_view path) {
  check_file(shared, document, path);
  const auto operations = document[kFor].get<std::vector<std::string>>();
  for (const char* member : kByOperation) check_keys(document, member, operations, path);
  std::vector<DocumentOfOperation> documents;
  for (const std::string& operation : operations) {
    try {
      documents.push_back({operation, document_for(operation, document, path)});
    } catch (const std::invalid_argument& error) {
      refuse_file(std::string(path) + " for " + operation, error.what());
    }
  }
  return documents;
}

}  // namespace mockmeter::conformance
