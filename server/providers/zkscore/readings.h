#pragma once

#include <array>

#include "server/metering/readings.h"

namespace mockmeter::zkscore {

inline constexpr std::array<ReadingValue, 2> kErrorEnvelopeValues{{
    {"flat",
     "introduction and authentication: {success:false, error:\"UNAUTHORIZED\", message, "
     "timestamp}"},
    {"nested", "api-reference/errors: {error:{code:\"ZKS-002-001\", message, details, ...}}"},
}};

inline constexpr Reading kErrorEnvelope{"zkscore.error_envelope", "What is around an error?",
                                        kErrorEnvelopeValues};

inline constexpr std::array<ReadingValue, 2> kNoDataValues{{
    {"404", "get-usage lists \"No usage data found\" among its errors"},
    {"zeros", "usual practice elsewhere: 200 with counters of 0; get-usage names no status"},
}};

inline constexpr Reading kNoData{
    "zkscore.no_data", "What is the answer when there is no usage to tell of?", kNoDataValues};

inline constexpr std::array<Reading, 2> kReadings{kErrorEnvelope, kNoData};

}  // namespace mockmeter::zkscore
