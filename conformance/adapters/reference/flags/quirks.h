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
    {"follow", "follows a redirect to another origin, without the credential"},
    {"curl-redirects", "follows fifty redirects, anywhere, as curl -L does"},
    {"go-redirects", "keeps the credential on another port of the same host, as Go does"},
    {"explicit-defaults", "spells out the documented defaults of what is not given"},
    {"default-metrics", "spells out the documented list where no list is given"},
    {"metrics-as-set", "sends each item of a list once, in the order of the alphabet"},
    {"refuse-dots", "does not send an id that is . or .."},
    {"uuid", "does not send an id that is no UUID where the document says that ids are"},
    // What it makes of a response.
    {"typed-lists", "fails on texts in a list where it expected objects"},
    {"says-no", "takes a 200 with an error in it for a result"},
    {"lenient-tail", "ignores what stands behind the JSON text"},
    {"streaming", "reads no further than to the end of the JSON text"},
    {"only-200", "takes a 2xx that has a name of its own for an error"},
    {"strict-null", "fails on a null where the document has none",
     "ZKS-USAGE-024 ZKS-USAGE-025 ZKS-USAGE-026"},
    {"required", "fails when a member is absent that the document requires"},
    {"single", "reads what the document calls a float with 32 bits"},
    {"unknown-enum", "reports an enum value that it does not know as UNKNOWN"},
    {"datetimes", "fails on an instant that it cannot read"},
    // Errors and retries.
    {"raise-for-status", "reports the status of an error and nothing that the server says",
     "HTTP-ERR-004 OAI-USAGE-059 ZKS-ERR-003"},
    {"grouped-errors", "reports all of 4xx as one kind"},
    {"retries-429-alone", "retries 429 and no other status"},
    {"own-backoff", "does not look at Retry-After when it waits", "HTTP-RTY-004"},
    {"stainless", "does as Retry-After says up to a minute, and as it likes beyond"},
    {"remaining-wait", "reports what is left of Retry-After when it reports"},
    {"single-flight", "asks once for what several calls under way want"},
    // Paging.
    {"own-page-size", "asks for pages of seven when its caller names no size"},
    {"largest-pages", "asks for the largest pages when its caller names no size"},
    {"parallel-pages", "asks for all pages behind the first at the same time"},
    {"trusts-has-more", "goes on as long as a page says that there are more",
     "OAI-USAGE-061 ZKS-PAG-003"},
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
