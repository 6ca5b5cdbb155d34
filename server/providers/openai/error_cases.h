#pragma once

#include <array>

#include "server/api/error_case.h"

namespace mockmeter::openai {

/// Every error of this provider, the first nine by Refusal.
inline constexpr std::array<ErrorCase, 30> kErrorCases{{
    {"openai.unknown_route", 404, Evidence::kInferred,
     "other routes of the API say \"Invalid URL (GET /v1/...)\"; nobody quotes one of these"},
    {"openai.method_not_allowed", 405, Evidence::kInferred,
     "other routes of the API say \"Method not allowed (DELETE /v1/...)\""},
    {"openai.target_too_long", 414, Evidence::kInvented, "no source; limit and words are ours"},
    {"openai.bad_target", 400, Evidence::kInvented, "no source; the words are ours"},
    {"openai.body_too_large", 413, Evidence::kInvented, "no source; limit and words are ours"},
    {"openai.unsupported_body", 415, Evidence::kInvented, "no source; the words are ours"},
    {"openai.bad_body", 400, Evidence::kInvented, "no source; the words are ours"},
    {"openai.too_many_calls", 429, Evidence::kDocumented,
     "OpenAPI file f85dbe2, 429 of each operation: an ErrorResponse; type, code and words are "
     "those of other routes"},
    {"openai.our_fault", 500, Evidence::kInvented, "a defect of the mock, no vendor's"},
    {"openai.missing_api_key", 401, Evidence::kInferred,
     "https://github.com/openai/openai-python/issues/1434 quotes it of another route: \"You didn't "
     "provide an API key.\""},
    {"openai.incorrect_api_key", 401, Evidence::kObserved,
     "https://github.com/langwatch/langwatch/issues/7579 and other clients: \"Incorrect API key "
     "provided\", code invalid_api_key; the key is masked"},
    {"openai.missing_scope", 403, Evidence::kObserved,
     "public clients, 2026-07-11, 2026-08-05 and 2026-08-28: \"Missing scopes: api.usage.read.\"; "
     "see reading openai.missing_scope"},
    {"openai.missing_scope_401", 401, Evidence::kObserved,
     "https://community.openai.com/t/1043058: the same words with 401; see reading "
     "openai.missing_scope"},
    {"openai.missing_start_time", 400, Evidence::kObserved,
     "stackql-provider-openai-admin, NOTES.md 12 (2026-07-16): \"missing required parameter\", no "
     "param, code invalid_request_error; the rest of the words is ours"},
    {"openai.not_an_integer", 400, Evidence::kObserved,
     "https://github.com/langwatch/langwatch/issues/7579: \"Invalid type for 'start_time'\", code "
     "invalid_type; the words behind it are those of other routes"},
    {"openai.not_a_boolean", 400, Evidence::kInferred, "the sibling of the one for an integer"},
    {"openai.repeated_parameter", 400, Evidence::kInvented,
     "nobody says what two values of one parameter give; words as for a wrong type"},
    {"openai.integer_out_of_range", 400, Evidence::kInferred,
     "other routes of the API say \"integer below minimum value\""},
    {"openai.start_in_future", 400, Evidence::kInvented,
     "nobody says what a start in the future gives; milliseconds come here too"},
    {"openai.range_order", 400, Evidence::kInvented,
     "nobody says what an end that is not behind the start gives"},
    {"openai.end_in_future", 400, Evidence::kObserved,
     "https://github.com/nesszer/Win-CodexBar/issues/191: no data until the end was now; the words "
     "are ours; see reading openai.future_end"},
    {"openai.same_day", 400, Evidence::kObserved,
     "a public client of 2026 keeps start and end of costs on different dates, because the same "
     "date is refused; the words are ours"},
    {"openai.unsupported_value", 400, Evidence::kObserved,
     "https://github.com/langwatch/langwatch/issues/7579: the text lists the supported values; the "
     "rest of the words is that of other routes"},
    {"openai.limit_too_large", 400, Evidence::kObserved,
     "https://github.com/langwatch/langwatch/issues/7579, on costs: \"Invalid limit provided: 366. "
     "Limit must be less than or equal to 180.\""},
    {"openai.limit_too_small", 400, Evidence::kInvented,
     "nobody says what limit=0 gives; the sibling of the one for a large limit"},
    {"openai.api_key_floor", 400, Evidence::kObserved,
     "https://github.com/langwatch/langwatch/issues/7579: \"group_by=api_key_id is not available "
     "for this time range.\""},
    {"openai.user_floor", 400, Evidence::kObserved,
     "langwatch's puller, a comment of 2026-08: user_id beside another dimension meets the same "
     "400; the words follow those for api_key_id"},
    {"openai.page_token", 400, Evidence::kObserved,
     "stackql-provider-openai-admin, NOTES.md 12 (2026-07-16): \"The page token is invalid, have "
     "you modified the query parameters?\""},
    {"openai.escaped_page_token", 400, Evidence::kObserved,
     "stackql-provider-openai-admin, NOTES.md 12: a token with %3D is refused; see reading "
     "openai.page_escape"},
    {"openai.failure", 0, Evidence::kInvented,
     "only for a fault status=N; the words are the status's name"},
}};

}  // namespace mockmeter::openai
