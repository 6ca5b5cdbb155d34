#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/model/case.h"
#include "conformance/model/requirement.h"

namespace mockmeter::conformance {

/// All requirements and all cases, checked and with their parameter rows expanded.
struct Suite {
  std::vector<Requirement> requirements;  ///< file by file
  std::vector<Case> cases;                ///< by id; they point into `requirements`

  Suite() = default;
  Suite(Suite&&) = default;  // moves no entry
  Suite& operator=(Suite&&) = default;
};

/// A text and where it is from: "conformance/cases/acme/get_stats/period-count.json".
struct SuiteFile {
  std::string_view path;
  std::string_view text;
};

/// A file that cannot be used: what() names it, the place in it, what was expected and found.
struct InvalidSuite : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Throws InvalidSuite.
Suite load_suite(const std::vector<SuiteFile>& requirements, const std::vector<SuiteFile>& cases);

/// The same for what `mockmeter check` asks of a server: a suite whose cases are probes. Their
/// `when` is a request by name, their `then` are laws, and no mutant is killed; schemas/probe.json.
Suite load_probes(const std::vector<SuiteFile>& requirements, const std::vector<SuiteFile>& probes);

/// Those that the program carries. Throw InvalidSuite, which is our own fault then.
Suite embedded_suite();
Suite embedded_probes();

/// Null when there is none of this id.
const Requirement* find_requirement(const Suite& suite, std::string_view id);

/// The cases that test it, in order; rows one by one.
std::vector<const Case*> cases_of(const Suite& suite, const Requirement& requirement);

/// "acme/get_stats" of "acme.get_stats": where the files of an operation stand.
std::string folder_of(std::string_view operation);

/// In how many cases each mutant of the reference client is told to show.
std::map<std::string, int> count_kills(const Suite& suite);

}  // namespace mockmeter::conformance
