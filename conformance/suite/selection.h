#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conformance/model/call.h"
#include "conformance/suite/profile.h"
#include "conformance/suite/suite.h"

namespace mockmeter::conformance {

/// Whether a pattern fits the whole text: `*` is any characters but '/', `**` any at all. A pattern
/// that fits what stands before a '[' fits too: "acme/*/period-count" are all rows of that case.
bool matches_glob(std::string_view pattern, std::string_view text);

/// Which cases somebody asks for. See matches_glob() for the patterns.
struct SelectionOptions {
  std::vector<std::string> run;   ///< globs; empty = all
  std::vector<std::string> skip;  ///< globs
  Profile profile = Profile::kSecure;
  std::vector<std::string> providers;  ///< empty = all
  bool is_everything() const {
    return run.empty() && skip.empty() && providers.empty() && profile == Profile::kSecure;
  }
};

/// What is asked for, in the order of the suite.
struct Selection {
  std::vector<const Case*> cases;    ///< to be evaluated
  std::vector<const Case*> skipped;  ///< asked for, but skipped: the run is incomplete
};

/// Throws std::invalid_argument naming a glob or a provider that fits no case of the suite, and
/// when nothing is left.
Selection select(const Suite& suite, const SelectionOptions& options);

/// Whether a client that says this of itself has the operation. One without a hello declares all.
bool declares(const ClientInfo& client, std::string_view operation);

/// Why a client that says this of itself cannot be tested by a case: "it does not declare the
/// feature retry"; empty when it can. A client without a hello declares every operation and no
/// feature.
std::string unsupported_reason(const Case& subject, const ClientInfo& client);

}  // namespace mockmeter::conformance
