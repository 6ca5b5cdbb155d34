#pragma once

#include "conformance/model/json.h"
#include "mockmeter/exchange.h"

namespace mockmeter::conformance {

/// The document in an answer, its coding undone (gzip under either name, or none); discarded when
/// there is none. Source: RFC 9110 section 8.4.
Json document_in(const Exchange& exchange);

}  // namespace mockmeter::conformance
