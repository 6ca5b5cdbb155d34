#include "conformance/suite/selection.h"

#include <algorithm>
#include <cstddef>
#include <stdexcept>

#include "base/tables.h"
#include "base/text/wording.h"

namespace mockmeter::conformance {
namespace {

bool fits_pattern(std::string_view pattern, std::string_view text) {
  while (!pattern.starts_with('*')) {
    if (pattern.empty() || text.empty()) return pattern.empty() && text.empty();
    if (pattern.front() != text.front()) return false;
    pattern.remove_prefix(1);
    text.remove_prefix(1);
  }
  const bool crosses = pattern.starts_with("**");
  const std::string_view rest = pattern.substr(crosses ? 2 : 1);
  for (std::size_t taken = 0; taken <= text.size(); ++taken) {
    if (fits_pattern(rest, text.substr(taken))) return true;
    if (taken < text.size() && text[taken] == '/' && !crosses) return false;
  }
  return false;
}

bool matches_any(const std::vector<std::string>& globs, const Case& subject) {
  return std::ranges::any_of(
      globs, [&](const std::string& glob) { return matches_glob(glob, subject.id); });
}

void check_globs(const Suite& suite, const std::string& option,
                 const std::vector<std::string>& globs) {
  for (const std::string& glob : globs) {
    const auto fits = [&](const Case& subject) { return matches_any({glob}, subject); };
    if (std::ranges::any_of(suite.cases, fits)) continue;
    throw std::invalid_argument(option + " \"" + glob +
                                "\" fits no case: * stays within one part of an id, ** does not; "
                                "`mockmeter list cases` names them all");
  }
}

void check_providers(const Suite& suite, const std::vector<std::string>& providers) {
  std::vector<std::string> known;
  for (const Case& subject : suite.cases) {
    if (!contains(known, subject.provider())) known.push_back(subject.provider());
  }
  for (const std::string& provider : providers) {
    if (contains(known, provider)) continue;
    throw std::invalid_argument("--provider \"" + provider + "\" has no case: use one of " +
                                join_names(known));
  }
}

bool is_asked_for(const SelectionOptions& options, const Case& subject) {
  return (options.run.empty() || matches_any(options.run, subject)) &&
         (options.providers.empty() || contains(options.providers, subject.provider())) &&
         topic(subject.topic).profile <= options.profile;
}

}  // namespace

bool matches_glob(std::string_view pattern, std::string_view text) {
  return fits_pattern(pattern, text) || fits_pattern(pattern, text.substr(0, text.find('[')));
}

Selection select(const Suite& suite, const SelectionOptions& options) {
  check_globs(suite, "--run", options.run);
  check_globs(suite, "--skip", options.skip);
  check_providers(suite, options.providers);
  Selection selection;
  for (const Case& subject : suite.cases) {
    if (!is_asked_for(options, subject)) continue;
    const bool is_skipped = matches_any(options.skip, subject);
    (is_skipped ? selection.skipped : selection.cases).push_back(&subject);
  }
  if (selection.cases.empty()) {
    throw std::invalid_argument(
        "no case is left: --run, --skip, --profile and --provider together leave none");
  }
  return selection;
}

bool declares(const ClientInfo& client, std::string_view operation) {
  return client.operations.empty() || contains(client.operations, operation);
}

std::string unsupported_reason(const Case& subject, const ClientInfo& client) {
  for (const std::string& operation : subject.operations) {
    if (!declares(client, operation)) return "the client does not declare " + operation;
  }
  for (const std::string& feature : subject.features) {
    // Hello says it in another way.
    if (feature == "parallel" && client.parallel > 1) continue;
    if (!contains(client.features, feature)) {
      return "the client does not declare the feature " + feature;
    }
  }
  return {};
}

}  // namespace mockmeter::conformance
