#pragma once

#include <functional>
#include <string>
#include <vector>

#include "conformance/evaluation/wire/target.h"
#include "conformance/model/call.h"
#include "conformance/model/json.h"
#include "conformance/model/verdict.h"
#include "mockmeter/exchange.h"

namespace mockmeter::conformance {

/// Evaluates one request by every word of `request` of schemas/case.json. The checks are named
/// "method", "query.period", "headers.accept.matches". `call` is the one that it was made for.
/// Throws std::invalid_argument for a word without a rule.
std::vector<Assertion> evaluate_request(const Json& rules, const Exchange& exchange,
                                        const Call& call);

/// What a rule for one request looks at.
struct ExaminedRequest {
  const Exchange& exchange;
  const Target& target;
  const Call& call;
};

/// `path` of schemas/case.json: the raw path is one of these; only the case of the hexadecimal
/// digits of an escape does not count.
Assertion evaluate_raw_path(const Json& wanted, const ExaminedRequest& subject);

/// `path_decodes_to`: the segments, each decoded, are those of this text. A slash in the text
/// always separates two; where one belongs to a segment, say it with `path`.
Assertion evaluate_decoded_path(const Json& wanted, const ExaminedRequest& subject);

/// Evaluates a query by every word of `query` of schemas/case.json. The names of the checks begin
/// where the rule's own end: "period" (required), "only", "raw_forbid".
/// Throws std::invalid_argument for a word without a rule.
std::vector<Assertion> evaluate_query(const Json& rules, const Target& sent);

/// The requests that a server saw, in order of arrival.
struct ServerRequests {
  std::string name;  ///< of the rules and of the checks: "requests", "second_server"
  const std::vector<Exchange>& exchanges;
  std::function<const Call&(std::size_t)> call_of;  ///< the call that an exchange was made for
};

/// Evaluates traffic by every word of `requests` of schemas/case.json. Only a lower bound on time
/// can be missed. A request that `list` or `delays` speak of and that was not made is missed only
/// where `count` does not say how many there have to be. Throws std::invalid_argument for a word
/// without a rule.
std::vector<Assertion> evaluate_requests(const Json& rules, const ServerRequests& traffic);

}  // namespace mockmeter::conformance
