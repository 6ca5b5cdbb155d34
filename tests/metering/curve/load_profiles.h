#pragma once

#include "server/metering/curve/load_profile.h"

namespace mockmeter {

inline constexpr LoadProfile kLoadProfiles[] = {LoadProfile::kSteady, LoadProfile::kOffice,
                                                LoadProfile::kConsumer, LoadProfile::kIdleAtNight};

}  // namespace mockmeter
