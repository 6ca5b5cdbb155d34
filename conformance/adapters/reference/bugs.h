#pragma once

#include <bitset>
#include <span>
#include <string_view>

namespace reference {

/// Faults that real clients have had, each behind one switch: a suite that does not tell the client
/// with a fault from the client without it is no judge. In the order of bug_table().
enum class Bug {
  // The request.
  kWrongPath,
  kWrongMethod,
  kRawPath,
  kDoubleEncode,
  kPathTraversal,
  kRawPlus,
  kRawAmp,
  kBrackets,
  kJsonArray,
  kDropSecond,
  kLocalisedEnum,
  kUppercaseEnum,
  kDupParam,
  kUndefinedString,
  kEmptyParam,
  kCacheBuster,
  kLocalTime,
  kEpoch,
  kDateOnly,
  kDropNewParams,
  kNoAuth,
  kTwoAuth,
  kTokenInQuery,
  kTokenInAgent,
  kWrongScheme,
  kBasicNocolon,
  kBasicLatin1,
  kGetWithBody,
  kBadHost,
  kAcceptsHtml,
  kPyBool,
  kFloatLimit,
  // What is made of an answer.
  kStrictUnknown,
  kNpeAbsent,
  kNullCrash,
  kDoubleInt,
  kInt32,
  kSinglePrecision,
  kZeroAsDefault,
  kIntTruncate,
  kRoundTwo,
  kDropZone,
  kDropFraction,
  kLocalParse,
  kTruthyString,
  kTextIsFalse,
  kClosedEnum,
  kSwappedFields,
  kLatin1,
  kBmpOnly,
  kRawEscapes,
  kHtmlAsEmpty,
  kIgnoreTrailing,
  kTextUnlessJson,
  kTextFallback,
  kCompactJson,
  kTypedLists,
  kFirstChunk,
  kOnly200,
  kDropZeros,
  kSortSeries,
  kCap100,
  kOffByOne,
  kEmptyAsError,
  kFirstItem,
  kAliasedItems,
  kFailOnDeprecation,
  kFailOnSunset,
  // Errors.
  kOneErrorFitsAll,
  kNoStatus,
  kDecodeMasksStatus,
  kOkMeansOk,
  kStatusBlind,
  kUnknownStatus,
  kStickyError,
  kLongMessage,
  kPartialOk,
  kHangOnRst,
  kLeakInError,
  kLogSecret,
  // Retries.
  kRetry410,
  kIgnoreRetryAfter,
  kDateBlind,
  kMsNotS,
  kStrictRetryAfter,
  kResetAsDelay,
  kSleepForever,
  kHotLoop,
  kUnbounded,
  kRetry4xx,
  kRetryPost,
  kMutatedRetry,
  kZombieRetry,
  kFirstAnswer,
  // Paging.
  kPageForever,
  kDropLastPage,
  kFirstPageOnly,
  kLostFilter,
  kRawCursor,
  kSilentPartial,
  // Redirects, TLS, time and connections.
  kLeakOnRedirect,
  kDropAuthOnRedirect,
  kRedirectLoop,
  kVerifyNone,
  kNoHostnameCheck,
  kIgnoreCaFile,
  kIgnoreExpiry,
  kNoTimeout,
  kTimeoutPerRead,
  kTimeoutAsConnection,
  kTimeoutLeaksConn,
  kGzipGarbage,
  kGzipOneName,
  kStaleSocketFail,
  kCrossTalk,
  kCount,
};

struct BugRow {
  Bug bug;
  std::string_view name;  ///< of --bug=NAME
  std::string_view line;  ///< what the client does then
};
std::span<const BugRow> bug_table();

/// The faults that are switched on: none in a client that is to be believed.
class Bugs {
 public:
  /// Throws std::invalid_argument naming a fault that does not exist.
  void add(std::string_view name);
  bool has(Bug bug) const { return on_[static_cast<std::size_t>(bug)]; }

 private:
  std::bitset<static_cast<std::size_t>(Bug::kCount)> on_;
};

}  // namespace reference
