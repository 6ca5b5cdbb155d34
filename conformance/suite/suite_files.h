#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/model/json.h"
#include "conformance/suite/placeholders.h"
#include "conformance/suite/suite.h"
#include "schemas/validate.h"

// How the files of a suite are read. All of it throws InvalidSuite, which names the file.
namespace mockmeter::conformance {

[[noreturn]] void refuse_file(std::string_view path, const std::string& why);

/// A file as JSON.
Json read_file(const SuiteFile& file);

/// Refuses a document with the first thing that is wrong.
void check_file(const Schema& schema, const Json& document, std::string_view path);

/// The entries of one file of conformance/requirements.
std::vector<Requirement> read_requirements(const SuiteFile& file, const Schema& schema);

/// What a folder of cases, or of probes, has in common.
struct CaseFiles {
  std::string_view folder;  ///< "conformance/cases/": what ids leave out
  Schema schema;
  IsLater is_later;  ///< placeholders that the rows of a file do not fill
  /// Of the files in `common/`, see documents_of(); without it there are none.
  std::optional<Schema> shared{};
};

/// The cases of one file: one, or one per row of its parameters, and that for each operation of a
/// file with "for". They point at the requirements of the suite.
std::vector<Case> read_cases(const SuiteFile& file, const CaseFiles& files, const Suite& suite);

/// What a file with "for" says about one of its operations: a document like that of any other file.
struct DocumentOfOperation {
  std::string operation;  ///< "<provider>.<name>"
  Json document;
};

/// What is written differently in such a file: `shared` of schemas/case.json.
Schema shared_schema(const Json& case_schema);

/// One document for each operation of "for". In it, what the file says by provider or operation is
/// what it says for this operation, and every ${op.x} and every name of `values` is filled in:
/// ${op.id}, ${op.example} (the name of the documented example), and of the sample call in the
/// operation's row ${op.arguments}, ${op.path} (what it asks for) and ${op.number} (JSON Pointer of
/// an integer in the response).
std::vector<DocumentOfOperation> documents_of(const Json& document, const Schema& shared,
                                              std::string_view path);

}  // namespace mockmeter::conformance
