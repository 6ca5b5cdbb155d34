#include "conformance/evaluation/wire/calls.h"

#include <algorithm>
#include <limits>
#include <string>

#include "conformance/evaluation/assertions/credential.h"
#include "conformance/evaluation/assertions/headers.h"
#include "conformance/evaluation/values/normalise.h"
#include "conformance/evaluation/wire/target.h"
#include "conformance/model/contains.h"

namespace mockmeter::conformance {
namespace {

bool is_success(const Exchange& exchange) { return exchange.status / 100 == 2; }

/// How well a target fits one argument: at its name in the query, or a segment of the path.
int fit(const std::string& name, const Json& value, const Target& target,
        const std::vector<std::string>& segments) {
  if (value.is_structured()) return 0;  // arrays are spelt in several ways
  const auto given = target.named(name);
  if (!given.empty()) return given.front()->value == text_of(value) ? 2 : -2;
  return contains(segments, text_of(value)) ? 2 : 0;
}

/// How well an exchange fits a call by what it asks for.
int fit(const Exchange& exchange, const Call& call) {
  const Target target = parse_target(exchange.target);
  const std::vector<std::string> segments = target.segments();
  int points = operation_of(exchange.method, target) == call.operation ? 3 : 0;
  for (auto argument = call.arguments.begin(); argument != call.arguments.end(); ++argument) {
    points += fit(argument.key(), *argument, target, segments);
  }
  const auto fields = field_values(exchange.headers, "authorization");
  if (!fields.empty() && fields.front() == authorization(call.credential)) ++points;
  return points;
}

/// How well an exchange would end a call, given what came of that.
int fit_as_last(const Exchange& exchange, const Outcome& outcome) {
  constexpr int kStrong = 6;
  if (outcome.kind == Outcome::Kind::kResult) return is_success(exchange) ? kStrong : 0;
  if (outcome.kind != Outcome::Kind::kError) return 0;
  const Json* status = find_member(outcome.value, "status");
  if (!status || status->is_null()) return is_success(exchange) ? 0 : 2;
  return as_decimal(*status) == as_decimal(Json(exchange.status)) ? kStrong : 0;
}

/// How well it would stand before another exchange of the same call.
int fit_as_earlier(const Exchange& exchange, const Call& call) {
  return !is_success(exchange) || joins_pages(call) ? 1 : -3;
}

/// How likely it is that nothing was sent for a call.
int fit_as_unsent(const Outcome& outcome) {
  return outcome.kind == Outcome::Kind::kResult ? -8 : -2;
}

/// The best division of the first `sent` exchanges among the first `made` calls, for all numbers of
/// both. `open`: the last exchange belongs to the last call. `closed`: nothing more does.
class Division {
 public:
  explicit Division(const Evidence& evidence)
      : evidence_(evidence),
        width_(evidence.calls.size() + 1),
        cells_(width_ * (evidence.exchanges.size() + 1)) {
    cells_.front().closed = 0;
    for (std::size_t sent = 0; sent <= evidence.exchanges.size(); ++sent) {
      for (std::size_t made = 1; made < width_; ++made) fill(sent, made);
    }
  }

  std::vector<std::size_t> calls() const {
    std::vector<std::size_t> calls(evidence_.exchanges.size());
    std::size_t made = width_ - 1;
    bool is_open = false;
    for (std::size_t sent = calls.size(); sent > 0;) {
      const Cell& cell = at(sent, made);
      if (!is_open && cell.skips) {
        --made;
        continue;
      }
      calls[--sent] = made - 1;
      is_open = cell.continues;
      if (!is_open) --made;
    }
    return calls;
  }

 private:
  static constexpr int kNever = std::numeric_limits<int>::min() / 2;
  struct Cell {
    int open = kNever;
    int closed = kNever;
    bool continues = false;  // the best `open` has the exchange before in the same call
    bool skips = false;      // the best `closed` sent nothing for the last call
  };

  const Cell& at(std::size_t sent, std::size_t made) const { return cells_[sent * width_ + made]; }

  void fill(std::size_t sent, std::size_t made) {
    Cell& cell = cells_[sent * width_ + made];
    const Call& call = evidence_.calls[made - 1];
    const Outcome& outcome = evidence_.outcomes[made - 1];
    if (sent > 0) {
      const Exchange& exchange = evidence_.exchanges[sent - 1];
      const int first = at(sent - 1, made - 1).closed;
      const int later =
          sent > 1 ? at(sent - 1, made).open + fit_as_earlier(evidence_.exchanges[sent - 2], call)
                   : kNever;
      cell.continues = later > first;
      cell.open = std::max(std::max(first, later) + fit(exchange, call), kNever);
      cell.closed = std::max(cell.open + fit_as_last(exchange, outcome), kNever);
    }
    const int unsent = at(sent, made - 1).closed + fit_as_unsent(outcome);
    cell.skips = unsent > cell.closed;
    cell.closed = std::max(unsent, cell.closed);
  }

  const Evidence& evidence_;
  std::size_t width_;
  std::vector<Cell> cells_;
};

/// Equal calls take turns, in the order of arrival.
std::vector<std::size_t> by_arguments(const Evidence& evidence) {
  std::vector<std::size_t> calls;
  std::vector<int> taken(evidence.calls.size());
  for (const Exchange& exchange : evidence.exchanges) {
    std::vector<int> points;
    for (std::size_t i = 0; i < taken.size(); ++i) {
      points.push_back(fit(exchange, evidence.calls[i]) * 1000 - std::min(taken[i], 999));
    }
    const auto best = std::max_element(points.begin(), points.end()) - points.begin();
    calls.push_back(static_cast<std::size_t>(best));
    ++taken[calls.back()];
  }
  return calls;
}

}  // namespace

bool joins_pages(const Call& call) {
  return call.options.is_object() && call.options.value("all_pages", false);
}

std::vector<std::size_t> calls_of_exchanges(const Evidence& evidence) {
  if (evidence.calls.empty()) return {};
  if (evidence.calls.size() == 1) return std::vector<std::size_t>(evidence.exchanges.size(), 0);
  if (evidence.subject && evidence.subject->together) return by_arguments(evidence);
  return Division(evidence).calls();
}

}  // namespace mockmeter::conformance
