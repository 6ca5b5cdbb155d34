#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "server/api/error.h"
#include "server/api/operation.h"

namespace mockmeter::openai {

/// Every error of this provider, the first nine by CommonError.
inline constexpr std::array<ErrorCase, 30> kErrorCases{{
    {"openai.unknown_route", 404, Evidence::kInferred,
     "other routes of the API say \"Invalid URL (GET /v1/...)\"; nobody quotes one of these",
     "Invalid URL"},
    {"openai.method_not_allowed", 405, Evidence::kInferred,
     "other routes of the API say \"Method not allowed (DELETE /v1/...)\"", "Method not allowed"},
    {"openai.target_too_long", 414, Evidence::kInvented, "no source; limit and words are ours",
     "{}"},
    {"openai.bad_target", 400, Evidence::kInvented, "no source; the words are ours", "{}"},
    {"openai.body_too_large", 413, Evidence::kInvented, "no source; limit and words are ours",
     "{}"},
    {"openai.unsupported_body", 415, Evidence::kInvented, "no source; the words are ours", "{}"},
    {"openai.bad_body", 400, Evidence::kInvented, "no source; the words are ours", "{}"},
    {"openai.rate_limited", 429, Evidence::kDocumented,
     "OpenAPI file f85dbe2, 429 of each operation: an ErrorResponse; type, code and words are "
     "those of other routes",
     "Rate limit reached for requests.", "rate_limit_exceeded", true},
    {"openai.internal_error", 500, Evidence::kInvented, "a defect of the mock, no vendor's", "{}"},
    {"openai.missing_api_key", 401, Evidence::kInferred,
     "https://github.com/openai/openai-python/issues/1434 quotes it of another route: \"You didn't "
     "provide an API key.\"",
     "You didn't provide an API key. You need to provide your API key in an Authorization "
     "header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY). You can obtain an API "
     "key from https://platform.openai.com/account/api-keys.",
     "", true},
    {"openai.incorrect_api_key", 401, Evidence::kObserved,
     "https://github.com/langwatch/langwatch/issues/7579 and other clients: \"Incorrect API key "
     "provided\", code invalid_api_key; the key is masked",
     "Incorrect API key provided: {}. You can find your API key at "
     "https://platform.openai.com/account/api-keys.",
     "invalid_api_key"},
    {"openai.missing_scope", 403, Evidence::kObserved,
     "public clients, 2026-07-11, 2026-08-05 and 2026-08-28: \"Missing scopes: api.usage.read.\"; "
     "see variant openai.missing_scope",
     "You have insufficient permissions for this operation. Missing scopes: api.usage.read."},
    {"openai.missing_scope_401", 401, Evidence::kObserved,
     "https://community.openai.com/t/1043058: the same words with 401; see variant "
     "openai.missing_scope",
     "You have insufficient permissions for this operation. Missing scopes: api.usage.read."},
    {"openai.missing_start_time", 400, Evidence::kObserved,
     "stackql-provider-openai-admin, NOTES.md 12 (2026-07-16): \"missing required parameter\", no "
     "param, code invalid_request_error; the rest of the words is ours",
     "Missing required parameter: 'start_time'.", "invalid_request_error"},
    {"openai.not_an_integer", 400, Evidence::kObserved,
     "https://github.com/langwatch/langwatch/issues/7579: \"Invalid type for 'start_time'\", code "
     "invalid_type; the words behind it are those of other routes"},
    {"openai.not_a_boolean", 400, Evidence::kInferred, "the sibling of the one for an integer"},
    {"openai.repeated_parameter", 400, Evidence::kInvented,
     "nobody says what two values of one parameter give; words as for a wrong type"},
    {"openai.integer_out_of_range", 400, Evidence::kInferred,
     "other routes of the API say \"integer below minimum value\""},
    {"openai.start_in_future", 400, Evidence::kInvented,
     "nobody says what a start in the future gives; milliseconds come here too",
     "'start_time' must not be in the future. It is a Unix timestamp in seconds.",
     "invalid_request_error start_time"},
    {"openai.range_order", 400, Evidence::kInvented,
     "nobody says what an end that is not behind the start gives",
     "'end_time' must be after 'start_time'.", "invalid_request_error end_time"},
    {"openai.end_in_future", 400, Evidence::kObserved,
     "https://github.com/nesszer/Win-CodexBar/issues/191: no data until the end was now; the words "
     "are ours; see variant openai.future_end",
     "'end_time' must not be in the future.", "invalid_request_error end_time"},
    {"openai.same_day", 400, Evidence::kObserved,
     "a public client of 2026 keeps start and end of costs on different dates, because the same "
     "date is refused; the words are ours",
     "'start_time' and 'end_time' must be on different dates.", "invalid_request_error end_time"},
    {"openai.unsupported_value", 400, Evidence::kObserved,
     "https://github.com/langwatch/langwatch/issues/7579: the text lists the supported values; the "
     "rest of the words is that of other routes"},
    {"openai.limit_too_large", 400, Evidence::kObserved,
     "https://github.com/langwatch/langwatch/issues/7579, on costs: \"Invalid limit provided: 366. "
     "Limit must be less than or equal to 180.\""},
    {"openai.limit_too_small", 400, Evidence::kInvented,
     "nobody says what limit=0 gives; the sibling of the one for a large limit",
     "Invalid limit provided: {}. Limit must be greater than or equal to 1.",
     "invalid_request_error"},
    {"openai.api_key_floor", 400, Evidence::kObserved,
     "https://github.com/langwatch/langwatch/issues/7579: \"group_by=api_key_id is not available "
     "for this time range.\"",
     "group_by=api_key_id is not available for this time range. Try a start_time on or after {}.",
     "invalid_request_error start_time"},
    {"openai.user_floor", 400, Evidence::kObserved,
     "langwatch's puller, a comment of 2026-08: user_id beside another dimension meets the same "
     "400; the words follow those for api_key_id",
     "group_by=user_id is not available for this time range. Try a start_time on or after {}.",
     "invalid_request_error start_time"},
    {"openai.page_token", 400, Evidence::kObserved,
     "stackql-provider-openai-admin, NOTES.md 12 (2026-07-16): \"The page token is invalid, have "
     "you modified the query parameters?\"",
     "The page token is invalid, have you modified the query parameters?", "invalid_request_error"},
    {"openai.escaped_page_token", 400, Evidence::kObserved,
     "stackql-provider-openai-admin, NOTES.md 12: a token with %3D is refused; see variant "
     "openai.page_escape",
     "The page token is invalid, have you modified the query parameters?", "invalid_request_error"},
    {"openai.failure", 0, Evidence::kInvented,
     "only for a fault status=N; the words are the status's name"},
}};

/// The row of that name; a name without a row does not compile.
consteval const ErrorCase& error_row(std::string_view name) {
  return error_case(kErrorCases, name);
}

// The code of an ApiError of OpenAI is the envelope's `code` and, behind a blank, its `param`; a
// part that is empty becomes null.

ApiError incorrect_api_key(std::string_view secret);  ///< 401; the secret is masked
ApiError not_an_integer(std::string_view name);
ApiError not_a_boolean(std::string_view name);
ApiError repeated_parameter(std::string_view name, std::string_view type);
ApiError below_minimum(std::string_view name, std::int64_t value);  ///< of 0
ApiError unsupported_value(std::string_view name, std::string_view value,
                           std::span<const std::string_view> supported);
ApiError limit_too_large(std::int64_t value, std::int64_t most);

Response render(const ApiError& error, const RequestContext& context);
/// x-request-id on every answer. Source: npm openai 7.59.0, which reads it.
void add_headers(Response& response, const RequestContext& context);

}  // namespace mockmeter::openai
