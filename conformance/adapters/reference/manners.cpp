#include "conformance/adapters/reference/manners.h"

namespace reference {
namespace {

// Source: RFC 9110 5.1 "Field names are case-insensitive", 11.1 "case-insensitive token to identify
// the authentication scheme". RFC 3986 2.1 "are equivalent to the lowercase digits". RFC 3339 5.6
// "time-numoffset". RFC 9112 9.6 for connections. conformance/adapter/README.md for what is written
// for the suite.
constexpr MannerRow kMannerTable[] = {
    {Manner::kUpperCaseFields, "upper-case-fields", "writes the names of fields in upper case"},
    {Manner::kExtraFields, "extra-fields", "sends fields that nobody asked for"},
    {Manner::kLowerCaseScheme, "lower-case-scheme",
     "writes the scheme of its credential in lower case"},
    {Manner::kLowerCaseHex, "lower-case-hex", "encodes with lower-case digits: %2b"},
    {Manner::kFormEncoding, "form-encoding", "encodes the query as forms do: + for a blank, %7E"},
    {Manner::kReversedQuery, "reversed-query", "sends the last parameter first"},
    {Manner::kCommaLists, "comma-lists", "sends arrays as name=a,b"},
    {Manner::kNumericOffset, "numeric-offset", "sends instants with an offset: +13:00, not Z"},
    {Manner::kOneCallConnections, "one-call-connections", "closes the connection after each call"},
    {Manner::kSmallWindow, "small-window", "reads answers in the smallest pieces that it can"},
    {Manner::kOneShot, "one-shot", "answers a line and exits; says no hello"},
    {Manner::kNoHello, "no-hello", "loops, and says no hello"},
    {Manner::kOutOfOrder, "out-of-order", "answers calls in another order than they came"},
    {Manner::kSlow, "slow", "thinks before it sends, and before it answers"},
    {Manner::kNoRetries, "no-retries", "retries nothing, and says so"},
    {Manner::kInPieces, "in-pieces", "writes its messages in pieces, with CR LF at the end"},
    {Manner::kEpochMilliseconds, "epoch-milliseconds",
     "reports instants as milliseconds since 1970"},
    {Manner::kNumberTexts, "number-texts", "reports numbers as decimal texts"},
    {Manner::kRenamedMembers, "renamed-members",
     "reports snake_case members in camelCase, and the others in snake_case"},
    {Manner::kAbsentForNull, "absent-for-null", "leaves out what is null"},
    {Manner::kNullForAbsent, "null-for-absent", "reports null for what it knows and did not get"},
};

}  // namespace

std::span<const MannerRow> manner_table() { return kMannerTable; }

}  // namespace reference
