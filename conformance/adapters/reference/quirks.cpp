#include "conformance/adapters/reference/quirks.h"

namespace reference {
namespace {

// Source: RFC 9110 5.1 "Field names are case-insensitive", 11.1 "case-insensitive token to identify
// the authentication scheme". RFC 3986 2.1 "are equivalent to the lowercase digits". RFC 3339 5.6
// "time-numoffset". RFC 9112 9.6 for connections. conformance/adapter/README.md for what is written
// for the suite.
constexpr QuirkRow kQuirkTable[] = {
    {Quirk::kUpperCaseFields, "upper-case-fields", "writes the names of fields in upper case"},
    {Quirk::kExtraFields, "extra-fields", "sends fields that nobody asked for"},
    {Quirk::kLowerCaseScheme, "lower-case-scheme",
     "writes the scheme of its credential in lower case"},
    {Quirk::kLowerCaseHex, "lower-case-hex", "encodes with lower-case digits: %2b"},
    {Quirk::kFormEncoding, "form-encoding", "encodes the query as forms do: + for a blank, %7E"},
    {Quirk::kReversedQuery, "reversed-query", "sends the last parameter first"},
    {Quirk::kCommaLists, "comma-lists", "sends arrays as name=a,b"},
    {Quirk::kNumericOffset, "numeric-offset", "sends instants with an offset: +13:00, not Z"},
    {Quirk::kOneCallConnections, "one-call-connections", "closes the connection after each call"},
    {Quirk::kSmallWindow, "small-window", "reads answers in the smallest pieces that it can"},
    {Quirk::kOneShot, "one-shot", "answers a line and exits; says no hello"},
    {Quirk::kNoHello, "no-hello", "loops, and says no hello"},
    {Quirk::kOutOfOrder, "out-of-order", "answers calls in another order than they came"},
    {Quirk::kSlow, "slow", "thinks before it sends, and before it answers"},
    {Quirk::kNoRetries, "no-retries", "retries nothing, and says so"},
    {Quirk::kInPieces, "in-pieces", "writes its messages in pieces, with CR LF at the end"},
    {Quirk::kEpochMilliseconds, "epoch-milliseconds",
     "reports instants as milliseconds since 1970"},
    {Quirk::kNumberTexts, "number-texts", "reports numbers as decimal texts"},
    {Quirk::kRenamedMembers, "renamed-members",
     "reports snake_case members in camelCase, and the others in snake_case"},
    {Quirk::kAbsentForNull, "absent-for-null", "leaves out what is null"},
    {Quirk::kNullForAbsent, "null-for-absent", "reports null for what it knows and did not get"},
};

}  // namespace

std::span<const QuirkRow> quirk_table() { return kQuirkTable; }

}  // namespace reference
