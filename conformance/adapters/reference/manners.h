#pragma once

#include <span>

#include "conformance/adapters/reference/switches.h"

namespace reference {

/// What a client may do and few do, each behind one switch: a suite that blames it for that takes
/// its own habits for the law. In the order of manner_table().
enum class Manner {
  // The request.
  kUpperCaseFields,
  kExtraFields,
  kLowerCaseScheme,
  kLowerCaseHex,
  kFormEncoding,
  kReversedQuery,
  kCommaLists,
  kNumericOffset,
  // The connection.
  kOneCallConnections,
  kSmallWindow,
  // How it lives, and what it claims.
  kOneShot,
  kNoHello,
  kOutOfOrder,
  kSlow,
  kNoRetries,
  // What it writes for the suite.
  kInPieces,
  kEpochMilliseconds,
  kNumberTexts,
  kRenamedMembers,
  kAbsentForNull,
  kNullForAbsent,
  kCount,
};

using MannerRow = SwitchRow<Manner>;
std::span<const MannerRow> manner_table();

/// The manners that are switched on.
using Manners = Switches<Manner>;

}  // namespace reference
