#include "conformance/adapters/reference/operations/operation.h"

#include <algorithm>

#include "conformance/adapters/reference/operations/read_operations.h"
#include "schemas/data/embedded_files.h"

namespace mockmeter {
EmbeddedFiles reference_operations();  // the build makes it
}

namespace reference {
namespace {

std::vector<Operation> read_all_operations() {
  std::vector<Operation> all;
  for (const auto& file : mockmeter::reference_operations()) {
    std::ranges::move(
        read_operations(std::string(file.path), std::string_view(file.begin, file.end)),
        std::back_inserter(all));
  }
  return all;
}

}  // namespace

const Parameter* Operation::find_parameter(std::string_view name) const {
  const auto found = std::ranges::find(parameters, name, &Parameter::name);
  return found == parameters.end() ? nullptr : &*found;
}

const std::vector<Operation>& operations() {
  static const std::vector<Operation> all = read_all_operations();
  return all;
}

const Operation* find_operation(std::string_view id) {
  const auto found = std::ranges::find(operations(), id, &Operation::id);
  return found == operations().end() ? nullptr : &*found;
}

}  // namespace reference
