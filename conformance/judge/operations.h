#pragma once

#include <span>
#include <string_view>

#include "conformance/judge/target.h"

namespace mockmeter::conformance {

/// How an operation is asked for. What the documents say, written down a second time: a judge that
/// asked the mock would take over its mistakes.
struct Endpoint {
  std::string_view operation;  ///< "upstash.get_qstash_stats"
  std::string_view method;
  std::string_view path;  ///< "/v2/qstash/stats/{id}"
};

/// An operation with two paths is in it twice.
std::span<const Endpoint> endpoints();

/// The operation that a request asks for; empty when it is none.
std::string_view operation_of(std::string_view method, const Target& target);

}  // namespace mockmeter::conformance
