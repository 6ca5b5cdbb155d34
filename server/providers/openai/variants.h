#pragma once

#include <array>

#include "server/api/challenge.h"
#include "server/metering/variants.h"

namespace mockmeter::openai {

inline constexpr Variant kAmountValue{
    "openai.amount_value",
    "How is an amount of money written?",
    {{"string",
      "CodexBar issue 999 (\"12.50\"), mozilla/bigquery-etl pull request 9739 (\"0.0042\"), 2026: "
      "live responses hold a decimal in quotes"},
     {"number",
      "OpenAPI file f85dbe2, CostsResult, amount.value: number; langwatch, live, 2026-08: "
      "0.0025945"},
     {"padded",
      "public clients, 2026: \"0.001589850000000000000000000000\", and one parser's test has "
      "\"0E-6176\" for nothing"}}};

inline constexpr Variant kMissingScopeForm{
    "openai.missing_scope",
    "How is a key without api.usage.read refused?",
    {{"bare",
      "public clients, 2026-07-11 to 2026-08-28, \"verbatim\": 403, and \"error\" is a string"},
     {"object", "public clients, 2025-10 and 2026-09: 403 with the object of the other errors"},
     {"object_401", "https://community.openai.com/t/1043058 (2024-12): 401 with the object"}}};

inline constexpr Variant kMissingScopeType{
    "openai.missing_scope_type",
    "What is the type of that error, where it is an object?",
    {{"invalid_request_error", "a public client, 2025-10"},
     {"server_error", "https://community.openai.com/t/1043058 (2024-12)"}}};

inline constexpr Variant kBucketRows{
    "openai.bucket_rows",
    "What are the rows of a bucket called?",
    {{"results", "cookbook notebook, output of 2025-02-10, and the OpenAPI file since 2026-05-13"},
     {"result",
      "OpenAPI file from 2024-12-04 to 2026-05-12, schema UsageTimeBucket; clients generated from "
      "it "
      "(@effect/ai-openai 0.41.0) expect it still"}}};

inline constexpr Variant kFirstBucket{
    "openai.first_bucket",
    "Does the first bucket of usage begin at start_time?",
    {{"clipped",
      "cookbook notebook, output of 2025-02-10: the first bucket begins at start_time, cut to the "
      "minute"},
     {"whole",
      "OpenAPI file f85dbe2, examples: buckets of a whole day; several parsers ask for it"}}};

inline constexpr Variant kLastBucket{
    "openai.last_bucket",
    "Does the last bucket of usage end where the range ends?",
    {{"clipped",
      "cookbook notebook, output of 2025-02-10: the last bucket ends now, to the second"},
     {"whole", "OpenAPI file f85dbe2, examples: buckets of a whole day"}}};

inline constexpr Variant kCostBuckets{
    "openai.cost_buckets",
    "Are the first and the last day of costs whole?",
    {{"whole",
      "langwatch, live, 2026-08: 264 buckets of costs in a row, each of 86400 seconds; VibeMeter "
      "issue 4: 31 of them for 30 days from noon"},
     {"clipped", "nobody says it of costs: as for usage"}}};

inline constexpr Variant kUsageLimit{
    "openai.usage_limit",
    "What does a limit above the largest give on usage?",
    {{"400", "langwatch, live, 2026-08, on costs: rejected, not clamped"},
     {"clamped",
      "public clients send limit=100 to 1000 to usage, and nobody complains of a refusal"}}};

inline constexpr Variant kFutureEnd{
    "openai.future_end",
    "What does an end_time in the future give?",
    {{"cut", "several public clients send the next midnight; they get data up to now"},
     {"empty", "nobody says whether buckets behind now appear: here they do, without rows"},
     {"400", "https://github.com/nesszer/Win-CodexBar/issues/191: no data until it sent now"}}};

inline constexpr Variant kPageEscape{
    "openai.page_escape",
    "May the \"=\" of a page token be percent-encoded?",
    {{"accepted",
      "npm openai 7.59.0, run on 2026-11-29, sends page=page_...%3D, as do Python requests and Go; "
      "the cookbook pages so"},
     {"400", "stackql-provider-openai-admin, NOTES.md 12 (2026-07-16): %3D is refused"}}};

inline constexpr Variant kPageParameters{
    "openai.page_parameters",
    "Must the parameters be repeated for the next page?",
    {{"repeated",
      "langwatch, live, 2026-08, and CodexBar pull request 1465: every parameter again, unchanged"},
     {"optional",
      "a public client of 2026 sends limit and page alone, and says that the times must not be "
      "repeated"}}};

inline constexpr Variant kPagePrefix{
    "openai.page_prefix",
    "How does a page token begin?",
    {{"page_", "OpenAPI file since 2024-12-16, examples of next_page"},
     {"none", "OpenAPI file of 2024-12-04, examples of next_page"}}};

inline constexpr Variant kArrayForm{
    "openai.array_form",
    "Which spelling of a list is understood? The others are ignored.",
    {{"any",
      "brackets (official SDKs), repeated names (cookbook, PostHog) and commas (Elastic's "
      "integration) all work for somebody"},
     {"brackets", "npm openai 7.59.0, openai-python and openai-go: group_by[]=a&group_by[]=b"},
     {"repeated", "OpenAPI file f85dbe2: no style and no explode, so that a name is repeated"}}};

inline constexpr Variant kCostApiKey{
    "openai.cost_api_key_id",
    "Can costs be grouped by api_key_id?",
    {{"floor", "langwatch, live, 2026-08: from 1764979200 on; one second earlier is a 400"},
     {"refused",
      "https://github.com/PostHog/posthog/pull/71784 (2026-07): a 400 for every organization"}}};

inline constexpr Variant kCostUser{
    "openai.cost_user_id",
    "Can costs be grouped by user_id?",
    {{"works", "langwatch, live, 2026-08; npm openai 7.59.0"},
     {"refused", "OpenAPI file f85dbe2, group_by of costs: project_id, line_item, api_key_id"}}};

inline constexpr Variant kTokenMembers{
    "openai.token_members",
    "Which tokens do the members of completions count?",
    {{"modalities",
      "OpenAPI file since 2026-08-14: input_tokens are of every modality, input_audio_tokens are "
      "not "
      "cached"},
     {"text",
      "OpenAPI file before 2026-08-14, cookbook output of 2025-02-10: input_tokens are text, "
      "input_audio_tokens include cached ones, the other parts are missing"}}};

inline constexpr Variant kExtras{
    "openai.extras",
    "Do buckets have ISO times, and rows the names behind the ids?",
    {{"absent", "OpenAPI file f85dbe2; cookbook notebook, output of 2025-02-10"},
     {"present",
      "stackql-provider-openai-admin, live, 2026-07-16: start_time_iso and end_time_iso; "
      "langwatch, "
      "live, 2026-08: organization_id, organization_name, project_name, user_email"}}};

inline constexpr Variant kWwwAuthenticate = www_authenticate_variant("openai.www_authenticate");

inline constexpr std::array<Variant, 18> kVariants{
    kAmountValue,    kMissingScopeForm, kMissingScopeType, kBucketRows, kFirstBucket,
    kLastBucket,     kCostBuckets,      kUsageLimit,       kFutureEnd,  kPageEscape,
    kPageParameters, kPagePrefix,       kArrayForm,        kCostApiKey, kCostUser,
    kTokenMembers,   kExtras,           kWwwAuthenticate};

}  // namespace mockmeter::openai
