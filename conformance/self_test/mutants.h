#pragma once

#include <string>
#include <string_view>
#include <vector>

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

}  // namespace mockmeter::conformance
