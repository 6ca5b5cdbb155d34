#include "server/control/findings/rules/rules.h"

#include "base/tables.h"
#include "server/control/findings/findings.h"

namespace mockmeter {
namespace {

constexpr FindingRule kFindingRules[] = {
    {.name = "not-mocked",
     .summary = "A request that the vendor documents and mockmeter does not have; not the client's "
                "fault, and not in `--fail-on all`.",
     .why = "The mock responds as to a path that does not exist, while the real API has it. Let "
            "something else respond, or ask for the operation to be added.",
     .blames = false,
     .find_in = findings::find_unmocked},
    {.name = "unmatched-request",
     .summary = "A request that fits no operation: a wrong path, a wrong method, or an operation "
                "that is gone at the mock's clock.",
     .why = "The real API responds to such a request with an error, today or once the operation is "
            "removed. Ask for a documented path with its method.",
     .find_in = findings::find_unmatched},
    {.name = "invalid-parameter",
     .summary =
         "A parameter, path or body that the operation refused with 400 or 422; never what a "
         "fault refused.",
     .why = "The real API refuses it, too, and the client gets no data. Send what the operation "
            "documents.",
     .find_in = findings::find_invalid_parameter},
    {.name = "undocumented-parameter",
     .summary = "A query parameter that the operation does not document, such as metrics[].",
     .why = "The API ignores it without a word, so that the client gets a response to another "
            "question than it asked. Send the documented name, or leave it out.",
     .find_in = findings::find_undocumented_parameter},
    {.name = "malformed-authorization",
     .summary = "No credential, several, or none of the documented form; a wrong one of the right "
                "form does not count.",
     .why =
         "Such a request is refused, or read differently by the proxies before the API. Send one "
         "Authorization field with each request.",
     .find_in = findings::find_credential},
    {.name = "secret-in-url",
     .summary = "A credential, or a parameter that is named like one, in the path or the query.",
     .why =
         "URLs are kept in logs, histories and Referer fields. Send secrets in the Authorization "
         "field only.",
     .find_in = findings::find_secret_in_url},
    {.name = "deprecated-use",
     .summary = "An operation that is deprecated at the mock's clock or legacy, or a deprecated "
                "parameter.",
     .why = "It works until the day on which it is removed. Move to its successor before.",
     .find_in = findings::find_deprecated},
    {.name = "early-retry",
     .summary = "The client came again before the Retry-After of a 429 or 5xx had passed: with the "
                "same request, or with another that was refused as well.",
     .why =
         "The response would be the same, and vendors block clients that do so. Wait as long as it "
         "says; advancing the mock's clock counts as waiting.",
     .find = findings::find_retry_after},
    {.name = "no-backoff",
     .summary = "Three retries of one request after 429 or 5xx, all after the same while, unless "
                "they obey a Retry-After.",
     .why =
         "Clients that retry at a constant pace keep an overloaded service down. Double the wait "
         "each time, with some jitter, and give up at last.",
     .find = findings::find_no_backoff},
    {.name = "incomplete-paging",
     .summary =
         "A client that turned pages stopped before the last, or took only the first page of "
         "a list with a cursor without setting a limit.",
     .why = "What stands on the other pages is missing without an error. Go on until nothing is "
            "left, or set a limit where the first page is enough.",
     .find = findings::find_paging},
    {.name = "refetch",
     .summary =
         "The same history, closed for at least a day, asked for successfully three times or "
         "more by one client.",
     .why =
         "It cannot change, and counts against the rate limit. Keep it, and ask for what is new.",
     .find = findings::find_refetch},
    {.name = "body-on-get",
     .summary = "A GET, HEAD or DELETE with a body.",
     .why =
         "Such a body means nothing, and proxies and servers may refuse the request, or take the "
         "body for the next one. Put parameters into the query.",
     .find_in = findings::find_body_on_get},
};

}  // namespace

std::span<const FindingRule> finding_rules() { return kFindingRules; }

const FindingRule* find_finding_rule(std::string_view name) {
  return find_by(kFindingRules, &FindingRule::name, name);
}

}  // namespace mockmeter
