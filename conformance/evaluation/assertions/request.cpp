#include "conformance/evaluation/assertions/request.h"

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

#include "conformance/evaluation/assertions/credential.h"
#include "conformance/evaluation/assertions/headers.h"
#include "conformance/evaluation/assertions/opinion.h"
#include "conformance/evaluation/assertions/query.h"
#include "conformance/evaluation/assertions/table.h"
#include "conformance/evaluation/values/shown.h"
#include "conformance/evaluation/wire/target.h"

namespace mockmeter::conformance {
namespace {

/// What a rule looks at.
struct JudgedRequest {
  const Exchange& exchange;
  const Target& target;
  const Call& call;
};

Checks judge_method(const Json& wanted, const JudgedRequest& subject) {
  return {opinion(subject.exchange.method == wanted.get<std::string>(), wanted.get<std::string>(),
                  shown(std::string_view(subject.exchange.method)))};
}

Checks judge_path(const Json& wanted, const JudgedRequest& subject) {
  return {judge_raw_path(wanted, subject.target)};
}

Checks judge_path_decodes_to(const Json& wanted, const JudgedRequest& subject) {
  return {judge_decoded_path(wanted, subject.target)};
}

Checks judge_query_words(const Json& wanted, const JudgedRequest& subject) {
  return judge_query(wanted, subject.target);
}

Checks judge_header_words(const Json& wanted, const JudgedRequest& subject) {
  return judge_headers(wanted, subject.exchange.headers);
}

Checks judge_body(const Json& wanted, const JudgedRequest& subject) {
  if (wanted.get_ref<const std::string&>() != "none") {
    throw std::invalid_argument("no such rule: body " + shown(wanted));
  }
  const std::string& body = subject.exchange.body;
  return {opinion(body.empty(), "no body", body.empty() ? "none" : shown(std::string_view(body)))};
}

Checks judge_credential_words(const Json& wanted, const JudgedRequest& subject) {
  return {judge_credential(wanted, subject.call.credential, subject.exchange)};
}

Checks judge_schema(const Json&, const JudgedRequest& subject) {
  return {judge_request_schema(subject.call.operation, subject.target, subject.exchange.body)};
}

/// `several` names of its checks are its own; otherwise the word is the name.
struct RequestRule {
  std::string_view word;
  bool several;
  Checks (*judge)(const Json& wanted, const JudgedRequest& subject);
};

constexpr std::array kRequestRules{
    RequestRule{"method", false, judge_method},
    RequestRule{"path", false, judge_path},
    RequestRule{"path_decodes_to", false, judge_path_decodes_to},
    RequestRule{"query", true, judge_query_words},
    RequestRule{"headers", true, judge_header_words},
    RequestRule{"body", false, judge_body},
    RequestRule{"credential", false, judge_credential_words},
    RequestRule{"schema", false, judge_schema},
};

}  // namespace

std::vector<Check> judge_request(const Json& rules, const Exchange& exchange, const Call& call) {
  const Target target = parse_target(exchange.target);
  std::vector<Check> checks;
  for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
    const RequestRule& row = row_for(rule.key(), kRequestRules, "rule: ");
    for (Check& check : row.judge(*rule, {exchange, target, call})) {
      check.name = row.several ? rule.key() + "." + check.name : rule.key();
      checks.push_back(std::move(check));
    }
  }
  return checks;
}

}  // namespace mockmeter::conformance
