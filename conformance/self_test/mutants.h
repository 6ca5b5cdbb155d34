#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// What the reference client can be started with.
struct ClientSwitch {
  std::string name;  ///< "drops-zone"
  std::string line;  ///< what the client does then: "reads a timestamp without its zone"
  /// Of a quirk: ids of the sentences, none a MUST, that it misses.
  std::vector<std::string> misses{};
};

std::vector<ClientSwitch> known_mutants();
/// What is legal and unusual: "lower-case-fields".
std::vector<ClientSwitch> known_quirks();

/// "drops-zone: reads a timestamp without its zone"; the name alone when no mutant is called so.
std::string mutant_text(std::string_view name);
/// The same of a quirk.
std::string quirk_text(std::string_view name);

/// Whether the result is what this mutant leads to: the check that it is meant to fail was missed,
/// and where others fail it as well, the requests or what the check found show the mutant.
bool is_caused_by(const CaseResult& result, const Kill& kill);

}  // namespace mockmeter::conformance
