#pragma once

#include <array>

#include "server/api/challenge.h"
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

inline constexpr Variant kWindow{
    "zkscore.window",
    "Where does a timeframe begin?",
    {{"rolling",
      "get-usage: \"Last 24 hours\", so as long before now; the first bucket may be a part of one"},
     {"aligned",
      "get-usage: \"Per-hour data\", so whole buckets: 24h by hour has 24 of them, the last one "
      "under way"}}};

inline constexpr Variant kExcludedParts{
    "zkscore.excluded_parts",
    "What becomes of a part that an include flag of false leaves out?",
    {{"omitted", "get-usage: \"Include error statistics\", so without it there is no such member"},
     {"null", "get-usage lists all members of the response without a condition"}}};

inline constexpr Variant kBadValues{
    "zkscore.bad_values",
    "What becomes of a limit, an offset, a sort, an order or a flag that no page allows?",
    {{"400",
      "SDK error handling: INVALID_PARAMETERS with 400; get-usage: \"max: 1000\", and the values "
      "of "
      "sort and order as lists"},
     {"corrected",
      "get-usage lists no such value among its errors, and has a default for each: a number goes "
      "to "
      "its nearest bound, anything else to the default"}}};

inline constexpr Variant kPointLimit{
    "zkscore.point_limit",
    "What becomes of a series with very many points, such as all time by minute?",
    {{"none", "get-usage restricts no pair of timeframe and granularity; limit and offset page it"},
     {"400",
      "the sibling page scores/get-history lists \"Too many data points\" among its errors"}}};

inline constexpr Variant kWwwAuthenticate = www_authenticate_variant("zkscore.www_authenticate");

inline constexpr std::array<Variant, 7> kVariants{
    kErrorEnvelope, kNoData, kWindow, kExcludedParts, kBadValues, kPointLimit, kWwwAuthenticate};

}  // namespace mockmeter::zkscore
