#include <string>

#include "conformance/evaluation/assertions/served.h"
#include "conformance/evaluation/values/shown.h"
#include "conformance/evaluation/wire/calls.h"

namespace mockmeter::conformance {
namespace {

Served served_document(const Exchange& exchange) {
  Served served;
  Json document = document_in(exchange);
  if (document.is_discarded()) {
    served.missing = "the answer was no JSON, so nothing can be as it was served";
  } else {
    served.document = std::move(document);
  }
  return served;
}

Served answer_of(const Evidence& evidence, const Call& call,
                 const std::vector<const Exchange*>& exchanges) {
  if (exchanges.empty()) return {};
  if (joins_pages(call) && exchanges.size() > 1) {
    Served served;
    served.missing = "the pages of " + counted(exchanges.size(), "request") +
                     " were joined, so no one answer is what was served";
    return served;
  }
  const bool led_away = exchanges.back()->status / 100 == 3 && !evidence.elsewhere.empty();
  return served_document(led_away ? evidence.elsewhere.back() : *exchanges.back());
}

}  // namespace

std::vector<Served> answers_to_calls(const Evidence& evidence,
                                     const std::vector<std::size_t>& calls) {
  std::vector<std::vector<const Exchange*>> exchanges(evidence.calls.size());
  for (std::size_t i = 0; i < calls.size(); ++i) {
    exchanges[calls[i]].push_back(&evidence.exchanges[i]);
  }
  std::vector<Served> answers;
  for (std::size_t i = 0; i < exchanges.size(); ++i) {
    answers.push_back(answer_of(evidence, evidence.calls[i], exchanges[i]));
  }
  return answers;
}

}  // namespace mockmeter::conformance
