#include "conformance/evaluation/assertions/requests.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

#include "conformance/evaluation/assertions/headers.h"
#include "conformance/evaluation/assertions/opinion.h"
#include "conformance/evaluation/assertions/schemas.h"
#include "conformance/evaluation/wire/exchange.h"
#include "conformance/model/shown.h"

namespace mockmeter::conformance {
namespace {

/// What a rule looks at.
struct JudgedRequest {
  const Exchange& exchange;
  const Target& target;
  const Call& call;
};

Check judge_method(const Json& wanted, const JudgedRequest& subject) {
  return opinion(subject.exchange.method == wanted.get<std::string>(), wanted.get<std::string>(),
                 shown(subject.exchange.method));
}

Check judge_body(const Json& wanted, const JudgedRequest& subject) {
  if (wanted.get_ref<const std::string&>() != "none") {
    throw std::invalid_argument("no such rule: body " + shown(wanted));
  }
  const std::string& body = subject.exchange.body;
  return opinion(body.empty(), "no body", body.empty() ? "none" : shown(body));
}

/// Its one check is named by the word.
struct RequestRule {
  std::string_view word;
  Check (*judge)(const Json& wanted, const JudgedRequest& subject);
};

constexpr std::array kRequestRules{
    RequestRule{"method", judge_method},
    RequestRule{"path",
                [](const Json& wanted, const JudgedRequest& subject) {
                  return judge_raw_path(wanted, subject.target);
                }},
    RequestRule{"path_decodes_to",
                [](const Json& wanted, const JudgedRequest& subject) {
                  return judge_decoded_path(wanted, subject.target);
                }},
    RequestRule{"body", judge_body},
    RequestRule{"credential",
                [](const Json& wanted, const JudgedRequest& subject) {
                  return judge_credential(wanted, subject.call.credential, subject.exchange);
                }},
    RequestRule{"schema",
                [](const Json&, const JudgedRequest& subject) {
                  return judge_request_schema(subject.call.operation, subject.target,
                                              subject.exchange.body);
                }},
};

/// A client that asks without end shows what it does in its first requests.
constexpr std::size_t kMaxJudgedRequests = 200;

struct Bound {
  std::string_view word;
  std::string_view words;
  bool (*holds)(std::size_t count, std::size_t bound);
};

constexpr std::array kBounds{
    Bound{"exactly", "", [](std::size_t count, std::size_t bound) { return count == bound; }},
    Bound{"at_least", "at least ",
          [](std::size_t count, std::size_t bound) { return count >= bound; }},
    Bound{"at_most", "at most ",
          [](std::size_t count, std::size_t bound) { return count <= bound; }},
};

Check judge_count(const Json& wanted, std::size_t count, std::string_view noun) {
  bool passed = true;
  std::string expected;
  for (auto rule = wanted.begin(); rule != wanted.end(); ++rule) {
    const Bound& bound = row_for(rule.key(), kBounds, "bound: ");
    passed = passed && bound.holds(count, rule->get<std::size_t>());
    expected += (expected.empty() ? "" : ", ") + std::string(bound.words) +
                counted(rule->get<std::size_t>(), noun);
  }
  return opinion(passed, expected, counted(count, noun));
}

Checks judge_request_count(const Json& rules, const Traffic& traffic) {
  return {named(".count", judge_count(rules["count"], traffic.exchanges.size(), "request"))};
}

Checks judge_connections(const Json& rules, const Traffic& traffic) {
  std::set<std::uint64_t> connections;
  for (const Exchange& exchange : traffic.exchanges) connections.insert(exchange.connection);
  return {
      named(".connections", judge_count(rules["connections"], connections.size(), "connection"))};
}

std::string in_brackets(std::size_t index) { return "[" + std::to_string(index) + "]"; }

void judge_one(const Json& rules, const Traffic& traffic, std::size_t index, Checks& checks) {
  append(checks, judge_request(rules, traffic.exchanges[index], traffic.call_of(index)),
         in_brackets(index) + ".");
}

Checks judge_each_request(const Json& rules, const Traffic& traffic) {
  Checks checks;
  for (std::size_t i = 0; i < std::min(traffic.exchanges.size(), kMaxJudgedRequests); ++i) {
    judge_one(rules["each"], traffic, i, checks);
  }
  return checks;
}

Checks judge_request_list(const Json& rules, const Traffic& traffic) {
  const Json& list = rules["list"];
  Checks checks;
  const std::size_t sent = std::min(list.size(), traffic.exchanges.size());
  for (std::size_t i = 0; i < sent; ++i) judge_one(list[i], traffic, i, checks);
  if (sent < list.size() && !rules.contains("count")) {
    checks.push_back(named(
        in_brackets(sent),
        opinion(false, counted(list.size(), "request") + " or more", counted(sent, "request"))));
  }
  return checks;
}

std::string rounded_down_ms(std::chrono::nanoseconds time) {
  return std::to_string(std::chrono::floor<std::chrono::milliseconds>(time).count()) + " ms";
}

std::string gap_words(std::chrono::nanoseconds gap, std::chrono::nanoseconds wanted) {
  if (gap < std::chrono::nanoseconds::zero()) {
    return "the next request did not wait for the answer";
  }
  if (gap * 1000 >= wanted && gap * 100 <= wanted) return "milliseconds were waited, not seconds";
  return rounded_down_ms(wanted - gap) + " too early";
}

Checks judge_gaps(const Json& rules, const Traffic& traffic) {
  const Json& gaps = rules["delays"];
  Checks checks;
  for (std::size_t i = 0; i < gaps.size() && i + 1 < traffic.exchanges.size(); ++i) {
    if (!gaps[i].contains("at_least_ms")) continue;
    const std::chrono::nanoseconds wanted =
        std::chrono::milliseconds(gaps[i]["at_least_ms"].get<std::int64_t>());
    const auto gap = traffic.exchanges[i + 1].arrived - traffic.exchanges[i].answered;
    checks.push_back(named(".delays" + in_brackets(i),
                           opinion(gap >= wanted, "at least " + rounded_down_ms(wanted),
                                   rounded_down_ms(gap), gap_words(gap, wanted))));
  }
  return checks;
}

/// What another request has to have as well, and how it is called.
struct Likeness {
  std::string_view name;
  bool secret;
  std::string (*of)(const Exchange& exchange);
};

std::string credentials_of(const Exchange& exchange) {
  std::string all;
  for (const auto& value : field_values(exchange.headers, "authorization")) all += value + "\n";
  return all;
}

constexpr std::array kLikenesses{
    Likeness{"method", false, [](const Exchange& exchange) { return exchange.method; }},
    Likeness{"target", false, [](const Exchange& exchange) { return exchange.target; }},
    Likeness{"credential", true, credentials_of},
    Likeness{"body", false, [](const Exchange& exchange) { return exchange.body; }},
};

/// The first request that is not like the first one of all fails it.
Checks judge_alike(const Json&, const Traffic& traffic) {
  for (std::size_t i = 1; i < traffic.exchanges.size(); ++i) {
    for (const Likeness& likeness : kLikenesses) {
      const std::string expected = likeness.of(traffic.exchanges.front());
      const std::string actual = likeness.of(traffic.exchanges[i]);
      if (expected == actual) continue;
      const std::string words = "the " + std::string(likeness.name) + " of request " +
                                std::to_string(i + 1) + " is not that of the first";
      return {named(".identical", likeness.secret
                                  ? opinion(false, "the same credential", "another", words)
                                  : opinion(false, shown(expected), shown(actual), words))};
    }
  }
  const std::string actual =
      traffic.exchanges.size() > 1 ? "identical" : counted(traffic.exchanges.size(), "request");
  return {named(".identical", opinion(true, "all requests alike", actual))};
}

struct TrafficRule {
  std::string_view word;
  Checks (*judge)(const Json& rules, const Traffic& traffic);
};

constexpr std::array kTrafficRules{
    TrafficRule{"count", judge_request_count}, TrafficRule{"each", judge_each_request},
    TrafficRule{"list", judge_request_list},   TrafficRule{"delays", judge_gaps},
    TrafficRule{"identical", judge_alike},         TrafficRule{"connections", judge_connections},
};

}  // namespace

std::vector<Check> judge_request(const Json& rules, const Exchange& exchange, const Call& call) {
  const Target target = parse_target(exchange.target);
  Checks checks;
  for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
    if (rule.key() == "query") {
      append(checks, judge_query(*rule, target), "query.");
    } else if (rule.key() == "headers") {
      append(checks, judge_headers(*rule, exchange.headers), "headers.");
    } else {
      const RequestRule& row = row_for(rule.key(), kRequestRules, "rule: ");
      checks.push_back(named(rule.key(), row.judge(*rule, {exchange, target, call})));
    }
  }
  return checks;
}

std::vector<Check> judge_requests(const Json& rules, const Traffic& traffic) {
  Checks checks;
  for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
    const TrafficRule& row = row_for(rule.key(), kTrafficRules, "rule: " + traffic.name + ".");
    append(checks, row.judge(rules, traffic), traffic.name);
  }
  return checks;
}

}  // namespace mockmeter::conformance
