#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/operation.h"
#include "server/control/faults/fault.h"

namespace mockmeter {

/// A finished response that a fault may change.
struct FaultTarget {
  Response& response;
  const Fault& fault;
  const RequestContext& context;
  const OperationInfo& operation;  ///< that answered
};

/// What a response must have so that a kind has something to act on.
enum class Requires { kNothing, kSeries, kNames, kPaging };
std::string_view to_string(Requires needs);  ///< "a series"

enum class ValueRule { kNothing, kValue, kMaybe };  ///< KIND, KIND=VALUE, or both

/// One row of the table of kinds.
struct FaultKind {
  std::string_view name;      ///< "status"
  std::string_view sample{};  ///< a value, "503"; empty when the kind takes none
  std::string_view summary;
  ValueRule takes = ValueRule::kNothing;
  /// The value as a number; empty when it is none. Null when the kind takes no value.
  std::optional<std::int64_t> (*read)(std::string_view) = nullptr;
  std::string_view expects{};  ///< what `read` takes, in words
  Requires needs = Requires::kNothing;
  /// Slows the response down and does not change it: faults behind this one apply as well.
  bool continues = false;
  /// Exactly one of the two is set. `refuse` makes the vendor's error that is sent instead of the
  /// response; the handler does not run. `apply_faults` changes the finished response; returns
  /// false when it found nothing to act on.
  ApiError (*refuse)(const Provider&, const Fault&) = nullptr;
  bool (*apply_faults)(const FaultTarget&) = nullptr;

  /// "status=503", for help and for the documentation.
  std::string example() const {
    return std::string(name) + (sample.empty() ? "" : "=") + std::string(sample);
  }
};

/// The cursor that a request asks with; empty when there is none.
std::string cursor_of(const PagingLayout& paging, const Request& request);

std::span<const FaultKind> fault_kinds();
const FaultKind* find_fault_kind(std::string_view name);
std::string fault_kind_names();  ///< "status, delay, ..."

/// The ids of the requirements that responses miss once it has spoiled them: those that the
/// provider of the operation `op` names, or all providers when it is empty. None for a kind that
/// leaves the numbers as they are.
std::vector<std::string_view> broken_requirements(const FaultKind& kind, std::string_view op = {});

/// Whether responses of the operation have what the kind needs.
bool can_act(const FaultKind& kind, const OperationInfo& operation);
/// Whether it can act on the response to this request: a cursor sticks only where one was asked
/// with.
bool can_act(const FaultKind& kind, const OperationInfo& operation, const Request& request);
/// "PROVIDER.OPERATION, ...": all that it can act on.
std::string operations_for(const FaultKind& kind);

}  // namespace mockmeter
