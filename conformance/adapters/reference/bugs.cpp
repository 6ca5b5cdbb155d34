#include "conformance/adapters/reference/bugs.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace reference {
namespace {

constexpr BugRow kTable[] = {
    {Bug::kWrongPath, "wrong-path", "drops the path of the base URL, as urljoin does"},
    {Bug::kWrongMethod, "wrong-method", "sends a POST where a GET is documented"},
    {Bug::kRawPath, "raw-path", "puts an id into the path without encoding it"},
    {Bug::kDoubleEncode, "double-encode", "encodes an id twice: %2520"},
    {Bug::kPathTraversal, "path-traversal", "leaves / and .. of an id in the path"},
    {Bug::kRawPlus, "raw-plus", "leaves + in a query value, where it means a space"},
    {Bug::kRawAmp, "raw-amp", "leaves & = # in a query value"},
    {Bug::kBrackets, "brackets", "sends arrays as name[]=a&name[]=b"},
    {Bug::kJsonArray, "json-array", "sends arrays as one JSON text"},
    {Bug::kDropSecond, "drop-second", "sends the first item of an array alone"},
    {Bug::kLocalisedEnum, "localised-enum", "translates enum values: daily becomes quotidien"},
    {Bug::kUppercaseEnum, "uppercase-enum", "sends enum values in upper case"},
    {Bug::kDupParam, "dup-param", "sends the first query parameter twice"},
    {Bug::kUndefinedString, "undefined-string", "sends what is not given as \"undefined\""},
    {Bug::kEmptyParam, "empty-param", "sends what is not given as an empty value"},
    {Bug::kCacheBuster, "cache-buster", "adds a parameter that nobody documented: _=1"},
    {Bug::kLocalTime, "local-time", "sends the local wall clock as if it were UTC"},
    {Bug::kEpoch, "epoch", "sends instants as unix seconds"},
    {Bug::kDateOnly, "date-only", "cuts instants to their date"},
    {Bug::kNoAuth, "no-auth", "sends no Authorization field"},
    {Bug::kTwoAuth, "two-auth", "sends the Authorization field twice"},
    {Bug::kTokenInQuery, "token-in-query", "puts the secret into the URL too"},
    {Bug::kTokenInAgent, "token-in-agent", "puts the secret into the User-Agent too"},
    {Bug::kWrongScheme, "wrong-scheme", "calls the scheme of the credential Token"},
    {Bug::kBasicNocolon, "basic-nocolon", "leaves out the colon of Basic credentials"},
    {Bug::kBasicLatin1, "basic-latin1", "sends Basic credentials in Latin-1 instead of UTF-8"},
    {Bug::kGetWithBody, "get-with-body", "sends a body with a GET"},
    {Bug::kBadHost, "bad-host", "sends the Host of another server"},
    {Bug::kAcceptsHtml, "accepts-html", "accepts nothing but text/html"},
    {Bug::kPyBool, "py-bool", "sends booleans as True and False"},
    {Bug::kFloatLimit, "float-limit", "sends integers with decimals: limit=10.0"},
    {Bug::kStrictUnknown, "strict-unknown", "fails on a member that it does not know"},
    {Bug::kNpeAbsent, "npe-absent", "fails when an optional member is absent"},
    {Bug::kNullCrash, "null-crash", "fails on a null"},
    {Bug::kDoubleInt, "double-int", "reads integers as doubles: 2^53+1 becomes 2^53"},
    {Bug::kInt32, "int32", "cuts integers to 32 bits"},
    {Bug::kIntTruncate, "int-truncate", "cuts fractions off: 5.806 becomes 5"},
    {Bug::kRoundTwo, "round-two", "rounds fractions to two digits"},
    {Bug::kDropZone, "drop-zone", "reports instants without their zone"},
    {Bug::kDropFraction, "drop-fraction", "cuts fractions of a second off"},
    {Bug::kLocalParse, "local-parse", "reads instants as local time"},
    {Bug::kTruthyString, "truthy-string", "takes the text \"false\" for true"},
    {Bug::kClosedEnum, "closed-enum", "fails on an enum value that it does not know"},
    {Bug::kLatin1, "latin1", "reads UTF-8 as Latin-1"},
    {Bug::kHtmlAsEmpty, "html-as-empty", "takes a body that is no JSON for an empty result"},
    {Bug::kIgnoreTrailing, "ignore-trailing", "ignores what stands behind the JSON text"},
    {Bug::kDropZeros, "drop-zeros", "leaves points of zero out of a series"},
    {Bug::kSortSeries, "sort-series", "sorts a series by value"},
    {Bug::kCap100, "cap-100", "cuts arrays at 100 items"},
    {Bug::kOffByOne, "off-by-one", "loses the last point of a series"},
    {Bug::kFailOnDeprecation, "fail-on-deprecation", "fails when the answer says Deprecation"},
    {Bug::kFailOnSunset, "fail-on-sunset", "fails when the answer says Sunset"},
    {Bug::kOneErrorFitsAll, "one-error-fits-all", "says \"request failed\" whatever happened"},
    {Bug::kNoStatus, "no-status", "reports the message of an error and nothing else"},
    {Bug::kDecodeMasksStatus, "decode-masks-status",
     "reports an error that is no JSON as a decoding error, without its status"},
    {Bug::kOkMeansOk, "ok-means-ok", "takes a 200 with an error in it for a result"},
    {Bug::kStatusBlind, "status-blind", "takes the JSON of an error for a result"},
    {Bug::kUnknownStatus, "unknown-status", "crashes on a status that it does not know"},
    {Bug::kLongMessage, "long-message", "takes the whole body of an error for its message"},
    {Bug::kPartialOk, "partial-ok", "takes a truncated body for a result"},
    {Bug::kHangOnRst, "hang-on-rst", "waits without end when the connection is lost"},
    {Bug::kLeakInError, "leak-in-error", "shows the Authorization field in error messages"},
    {Bug::kLogSecret, "log-secret", "logs the Authorization field to stderr"},
    {Bug::kRetry410, "retry-410", "retries a 410"},
    {Bug::kIgnoreRetryAfter, "ignore-retry-after", "does not look at Retry-After"},
    {Bug::kDateBlind, "date-blind", "does not look at a Retry-After that is a date"},
    {Bug::kMsNotS, "ms-not-s", "takes Retry-After for milliseconds"},
    {Bug::kSleepForever, "sleep-forever", "sleeps through any Retry-After, a day too"},
    {Bug::kHotLoop, "hot-loop", "waits between retries only if Retry-After says so"},
    {Bug::kUnbounded, "unbounded", "retries without end"},
    {Bug::kRetry4xx, "retry-4xx", "retries 400, 401, 403, 404 and 406"},
    {Bug::kRetryPost, "retry-post", "retries a POST"},
    {Bug::kMutatedRetry, "mutated-retry", "retries with another query"},
    {Bug::kZombieRetry, "zombie-retry", "sends a request again after its call timed out"},
    {Bug::kFirstAnswer, "first-answer", "reports the first error when a retry went well"},
    {Bug::kPageForever, "page-forever", "asks for pages behind the last one"},
    {Bug::kDropLastPage, "drop-last-page", "drops the last page"},
    {Bug::kFirstPageOnly, "first-page-only", "stops after the first page"},
    {Bug::kLostFilter, "lost-filter", "asks for later pages without the filters"},
    {Bug::kRawCursor, "raw-cursor", "sends the cursor without encoding it"},
    {Bug::kSilentPartial, "silent-partial", "hides an error on a later page"},
    {Bug::kLeakOnRedirect, "leak-on-redirect",
     "follows a redirect to another origin with the credential"},
    {Bug::kRedirectLoop, "redirect-loop", "follows redirects in circles"},
    {Bug::kVerifyNone, "verify-none", "trusts any certificate"},
    {Bug::kNoHostnameCheck, "no-hostname-check", "trusts a certificate for another host"},
    {Bug::kIgnoreExpiry, "ignore-expiry", "trusts an expired certificate"},
    {Bug::kNoTimeout, "no-timeout", "waits as long as it takes"},
    {Bug::kTimeoutPerRead, "timeout-per-read", "starts the timeout again with every byte"},
    {Bug::kTimeoutAsConnection, "timeout-as-connection", "reports a timeout as a lost connection"},
    {Bug::kTimeoutLeaksConn, "timeout-leaks-conn",
     "takes the late answer of a timed-out call for the next call's"},
    {Bug::kGzipGarbage, "gzip-garbage", "offers gzip and does not decode it"},
    {Bug::kStaleSocketFail, "stale-socket-fail",
     "fails when the server has closed the kept connection"},
    {Bug::kCrossTalk, "cross-talk", "sends the target of another call that is under way"},
};

}  // namespace

std::span<const BugRow> bug_table() { return kTable; }

void Bugs::add(std::string_view name) {
  const auto row = std::find_if(std::begin(kTable), std::end(kTable),
                                [&](const BugRow& candidate) { return candidate.name == name; });
  if (row == std::end(kTable)) {
    throw std::invalid_argument("no bug is called \"" + std::string(name) +
                                "\"; --list-bugs shows those that there are");
  }
  on_.set(static_cast<std::size_t>(row->bug));
}

}  // namespace reference
