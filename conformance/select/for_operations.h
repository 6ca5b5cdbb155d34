#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conformance/model/json.h"
#include "schemas/validate.h"

namespace mockmeter::conformance {

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
/// an integer in the answer). Throws BrokenSuite that names `path`.
std::vector<DocumentOfOperation> documents_of(const Json& document, const Schema& shared,
                                              std::string_view path);

}  // namespace mockmeter::conformance
