#include "conformance/evaluation/assertions/leaks.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/text/percent.h"
#include "conformance/evaluation/assertions/assertion.h"
#include "conformance/evaluation/values/encodings.h"

namespace mockmeter::conformance {
namespace {

bool has_text(std::string_view hay, std::string_view text) {
  return hay.find(text) != std::string_view::npos;
}

bool has_base64(std::string_view hay, std::string_view text) {
  const std::vector<std::string> cores = base64_cores(text);
  return std::ranges::any_of(cores, [hay](const std::string& core) {
    return has_text(hay, core) || has_text(hay, with_url_digits(core));
  });
}

/// Names and texts in a foreign value, which may be deep.
void collect_texts(const Json& value, std::vector<std::string_view>& texts) {
  std::vector<const Json*> left{&value};
  while (!left.empty()) {
    const Json& next = *left.back();
    left.pop_back();
    if (next.is_string()) texts.push_back(next.get_ref<const std::string&>());
    if (!next.is_structured()) continue;
    for (auto member = next.begin(); member != next.end(); ++member) {
      if (next.is_object()) texts.push_back(member.key());
      left.push_back(&*member);
    }
  }
}

/// Where a client may tell what it should not, by name.
std::vector<std::pair<std::string, std::vector<std::string_view>>> foreign_texts(
    const CaseTrace& trace) {
  std::vector<std::pair<std::string, std::vector<std::string_view>>> found;
  for (std::size_t i = 0; i < trace.outcomes.size(); ++i) {
    const CallOutcome& outcome = trace.outcomes[i];
    const std::string call = " of call " + std::to_string(i + 1);
    std::vector<std::string_view> error{outcome.text};
    if (outcome.kind == CallOutcome::Kind::kError) collect_texts(outcome.value, error);
    found.emplace_back("the error" + call, std::move(error));
    found.emplace_back("a warning" + call, std::vector<std::string_view>(outcome.warnings.begin(),
                                                                         outcome.warnings.end()));
  }
  found.emplace_back("stderr", std::vector<std::string_view>{trace.stderr_output});
  return found;
}

Assertion evaluate_text(const std::string& name, const std::string& text, const CaseTrace& trace) {
  const std::string expected = "no " + name + " in any error, warning or on stderr";
  for (const auto& [place, hays] : foreign_texts(trace)) {
    for (const std::string_view hay : hays) {
      const std::string form = form_in(text, hay);
      if (!form.empty()) return make_assertion(false, expected, place + " has it, " + form);
    }
  }
  return make_assertion(true, expected, "none");
}

}  // namespace

std::string form_in(std::string_view text, std::string_view hay) {
  if (text.empty()) return {};
  if (has_text(hay, text)) return "as it is";
  if (has_text(hay, escape_json(text, false)) || has_text(hay, escape_json(text, true))) {
    return "escaped as JSON";
  }
  if (has_text(percent_decoded(hay), text) || has_text(percent_decoded(hay, true), text)) {
    return "percent-encoded";
  }
  return has_base64(hay, text) ? "in base64" : "";
}

std::vector<Assertion> find_leaks(const Json& planted, const CaseTrace& trace) {
  std::vector<Assertion> checks;
  for (auto text = planted.begin(); text != planted.end(); ++text) {
    checks.push_back(with_name("no_leak." + text.key(),
                               evaluate_text(text.key(), text->get<std::string>(), trace)));
  }
  return checks;
}

}  // namespace mockmeter::conformance
