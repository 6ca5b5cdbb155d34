#include "conformance/judge/requests.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <string_view>

#include "conformance/judge/headers.h"
#include "conformance/judge/opinion.h"
#include "conformance/judge/request.h"
#include "conformance/judge/shown.h"
#include "conformance/judge/table.h"

namespace mockmeter::conformance {
namespace {

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

void judge_request_count(const Json& rules, const Traffic& traffic, Checks& checks) {
  Check check = judge_count(rules["count"], traffic.exchanges.size(), "request");
  checks.push_back(named(traffic.name + ".count", std::move(check)));
}

void judge_connections(const Json& rules, const Traffic& traffic, Checks& checks) {
  std::set<std::uint64_t> connections;
  for (const Exchange& exchange : traffic.exchanges) connections.insert(exchange.connection);
  Check check = judge_count(rules["connections"], connections.size(), "connection");
  checks.push_back(named(traffic.name + ".connections", std::move(check)));
}

std::string request_name(const Traffic& traffic, std::size_t index) {
  return traffic.name + "[" + std::to_string(index) + "]";
}

void judge_one(const Json& rules, const Traffic& traffic, std::size_t index, Checks& checks) {
  for (Check& check : judge_request(rules, traffic.exchanges[index], traffic.call_of(index))) {
    check.name.insert(0, request_name(traffic, index) + ".");
    checks.push_back(std::move(check));
  }
}

void judge_each_request(const Json& rules, const Traffic& traffic, Checks& checks) {
  for (std::size_t i = 0; i < std::min(traffic.exchanges.size(), kMaxJudgedRequests); ++i) {
    judge_one(rules["each"], traffic, i, checks);
  }
}

void judge_request_list(const Json& rules, const Traffic& traffic, Checks& checks) {
  const Json& list = rules["list"];
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i < traffic.exchanges.size()) {
      judge_one(list[i], traffic, i, checks);
    } else if (!rules.contains("count")) {
      checks.push_back(named(request_name(traffic, i),
                             opinion(false, counted(list.size(), "request") + " or more",
                                     counted(traffic.exchanges.size(), "request"))));
      return;
    }
  }
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

void judge_gaps(const Json& rules, const Traffic& traffic, Checks& checks) {
  const Json& gaps = rules["delays"];
  for (std::size_t i = 0; i < gaps.size() && i + 1 < traffic.exchanges.size(); ++i) {
    if (!gaps[i].contains("at_least_ms")) continue;
    const std::chrono::nanoseconds wanted =
        std::chrono::milliseconds(gaps[i]["at_least_ms"].get<std::int64_t>());
    const auto gap = traffic.exchanges[i + 1].arrived - traffic.exchanges[i].answered;
    checks.push_back(named(traffic.name + ".delays[" + std::to_string(i) + "]",
                           opinion(gap >= wanted, "at least " + rounded_down_ms(wanted),
                                   rounded_down_ms(gap), gap_words(gap, wanted))));
  }
}

/// What another request has to have as well, and how it is called.
struct Likeness {
  std::string_view name;
  bool secret;
  std::string (*of)(const Exchange& exchange);
};

constexpr std::array kLikenesses{
    Likeness{"method", false, [](const Exchange& exchange) { return exchange.method; }},
    Likeness{"target", false, [](const Exchange& exchange) { return exchange.target; }},
    Likeness{"credential", true,
             [](const Exchange& exchange) {
               std::string all;
               for (const auto& value : field_values(exchange.headers, "authorization")) {
                 all += value + "\n";
               }
               return all;
             }},
    Likeness{"body", false, [](const Exchange& exchange) { return exchange.body; }},
};

Check compare(const Exchange& first, const Exchange& other, std::size_t index) {
  for (const Likeness& likeness : kLikenesses) {
    const std::string expected = likeness.of(first);
    const std::string actual = likeness.of(other);
    if (expected == actual) continue;
    const std::string words = "the " + std::string(likeness.name) + " of request " +
                              std::to_string(index + 1) + " is not that of the first";
    if (likeness.secret) return opinion(false, "the same credential", "another", words);
    return opinion(false, shown(std::string_view(expected)), shown(std::string_view(actual)),
                   words);
  }
  return opinion(true, "all requests alike", "identical");
}

void judge_alike(const Json&, const Traffic& traffic, Checks& checks) {
  Check check = opinion(true, "all requests alike", counted(traffic.exchanges.size(), "request"));
  for (std::size_t i = 1; i < traffic.exchanges.size() && check.passed; ++i) {
    check = compare(traffic.exchanges.front(), traffic.exchanges[i], i);
  }
  checks.push_back(named(traffic.name + ".identical", std::move(check)));
}

struct TrafficRule {
  std::string_view word;
  void (*judge)(const Json& rules, const Traffic& traffic, Checks& checks);
};

constexpr std::array kTrafficRules{
    TrafficRule{"count", judge_request_count}, TrafficRule{"each", judge_each_request},
    TrafficRule{"list", judge_request_list},   TrafficRule{"delays", judge_gaps},
    TrafficRule{"identical", judge_alike},     TrafficRule{"connections", judge_connections},
};

}  // namespace

std::vector<Check> judge_requests(const Json& rules, const Traffic& traffic) {
  Checks checks;
  for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
    row_for(rule.key(), kTrafficRules, "rule: " + traffic.name + ".").judge(rules, traffic, checks);
  }
  return checks;
}

}  // namespace mockmeter::conformance
