#include "conformance/judge/served.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "conformance/judge/faults.h"
#include "conformance/judge/schema_file.h"
#include "conformance/judge/target.h"
#include "schemas/validate.h"

namespace mockmeter::conformance {
namespace {

// A client that asks without end is served the same.
constexpr std::size_t kMaxJudgedResponses = 20;

/// The schema of what an operation is answered with this status; empty when there is none.
std::optional<Json> schema_for(std::string_view operation, int status) {
  if (status / 100 == 2) return schema_of(operation, "response");
  if (status >= 400) return error_schema_of(provider_of(operation));
  return std::nullopt;
}

std::string fault_of(const Exchange& exchange, std::string_view operation) {
  const auto schema = schema_for(operation, exchange.status);
  if (!schema) return {};
  const Json body = document_in(exchange);
  if (body.is_discarded()) return "no JSON";
  return fault_words(Schema(*schema).validate(body));
}

std::string broken_exchange(const Exchange& exchange, std::string_view operation,
                            std::size_t index) {
  const std::string fault = fault_of(exchange, operation);
  if (fault.empty()) return {};
  return "answer " + std::to_string(index + 1) + " (" + std::to_string(exchange.status) +
         ") breaks the schema of " + std::string(operation) + ": " + fault;
}

bool is_deliberate(const Json& answer) { return answer.contains("schema_violation"); }

/// `operation(i)` is that of exchange i, or empty.
template <typename Operation>
std::string broken_script(const Json& script, const std::vector<Exchange>& exchanges,
                          const Operation& operation) {
  for (std::size_t i = 0; i < std::min(script.size(), exchanges.size()); ++i) {
    if (is_deliberate(script[i])) continue;
    if (std::string words = broken_exchange(exchanges[i], operation(i), i); !words.empty())
      return words;
  }
  return {};
}

/// The operation of all calls; empty when they are several.
std::string_view only_operation(const std::vector<Call>& calls) {
  const bool same = std::all_of(calls.begin(), calls.end(), [&](const Call& call) {
    return call.operation == calls.front().operation;
  });
  return same && !calls.empty() ? calls.front().operation : std::string_view();
}

std::string broken_mock(const std::vector<Exchange>& exchanges) {
  for (std::size_t i = 0; i < std::min(exchanges.size(), kMaxJudgedResponses); ++i) {
    const auto operation = operation_of(exchanges[i].method, parse_target(exchanges[i].target));
    if (std::string words = broken_exchange(exchanges[i], operation, i); !words.empty())
      return words;
  }
  return {};
}

}  // namespace

std::string broken_answer(const Evidence& evidence, const std::vector<std::size_t>& calls) {
  const Json& given = evidence.subject->given;
  if (given.contains("faults")) return {};
  if (given.contains("second_server")) {
    const std::string_view operation = only_operation(evidence.calls);
    std::string words = broken_script(given["second_server"], evidence.elsewhere,
                                      [&](std::size_t) { return operation; });
    if (!words.empty()) return words;
  }
  if (!given.contains("script")) return broken_mock(evidence.exchanges);
  if (evidence.subject->together) {  // who got which answer is up to chance
    const std::string_view operation = only_operation(evidence.calls);
    return broken_script(given["script"], evidence.exchanges,
                         [&](std::size_t) { return operation; });
  }
  return broken_script(given["script"], evidence.exchanges, [&](std::size_t i) {
    return std::string_view(evidence.calls[calls[i]].operation);
  });
}

}  // namespace mockmeter::conformance
