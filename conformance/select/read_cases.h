#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "conformance/select/placeholders.h"
#include "conformance/select/suite.h"
#include "schemas/validate.h"

namespace mockmeter::conformance {

/// Null when there is none of this id.
using FindRequirement = std::function<const Requirement*(std::string_view id)>;

/// What a folder of such files has in common.
struct CaseFiles {
  std::string_view folder;  ///< "conformance/cases/": what ids leave out
  Schema schema;
  IsLater is_later;  ///< placeholders that the rows of a file do not fill
  /// Of the files in `common/`, see for_operations.h; without it there are none.
  std::optional<Schema> shared{};
};

/// The cases of one file: one, or one per row of its parameters, and that for each operation of a
/// file with "for". Throws BrokenSuite.
std::vector<Case> read_cases(const SuiteFile& file, const CaseFiles& files,
                             const FindRequirement& find);

/// The entries of one file of conformance/requirements. Throws BrokenSuite.
std::vector<Requirement> read_requirements(const SuiteFile& file, const Schema& schema);

}  // namespace mockmeter::conformance
