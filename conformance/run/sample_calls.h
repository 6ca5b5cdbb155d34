#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conformance/model/case.h"
#include "mockmeter/catalogue.h"

namespace mockmeter::conformance {

/// The operations with a sample call. The simplest ones of each provider come first: a client that
/// declares several is tried with that.
std::vector<const OperationInfo*> sampled_operations();

/// A case that serves a random number in the response to the sample call and wants it back.
Case sample_case(const OperationInfo& operation);

/// A complete call of an operation that no API has, beside the ones of `operation`; `word` makes it
/// one that no adapter can know.
Case unknown_operation_case(std::string_view operation, const std::string& word);

}  // namespace mockmeter::conformance
