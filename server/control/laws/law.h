#pragma once

#include <span>
#include <string_view>

#include "server/control/laws/witness.h"

namespace mockmeter::laws {

/// A statement about the numbers that holds by construction, checked on what clients are answered.
struct Law {
  std::string_view id;  ///< as in FaultKind::breaks
  std::string_view statement;
  std::string_view source;
  void (*check)(Witness&);
};

std::span<const Law> all_laws();

/// The checks, each over every vendor that it is about. Bounded, however large the world is.
void check_adding_up(Witness& witness);
void check_order(Witness& witness);
void check_one_value(Witness& witness);
void check_growth(Witness& witness);
void check_levels(Witness& witness);
void check_parts(Witness& witness);
void check_billing(Witness& witness);
void check_pages(Witness& witness);

}  // namespace mockmeter::laws
