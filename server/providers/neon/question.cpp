#include "server/providers/neon/question.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "base/tables.h"
#include "server/providers/neon/access.h"
#include "server/providers/neon/errors.h"
#include "server/providers/neon/parameters.h"
#include "server/providers/neon/variants.h"

namespace mockmeter::neon {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr std::array<std::string_view, 3> kLegacyPlans{"scale", "business", "enterprise"};
constexpr std::array<std::string_view, 5> kProjectV2Plans{"launch", "scale", "agent", "business",
                                                          "enterprise"};
constexpr std::array<std::string_view, 4> kBranchV2Plans{"launch", "scale", "agent", "enterprise"};

// Source: legacy guide, 2026-02-16, "Legacy and usage-based plans"; all that are paid for.
constexpr std::span<const std::string_view> kPaidPlans = kProjectV2Plans;

// Observed: at least seven clients quote the first, four the second, 2026. Inferred: v2/branches
// says the same as v2/projects.
constexpr std::string_view kObservedLegacyMessage =
    "This endpoint is not available. It is included with Scale plans and above";
constexpr std::string_view kObservedV2Message =
    "This endpoint is not available. It is included with Launch plans and above.";

// Source: OpenAPI file 2.7.2 "history is available starting from March 1, 2024, at 00:00:00 UTC".
constexpr Instant kHistoryBegins{std::chrono::sys_days{std::chrono::year{2024} / 3 / 1}};

/// The same day and time a year before; February 29 becomes March 1, as in Go's AddDate.
Instant one_year_before(Instant now) {
  const auto day = std::chrono::floor<days>(now);
  const std::chrono::year_month_day date{day};
  return std::chrono::sys_days{date - std::chrono::years(1)} + (now - day);
}

// Source: OpenAPI file 2.7.2 "the last 168 hours, 60 days, and 1 year, respectively".
Instant oldest(Granularity granularity, Instant now) {
  const Instant limit = granularity == Granularity::kHour  ? now - hours(168)
                        : granularity == Granularity::kDay ? now - days(60)
                                                           : one_year_before(now);
  return std::max(limit, kHistoryBegins);
}

// Documented and observed disagree: see the variant.
Instant counted_from(const OperationRequest& call, Granularity granularity) {
  return call.is(kWindowEdge, "bucket") ? floor_to(call.now, granularity) : call.now;
}

bool serves(const OperationRequest& call, const EndpointRules& endpoint, std::string_view plan) {
  const bool is_wider = endpoint.legacy && call.is(kLegacyAccess, "paid");
  const auto plans = is_wider ? kPaidPlans : endpoint.plans;
  return std::ranges::find(plans, plan) != plans.end();
}

std::span<const Metric> table_of(const OperationRequest& call, const EndpointRules& endpoint) {
  if (&endpoint == &kProjectEndpoint && call.is(kSyntheticStorage, "zero"))
    return kZeroStorageMetrics;
  if (endpoint.legacy || call.is(kBytesMonth, "byte_months")) return endpoint.metrics;
  return std::span(kByteHourMetrics).first(endpoint.metrics.size());
}

/// Those on a plan that the endpoint serves.
std::vector<BillingPeriod> served_periods(const OperationRequest& call,
                                          const EndpointRules& endpoint, const Account& account,
                                          Window range) {
  std::vector<BillingPeriod> periods = account.billing_periods(range);
  std::erase_if(periods, [&](const BillingPeriod& period) {
    return !serves(call, endpoint, period.plan->plan);
  });
  return periods;
}

/// The parameters as they came, read but not yet checked against the world.
struct Asked {
  Window given;
  ConsumptionQuery question;
  std::optional<std::string_view> org_id;
  bool include_v1_metrics = false;
  std::vector<std::string_view> metric_names;
};

void read_paging(const Query& query, const EndpointRules& endpoint, ConsumptionQuery& question) {
  if (endpoint.default_limit == 0) return;
  question.cursor = std::string(optional_text(query, "cursor").value_or(""));
  question.limit = static_cast<std::size_t>(
      optional_int(query, "limit", endpoint.default_limit, {1, endpoint.largest_limit}));
  question.project_ids = id_list(query, "project_ids", {endpoint.needs_project_ids ? 1 : 0, 100});
  if (endpoint.needs_project_ids) question.branch_ids = id_list(query, "branch_ids", {0, 100});
}

void check_order(const OperationRequest& call, const ConsumptionQuery& question,
                 std::string_view stage) {
  if (question.range.empty() && call.is(kRangeOrder, stage)) {
    throw stage == "400"
        ? ApiError(error_row("neon.bad_parameter"), "\"from\" must be before \"to\"")
        : ApiError(error_row("neon.range_order"));
  }
}

/// In the order of the OpenAPI file, which is the order in which ogen's servers read them.
Asked read_parameters(const OperationRequest& call, const EndpointRules& endpoint) {
  const Query& query = call.query;
  Asked asked;
  read_paging(query, endpoint, asked.question);
  asked.given.from = required_time(query, "from");
  asked.given.to = required_time(query, "to");
  const Granularity granularity = required_granularity(query);
  asked.question.granularity = granularity;
  asked.question.range = {floor_to(asked.given.from, granularity),
                          floor_to(asked.given.to, granularity)};
  asked.org_id = optional_id(query, "org_id");
  if (!endpoint.legacy && !asked.org_id)
    throw ApiError(error_row("neon.missing_parameter"), "org_id");
  if (endpoint.legacy) asked.include_v1_metrics = optional_bool(query, "include_v1_metrics");
  asked.metric_names = split_values(query, "metrics");
  if (!endpoint.legacy && asked.metric_names.empty())
    throw ApiError(error_row("neon.missing_parameter"), "metrics");
  if (!asked.org_id && call.is(kOrgId, "required"))
    throw ApiError(error_row("neon.missing_org_id"));
  check_order(call, asked.question, "400");
  return asked;
}

// Observed: what counts is the age of `from` as it was given, not the span: an hourly `from` of
// August 1 worked until August 7 and was a 406 from 2026-08-08T02:21Z on.
void check_window(const OperationRequest& call, const Asked& asked) {
  const Granularity granularity = asked.question.granularity;
  const Instant limit = oldest(granularity, counted_from(call, granularity));
  if (asked.given.from < limit) throw ApiError(error_row("neon.outside_window_start"));
  if (asked.given.to < limit) throw ApiError(error_row("neon.outside_window_end"));
  if (asked.given.from >= call.now && call.is(kFutureRange, "406"))
    throw ApiError(error_row("neon.outside_window_start"));
  check_order(call, asked.question, "406");
}

void check_plan(const OperationRequest& call, const EndpointRules& endpoint,
                const Account& account) {
  if (serves(call, endpoint, account.plan_at(call.now))) return;
  const std::string_view observed = endpoint.legacy ? kObservedLegacyMessage : kObservedV2Message;
  throw ApiError(error_row("neon.plan_lacks_access"),
                 call.is(kPlanMessage, "observed") ? observed : endpoint.plan_message);
}

/// What is counted when `metrics` says nothing. Source: OpenAPI file 2.7.2 "If omitted,
/// active_time, compute_time, written_data, synthetic_storage_size are returned."
MetricSet default_metrics(bool include_v1_metrics) {
  MetricSet metrics((1U << kRequiredLegacyMetrics) - 1U);
  metrics[kDataStorageBytesHour] = include_v1_metrics;
  return metrics;
}

MetricSet read_metrics(const OperationRequest& call, const EndpointRules& endpoint,
                       const Asked& asked) {
  MetricSet metrics;
  for (const std::string_view name : asked.metric_names) {
    if (const Metric* row = find_by(endpoint.metrics, &Metric::name, name)) {
      metrics.set(static_cast<std::size_t>(row - endpoint.metrics.data()));
    } else if (call.is(kUnknownMetric, "400")) {
      throw ApiError(error_row("neon.unknown_metric"), name);
    }
  }
  if (metrics.any()) return metrics;
  if (!endpoint.legacy) throw ApiError(error_row("neon.missing_parameter"), "metrics");
  return default_metrics(asked.include_v1_metrics);
}

}  // namespace

// Source: OpenAPI file 2.7.2, the 403 of each operation.
constexpr EndpointRules kAccountEndpoint{
    kLegacyMetrics, kLegacyPlans,
    "This endpoint is not available. It is only supported for Scale, Business, and Enterprise plan "
    "accounts.",
    true};
constexpr EndpointRules kProjectEndpoint{
    kLegacyMetrics,
    kLegacyPlans,
    "This endpoint is not available. It is only supported with "
    "Scale, Business, and Enterprise plan "
    "accounts.",
    true,
    10,
    100};
constexpr EndpointRules kProjectV2Endpoint{
    kBillingMetrics,
    kProjectV2Plans,
    "Not available for this account. Project consumption history requires a Launch, Scale, Agent, "
    "Business, or Enterprise plan.",
    false,
    10,
    100};
constexpr EndpointRules kBranchV2Endpoint{
    std::span(kBillingMetrics).first<kBranchBillingMetrics>(),
    kBranchV2Plans,
    "Not available for this account. Branch consumption history "
    "requires a paid usage-based Launch, "
    "Scale, Agent, or Enterprise plan.",
    false,
    100,
    1000,
    true};

ConsumptionQuery read_question(const OperationRequest& call, const EndpointRules& endpoint) {
  Asked asked = read_parameters(call, endpoint);
  check_window(call, asked);
  const Account& own = caller_of(call);
  const std::string_view wanted = asked.org_id.value_or(own.id);
  const bool is_member = own.is_member_of(wanted);
  const Account& account = is_member ? *call.world.part<Part>(kName).find_account(wanted) : own;
  check_plan(call, endpoint, account);
  asked.question.metrics = read_metrics(call, endpoint, asked);
  if (!is_member) throw ApiError(error_row("neon.not_a_member"));
  asked.question.account = &account;
  asked.question.table = table_of(call, endpoint);
  asked.question.periods = served_periods(call, endpoint, account, asked.question.range);
  return std::move(asked.question);
}

// Source: consumption guides, data is refreshed "about every 15 minutes". Choice: a day after its
// end nobody waits for more of a bucket.
Traits traits_of(const ConsumptionQuery& question, Instant now, bool has_more_pages) {
  Traits traits;
  traits.set(Trait::kFinal, question.range.to <= now - days(1));
  traits.set(Trait::kMorePages, has_more_pages);
  return traits;
}

}  // namespace mockmeter::neon
