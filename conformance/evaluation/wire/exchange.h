#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conformance/model/json.h"
#include "mockmeter/exchange.h"

namespace mockmeter::conformance {

/// The values of every field of that name, which has no case, without blanks around them.
std::vector<std::string> field_values(const Exchange::Headers& headers, std::string_view name);

/// The document in a response, its coding undone (gzip under either name, or none); discarded when
/// there is none. Source: RFC 9110 section 8.4.
Json document_in(const Exchange& exchange);

}  // namespace mockmeter::conformance
