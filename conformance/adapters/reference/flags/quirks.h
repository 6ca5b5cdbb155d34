#pragma once

#include "conformance/adapters/reference/flags/flag_set.h"

namespace reference {

/// What a client may do and few do: a suite that blames it for that takes its own habits for the
/// law.
// Source: RFC 9110 5.1 "Field names are case-insensitive", 11.1 "case-insensitive token to identify
// the authentication scheme". RFC 3986 2.1 "are equivalent to the lowercase digits". RFC 3339 5.6
// "time-numoffset". RFC 7617 2, the encoding is "undefined". RFC 3986 6.2.2.2 for %2D. RFC
// 9110 11.4 "1*SP", 12.5.1 for Accept. RFC 9112 9.6 for connections. conformance/adapter/README.md
// for what is written for the suite.
inline constexpr FlagInfo kQuirks[] = {
    // The request.
    {"upper-case-fields", "writes the names of fields in upper case"},
    {"extra-fields", "sends fields that nobody asked for"},
    {"lower-case-scheme", "writes the scheme of its credential in lower case"},
    {"lower-case-hex", "encodes with lower-case digits: %2b"},
    {"form-encoding", "encodes the query as forms do: + for a blank, %7E"},
    {"reversed-query", "sends the last parameter first"},
    {"comma-lists", "sends arrays as name=a,b"},
    {"basic-latin1", "sends Basic credentials in ISO 8859-1"},
    {"encoded-letters", "encodes all but letters and digits: %2D"},
    {"jdk-accept", "sends the Accept of Java's first client: text/html, image/gif, ..., */*; q=.2"},
    {"two-blanks", "puts two blanks behind the scheme of its credential"},
    {"numeric-offset", "sends instants with an offset: +13:00, not Z"},
    {"drop-auth-on-redirect", "follows a redirect without the credential"},
    // What it makes of a response.
    {"typed-lists", "fails on texts in a list where it expected objects"},
    {"says-no", "takes a 200 with an error in it for a result"},
    {"lenient-tail", "ignores what stands behind the JSON text"},
    // The connection.
    {"one-call-connections", "closes the connection after each call"},
    {"small-window", "reads responses in the smallest pieces that it can"},
    // How it lives, and what it declares.
    {"one-shot", "replies with a line and exits; says no hello"},
    {"no-hello", "loops, and says no hello"},
    {"out-of-order", "replies to calls in another order than they came"},
    {"slow", "thinks before it sends, and before it replies"},
    {"no-retries", "retries nothing, and says so"},
    // What it writes for the suite.
    {"in-pieces", "writes its messages in pieces, with CR LF at the end"},
    {"epoch-milliseconds", "reports instants as milliseconds since 1970"},
    {"number-texts", "reports numbers as decimal texts"},
    {"renamed-members", "reports snake_case members in camelCase, and the others in snake_case"},
    {"absent-for-null", "leaves out what is null"},
    {"null-for-absent", "reports null for what it knows and did not get"},
};

/// The quirks that are switched on.
using QuirkSet = FlagSet<kQuirks>;

}  // namespace reference
