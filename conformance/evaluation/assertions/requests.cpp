#include "conformance/evaluation/assertions/requests.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/time/http_date.h"
#include "base/time/instant.h"
#include "conformance/evaluation/assertions/assertion.h"
#include "conformance/evaluation/assertions/headers.h"
#include "conformance/evaluation/assertions/schemas.h"
#include "conformance/evaluation/wire/exchange.h"
#include "conformance/model/display.h"

namespace mockmeter::conformance {
namespace {

Assertion evaluate_method(const Json& wanted, const ExaminedRequest& subject) {
  return make_assertion(subject.exchange.method == wanted.get<std::string>(),
                        wanted.get<std::string>(), to_display(subject.exchange.method));
}

Assertion evaluate_body(const Json& wanted, const ExaminedRequest& subject) {
  if (wanted.get_ref<const std::string&>() != "none") {
    throw std::invalid_argument("no such rule: body " + to_display(wanted));
  }
  const std::string& body = subject.exchange.body;
  return make_assertion(body.empty(), "no body", body.empty() ? "none" : to_display(body));
}

/// Its one check is named by the word.
using RequestRule = Rule<Assertion, ExaminedRequest>;
constexpr std::array kRequestRules{
    RequestRule{"method", evaluate_method},
    RequestRule{"path", evaluate_raw_path},
    RequestRule{"path_decodes_to", evaluate_decoded_path},
    RequestRule{"body", evaluate_body},
    RequestRule{"credential",
                [](const Json& wanted, const ExaminedRequest& subject) {
                  return evaluate_credential(wanted, subject.call.credential, subject.exchange);
                }},
    RequestRule{"schema", evaluate_request_schema},
};

/// A client that asks without end shows what it does in its first requests.
constexpr std::size_t kMaxExaminedRequests = 200;

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

Assertion evaluate_count(const Json& wanted, std::size_t count, std::string_view noun) {
  bool passed = true;
  std::string expected;
  for (auto rule = wanted.begin(); rule != wanted.end(); ++rule) {
    const Bound& bound = find_row(rule.key(), kBounds, "bound: ");
    passed = passed && bound.holds(count, rule->get<std::size_t>());
    expected += (expected.empty() ? "" : ", ") + std::string(bound.words) +
                pluralize(rule->get<std::size_t>(), noun);
  }
  return make_assertion(passed, expected, pluralize(count, noun));
}

Assertions evaluate_request_count(const Json& rules, const ServerRequests& traffic) {
  return {with_name(".count", evaluate_count(rules["count"], traffic.exchanges.size(), "request"))};
}

Assertions evaluate_connections(const Json& rules, const ServerRequests& traffic) {
  std::set<std::uint64_t> connections;
  for (const Exchange& exchange : traffic.exchanges) connections.insert(exchange.connection);
  return {with_name(".connections",
                    evaluate_count(rules["connections"], connections.size(), "connection"))};
}

/// The most at any time that a request came.
Assertions evaluate_open_connections(const Json& rules, const ServerRequests& traffic) {
  std::uint64_t most = 0;
  for (const Exchange& exchange : traffic.exchanges) {
    most = std::max(most, exchange.open_connections);
  }
  return {with_name(".open_connections",
                    evaluate_count(rules["open_connections"], most, "connection"))};
}

std::string in_brackets(std::size_t index) { return "[" + std::to_string(index) + "]"; }

void evaluate_one(const Json& rules, const ServerRequests& traffic, std::size_t index,
                  Assertions& checks) {
  append(checks, evaluate_request(rules, traffic.exchanges[index], traffic.call_of(index)),
         in_brackets(index) + ".");
}

Assertions evaluate_each_request(const Json& rules, const ServerRequests& traffic) {
  Assertions checks;
  for (std::size_t i = 0; i < std::min(traffic.exchanges.size(), kMaxExaminedRequests); ++i) {
    evaluate_one(rules["each"], traffic, i, checks);
  }
  return checks;
}

Assertions evaluate_request_list(const Json& rules, const ServerRequests& traffic) {
  const Json& list = rules["list"];
  Assertions checks;
  const std::size_t sent = std::min(list.size(), traffic.exchanges.size());
  for (std::size_t i = 0; i < sent; ++i) evaluate_one(list[i], traffic, i, checks);
  if (sent < list.size() && !rules.contains("count")) {
    checks.push_back(with_name(in_brackets(sent),
                               make_assertion(false, pluralize(list.size(), "request") + " or more",
                                              pluralize(sent, "request"))));
  }
  return checks;
}

std::string rounded_down_ms(std::chrono::nanoseconds time) {
  return std::to_string(std::chrono::floor<std::chrono::milliseconds>(time).count()) + " ms";
}

std::string gap_words(std::chrono::nanoseconds gap, std::chrono::nanoseconds wanted) {
  if (gap < std::chrono::nanoseconds::zero())
    return "the next request did not wait for the response";
  if (gap * 1000 >= wanted && gap * 20 <= wanted) return "milliseconds were waited, not seconds";
  return rounded_down_ms(wanted - gap) + " too early";
}

std::optional<std::chrono::nanoseconds> bound_in(const Json& gap, const char* name) {
  if (!gap.contains(name)) return std::nullopt;
  return std::chrono::milliseconds(gap[name].get<std::int64_t>());
}

/// Timers of clients may be this much early, and clocks may be set meanwhile.
constexpr std::chrono::milliseconds kEarly{50};

/// Whether a request came at that date or behind it.
Assertion evaluate_arrival(const std::string& date, Instant came) {
  const auto earliest = parse_http_date(date, came);
  if (!earliest) throw std::invalid_argument("no HTTP date: " + to_display(date));
  const Instant from = clamp_to_instant(*earliest);
  return make_assertion(came >= from - kEarly, "not before " + format_rfc3339_millis(from),
                        format_rfc3339_millis(came), rounded_down_ms(from - came) + " too early");
}

Assertions evaluate_delays(const Json& rules, const ServerRequests& traffic) {
  const Json& gaps = rules["delays"];
  Assertions checks;
  for (std::size_t i = 0; i < gaps.size() && i + 1 < traffic.exchanges.size(); ++i) {
    const auto gap = traffic.exchanges[i + 1].received_at - traffic.exchanges[i].responded_at;
    const std::string name = ".delays" + in_brackets(i);
    if (const auto least = bound_in(gaps[i], "at_least_ms")) {
      checks.push_back(
          with_name(name, make_assertion(gap >= *least, "at least " + rounded_down_ms(*least),
                                         rounded_down_ms(gap), gap_words(gap, *least))));
    }
    if (const auto most = bound_in(gaps[i], "at_most_ms")) {
      checks.push_back(with_name(
          name, make_assertion(gap <= *most, "at most " + rounded_down_ms(*most),
                               rounded_down_ms(gap), rounded_down_ms(gap - *most) + " too late")));
    }
    if (gaps[i].contains("not_before")) {
      checks.push_back(with_name(name, evaluate_arrival(gaps[i]["not_before"].get<std::string>(),
                                                        traffic.exchanges[i + 1].received_on)));
    }
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
Assertions evaluate_identical(const Json&, const ServerRequests& traffic) {
  for (std::size_t i = 1; i < traffic.exchanges.size(); ++i) {
    for (const Likeness& likeness : kLikenesses) {
      const std::string expected = likeness.of(traffic.exchanges.front());
      const std::string actual = likeness.of(traffic.exchanges[i]);
      if (expected == actual) continue;
      const std::string words = "the " + std::string(likeness.name) + " of request " +
                                std::to_string(i + 1) + " is not that of the first";
      return {with_name(".identical", likeness.secret ? make_assertion(false, "the same credential",
                                                                       "another", words)
                                                      : make_assertion(false, to_display(expected),
                                                                       to_display(actual), words))};
    }
  }
  const std::string actual =
      traffic.exchanges.size() > 1 ? "identical" : pluralize(traffic.exchanges.size(), "request");
  return {with_name(".identical", make_assertion(true, "all requests alike", actual))};
}

using TrafficRule = Rule<Assertions, ServerRequests>;  // gets all the rules
constexpr std::array kTrafficRules{
    TrafficRule{"count", evaluate_request_count},
    TrafficRule{"each", evaluate_each_request},
    TrafficRule{"list", evaluate_request_list},
    TrafficRule{"delays", evaluate_delays},
    TrafficRule{"identical", evaluate_identical},
    TrafficRule{"connections", evaluate_connections},
    TrafficRule{"open_connections", evaluate_open_connections},
};

}  // namespace

std::vector<Assertion> evaluate_request(const Json& rules, const Exchange& exchange,
                                        const Call& call) {
  const Target target = parse_target(exchange.target);
  Assertions checks;
  for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
    if (rule.key() == "query") {
      append(checks, evaluate_query(*rule, target), "query.");
    } else if (rule.key() == "headers") {
      append(checks, evaluate_headers(*rule, exchange.headers), "headers.");
    } else {
      const RequestRule& row = find_row(rule.key(), kRequestRules, "rule: ");
      checks.push_back(with_name(rule.key(), row.evaluate(*rule, {exchange, target, call})));
    }
  }
  return checks;
}

std::vector<Assertion> evaluate_requests(const Json& rules, const ServerRequests& traffic) {
  Assertions checks;
  for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
    const TrafficRule& row = find_row(rule.key(), kTrafficRules, "rule: " + traffic.name + ".");
    append(checks, row.evaluate(rules, traffic), traffic.name);
  }
  return checks;
}

}  // namespace mockmeter::conformance
