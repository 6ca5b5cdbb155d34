#pragma once

#include <span>

#include "conformance/adapters/reference/flags.h"

namespace reference {

/// What a client may do and few do, each behind one switch: a suite that blames it for that takes
/// its own habits for the law. In the order of quirk_table().
enum class Quirk {
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
  // How it lives, and what it declares.
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

using QuirkRow = FlagInfo<Quirk>;
std::span<const QuirkRow> quirk_table();

/// The quirks that are switched on.
using QuirkSet = FlagSet<Quirk>;

}  // namespace reference
