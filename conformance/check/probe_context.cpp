#include "conformance/check/probe_context.h"

#include <algorithm>
#include <stdexcept>

#include "base/tables.h"

namespace mockmeter::conformance {

const StepResponse& ProbeContext::response(std::string_view name) const {
  if (name.empty()) return responses.back();
  if (const StepResponse* found = find_by(responses, &StepResponse::name, name)) return *found;
  throw std::invalid_argument("no step " + std::string(name));
}

std::vector<JsonMatch<const Json>> resolve_alternatives(const Json& document,
                                                        const std::string& pattern) {
  const std::size_t bar = pattern.find('|');
  if (bar == pattern.npos) return resolve_pattern(document, pattern);
  const std::string head = pattern.substr(0, pattern.rfind('/', bar) + 1);
  const std::string tail = pattern.substr(std::min(pattern.find('/', bar), pattern.size()));
  const std::string first = pattern.substr(head.size(), bar - head.size());
  auto found = resolve_alternatives(document, head + first + tail);
  return found.empty() ? resolve_alternatives(document, head + pattern.substr(bar + 1)) : found;
}

Selected select_in(const StepResponse& response, const std::string& pattern) {
  Selected selected{&response, pattern, {}};
  if (!response.body.is_discarded()) selected.found = resolve_alternatives(response.body, pattern);
  return selected;
}

Selected select(const Json& assertion, const char* word, const ProbeContext& context) {
  const auto member = assertion.find(word);
  if (member == assertion.end())
    throw std::invalid_argument(std::string("an assertion without ") + word);
  const bool is_elsewhere = member->is_object();
  return select_in(context.response(text_of(is_elsewhere ? *member : assertion, "step")),
                   is_elsewhere ? text_in(*member, "at") : member->get<std::string>());
}

}  // namespace mockmeter::conformance
