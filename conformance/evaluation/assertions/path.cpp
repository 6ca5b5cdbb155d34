#include <algorithm>
#include <string>
#include <string_view>

#include "base/text/percent.h"
#include "base/text/split.h"
#include "conformance/evaluation/assertions/assertion.h"
#include "conformance/evaluation/assertions/requests.h"
#include "conformance/model/display.h"

namespace mockmeter::conformance {
namespace {

/// Each once: the rows of a table may fill several places with the same.
std::string distinct_paths(const Json& paths) {
  std::string words;
  for (auto path = paths.begin(); path != paths.end(); ++path) {
    if (std::find(paths.begin(), path, *path) != path) continue;
    words += (words.empty() ? "" : " or ") + path->get<std::string>();
  }
  return words;
}

/// Undoes what was escaped twice, so that the mistake can be named.
std::string path_words(const std::string& wanted, const std::string& sent) {
  const std::string decoded = percent_decoded(sent);
  if (normalize_escapes(decoded) == wanted) return "it is percent-encoded twice";
  if (percent_decoded(wanted) == sent) return "it is not percent-encoded";
  if (wanted.starts_with(sent)) return "it ends too early";
  if (sent.ends_with(wanted)) return "something stands before it";
  if (sent == wanted + "/") return "it has a slash at its end";
  return {};
}

}  // namespace

Assertion evaluate_raw_path(const Json& wanted, const ExaminedRequest& subject) {
  const Target& target = subject.target;
  const std::string sent = normalize_escapes(target.path);
  for (const Json& path : wanted) {
    if (normalize_escapes(path.get<std::string>()) == sent) {
      return make_assertion(true, distinct_paths(wanted), target.path);
    }
  }
  return make_assertion(false, distinct_paths(wanted), to_display(std::string_view(target.path)),
                        path_words(normalize_escapes(wanted.front().get<std::string>()), sent));
}

Assertion evaluate_decoded_path(const Json& wanted, const ExaminedRequest& subject) {
  const Target& target = subject.target;
  const auto text = wanted.get<std::string>();
  const std::vector<std::string> sent = target.segments();
  const std::vector<std::string_view> parts = split(text, '/');
  const std::vector<std::string> expected(parts.begin(), parts.end());
  const std::string words = sent.size() == expected.size()
                                ? ""
                                : pluralize(sent.size() - 1, "segment") + " instead of " +
                                      std::to_string(expected.size() - 1);
  return make_assertion(sent == expected, "a path that decodes to " + text,
                        to_display(std::string_view(target.path)), words);
}

}  // namespace mockmeter::conformance
