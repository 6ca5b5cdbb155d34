#pragma once

#include <string>
#include <string_view>

#include "conformance/model/json.h"
#include "conformance/select/suite.h"
#include "schemas/validate.h"

namespace mockmeter::conformance {

/// A file as JSON. Throws BrokenSuite that says where it is none.
Json read_file(const SuiteFile& file);

/// Throws BrokenSuite with the first thing that is wrong.
void check_file(const Schema& schema, const Json& document, std::string_view path);

[[noreturn]] void refuse_file(std::string_view path, const std::string& why);

}  // namespace mockmeter::conformance
