#pragma once

#include <array>

#include "server/metering/variants.h"

namespace mockmeter::zkscore {

inline constexpr Variant kErrorEnvelope{
    "zkscore.error_envelope",
    "What is around an error?",
    {{"flat",
      "introduction and authentication: {success:false, error:\"UNAUTHORIZED\", message, "
      "timestamp}"},
     {"nested", "api-reference/errors: {error:{code:\"ZKS-002-001\", message, details, ...}}"}}};

inline constexpr Variant kNoData{
    "zkscore.no_data",
    "What is the response when there is no usage to tell of?",
    {{"404", "get-usage lists \"No usage data found\" among its errors"},
     {"zeros", "usual practice elsewhere: 200 with counters of 0; get-usage names no status"}}};

inline constexpr std::array<Variant, 2> kVariants{kErrorEnvelope, kNoData};

}  // namespace mockmeter::zkscore
