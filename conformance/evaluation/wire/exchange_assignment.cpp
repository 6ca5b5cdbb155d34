#include "conformance/evaluation/wire/exchange_assignment.h"

#include <algorithm>

#include "base/tables.h"
#include "conformance/evaluation/wire/credential.h"
#include "conformance/evaluation/wire/exchange.h"
#include "conformance/evaluation/wire/target.h"
#include "conformance/model/display.h"

namespace mockmeter::conformance {
namespace {

/// How well a target fits one argument: at its name in the query, or a segment of the path.
int fit(const std::string& name, const Json& value, const Target& target,
        const std::vector<std::string>& segments) {
  if (value.is_structured()) return 0;  // arrays are spelt in several ways
  const auto given = target.with_name(name);
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
  if (!fields.empty() && contains(authorizations(call.credential), fields.front())) ++points;
  return points;
}

std::vector<std::size_t> by_arguments(const CaseTrace& trace) {
  std::vector<std::size_t> calls;
  std::vector<int> taken(trace.calls.size());
  for (const Exchange& exchange : trace.exchanges) {
    std::vector<int> points;
    for (std::size_t i = 0; i < taken.size(); ++i) {
      points.push_back(fit(exchange, trace.calls[i]) * 1000 - std::min(taken[i], 999));
    }
    const auto best = std::ranges::max_element(points) - points.begin();
    calls.push_back(static_cast<std::size_t>(best));
    ++taken[calls.back()];
  }
  return calls;
}

/// Whether its result is that of several requests: it asks for all pages.
bool joins_pages(const Call& call) {
  return call.options.is_object() && call.options.value("all_pages", false);
}

ServedDocument served_document(const Exchange& exchange) {
  Json document = document_in(exchange);
  if (document.is_discarded()) {
    return {std::nullopt, "the response was no JSON, so nothing can be as it was served"};
  }
  return {std::move(document), ""};
}

ServedDocument response_of(const CaseTrace& trace, const Call& call,
                           const std::vector<const Exchange*>& exchanges) {
  if (exchanges.empty()) return {};
  const bool led_away = exchanges.back()->status / 100 == 3 && !trace.second_exchanges.empty();
  const Exchange& last = led_away ? trace.second_exchanges.back() : *exchanges.back();
  ServedDocument served = served_document(last);
  if (joins_pages(call) && exchanges.size() > 1) {
    served = {std::nullopt, "the pages of " + pluralize(exchanges.size(), "request") +
                                " were joined, so no one response is what was served"};
  }
  served.status = last.status;
  return served;
}

}  // namespace

std::vector<std::size_t> assign_exchanges(const CaseTrace& trace) {
  if (trace.calls.empty()) return {};
  if (trace.subject && trace.subject->together) return by_arguments(trace);
  std::vector<std::size_t> calls;
  for (std::size_t i = 0; i < trace.exchanges.size(); ++i) {
    std::size_t call = trace.calls.size() - 1;
    while (call > 0 && trace.exchanges_before[call] > i) --call;
    calls.push_back(call);
  }
  return calls;
}

std::vector<ServedDocument> responses_by_call(const CaseTrace& trace,
                                              const std::vector<std::size_t>& calls) {
  std::vector<std::vector<const Exchange*>> exchanges(trace.calls.size());
  for (std::size_t i = 0; i < calls.size(); ++i) {
    exchanges[calls[i]].push_back(&trace.exchanges[i]);
  }
  std::vector<ServedDocument> responses;
  for (std::size_t i = 0; i < exchanges.size(); ++i) {
    responses.push_back(response_of(trace, trace.calls[i], exchanges[i]));
  }
  return responses;
}

}  // namespace mockmeter::conformance
