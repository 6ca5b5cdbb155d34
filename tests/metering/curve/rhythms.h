#pragma once

#include "server/metering/curve/rhythm.h"

namespace mockmeter {

inline constexpr Rhythm kRhythms[] = {Rhythm::kSteady, Rhythm::kOffice, Rhythm::kConsumer,
                                      Rhythm::kSleeping};

}  // namespace mockmeter
