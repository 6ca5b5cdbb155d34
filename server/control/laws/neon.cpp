#include "server/control/laws/neon.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include "server/core/find_by.h"
#include "server/core/window.h"
#include "server/providers/neon/readings.h"
#include "server/providers/neon/world.h"

namespace mockmeter::laws::neon {
namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr std::string_view kLevel = "synthetic_storage_size_bytes";
constexpr std::size_t kLargestPage = 100;
constexpr std::size_t kSmallPage = 3;
constexpr std::size_t kProjectsLookedInto = 3;

struct Endpoint {
  std::string_view path;
  std::string_view items;  ///< member; empty = the answer itself
  std::string_view id;     ///< member of an item
  std::string_view rest;   ///< of the query
};
constexpr std::string_view kLegacyMetrics =
    "&metrics=active_time_seconds,compute_time_seconds,written_data_bytes,"
    "synthetic_storage_size_bytes,data_storage_bytes_hour";
constexpr std::string_view kBranchMetrics =
    "&metrics=compute_unit_seconds,instant_restore_bytes_month,public_network_transfer_bytes,"
    "private_network_transfer_bytes";
constexpr Endpoint kAccount{"account", "", "", kLegacyMetrics};
constexpr Endpoint kProjects{"projects", "projects", "project_id", kLegacyMetrics};
constexpr Endpoint kProjectsV2{"v2/projects", "projects", "project_id", kBranchMetrics};
constexpr Endpoint kBranchesV2{"v2/branches", "branches", "branch_id", kBranchMetrics};

/// Somebody who asks, and whose consumption: his own, or an organization's.
struct Tenant {
  Caller caller;
  std::string organization;
};

struct Range {
  Instant from;
  Instant to;
  std::string_view granularity;
};

Range last_days(Instant now, int count, std::string_view granularity) {
  const Instant today = floor_to(now, Granularity::kDay);
  return {today - days(count), today + days(1), granularity};
}

/// This month, and the one before if all of it can be asked for by the day.
Range last_months(Instant now, std::string_view granularity) {
  const Window month = month_of(now);
  const Instant before = month_of(month.from - minutes(1)).from;
  return {now - before <= days(60) ? before : month.from, month.to, granularity};
}

std::string target(const Endpoint& endpoint, const Tenant& tenant, const Range& range,
                   const std::string& more = {}) {
  return "/api/v2/consumption_history/" + std::string(endpoint.path) +
         "?from=" + format_rfc3339(range.from) + "&to=" + format_rfc3339(range.to) +
         "&granularity=" + std::string(range.granularity) + std::string(endpoint.rest) +
         "&org_id=" + tenant.organization + more;
}

std::vector<Tenant> tenants_of(Witness& witness) {
  using mockmeter::neon::Account;
  using mockmeter::neon::Part;
  std::vector<Tenant> tenants;
  for (const Account& account : witness.world().part<Part>(mockmeter::neon::kName).accounts) {
    std::vector<Caller> callers;
    for (const auto& key : account.keys) callers.push_back({key.name, "Bearer " + key.secret});
    std::vector<std::string> organizations{account.id};
    organizations.insert(organizations.end(), account.organizations.begin(),
                         account.organizations.end());
    for (const std::string& organization : organizations) {
      if (tenants.size() == kMostAccounts) return tenants;
      const std::string probe =
          target(kProjects, {{}, organization}, last_days(witness.now(), 1, "daily"), "&limit=1");
      const Caller caller = witness.first_admitted(callers, probe);
      if (!caller.name.empty()) tenants.push_back({caller, organization});
    }
  }
  return tenants;
}

const Json& items_of(const Endpoint& endpoint, const Answer& answer) {
  static const Json kNone = Json::array();
  if (!answer.body.is_object()) return kNone;
  const auto items = answer.body.find(std::string(endpoint.items));
  return items == answer.body.end() ? kNone : *items;
}

Instant instant_in(const Json& bucket, const char* member) {
  return parse_rfc3339(bucket.value(member, "")).value_or(Instant{});
}

Bucket bucket_of(const Json& json) {
  Bucket bucket{instant_in(json, "timeframe_start"), instant_in(json, "timeframe_end"),
                amounts_of(json)};
  for (const Json& metric : json.value("metrics", Json::array())) {
    bucket.amounts[metric.value("metric_name", "")] = metric.value("value", std::int64_t{0});
  }
  return bucket;
}

void append_periods(std::vector<Series>& series, const std::string& owner, const Json& item,
                    const Answer& answer, bool says_ends) {
  for (const Json& period : item.value("periods", Json::array())) {
    Series one{owner + ", period " + period.value("period_id", ""), answer.request, {}, says_ends};
    for (const Json& bucket : period.value("consumption", Json::array())) {
      one.buckets.push_back(bucket_of(bucket));
    }
    series.push_back(std::move(one));
  }
}

std::vector<Series> series_of(Witness& witness, const Endpoint& endpoint, const Tenant& tenant,
                              const Range& range, const std::string& more = {},
                              std::chrono::seconds later = std::chrono::seconds{0}) {
  const Answer& answer = witness.ask(tenant.caller, target(endpoint, tenant, range, more), later);
  std::vector<Series> series;
  if (answer.body.is_null()) return series;
  // Elsewhere buckets without usage are left out, so that ends and begins need not meet.
  const bool is_legacy = endpoint.rest == kLegacyMetrics;
  const bool is_whole =
      is_legacy && !witness.readings().is(mockmeter::neon::kZeroBuckets, "omitted");
  if (endpoint.items.empty()) {
    append_periods(series, "account " + tenant.organization, answer.body, answer, is_whole);
  }
  for (const Json& item : items_of(endpoint, answer)) {
    append_periods(series, item.value(std::string(endpoint.id), ""), item, answer, is_whole);
  }
  return series;
}

std::string pages_of(std::size_t size) { return "&limit=" + std::to_string(size); }

/// "&project_ids=a,b,c&limit=100": the first projects of the tenant.
std::optional<std::string> first_projects(Witness& witness, const Tenant& tenant) {
  const Answer& answer =
      witness.ask(tenant.caller, target(kProjectsV2, tenant, last_days(witness.now(), 1, "daily"),
                                        pages_of(kProjectsLookedInto)));
  std::string ids;
  for (const Json& item : items_of(kProjectsV2, answer)) {
    ids += (ids.empty() ? "&project_ids=" : ",") + item.value("project_id", "");
  }
  return ids.empty() ? std::nullopt : std::optional(ids + pages_of(kLargestPage));
}

/// An endpoint, and the rest of the query that makes its answer small.
struct View {
  const Endpoint& endpoint;
  std::string more;
};

std::vector<View> views_of(Witness& witness, const Tenant& tenant) {
  std::vector<View> views{{kAccount, ""},
                          {kProjects, pages_of(kProjectsLookedInto)},
                          {kProjectsV2, pages_of(kProjectsLookedInto)}};
  if (auto projects = first_projects(witness, tenant)) views.push_back({kBranchesV2, *projects});
  return views;
}

Series without_levels(Series series) {
  for (Bucket& bucket : series.buckets) bucket.amounts.erase(std::string(kLevel));
  return series;
}

std::vector<Overlap> pairs(const std::vector<Series>& ones, const std::vector<Series>& others) {
  std::vector<Overlap> overlaps;
  for (const Series& one : ones) {
    const Series* other = find_by(others, &Series::name, one.name);
    if (other != nullptr) overlaps.push_back({one, *other});
  }
  return overlaps;
}

template <typename T>
void append(std::vector<T>& all, std::vector<T> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

/// All projects of a tenant in a few pages; empty when they are too many to look at.
std::optional<std::vector<Series>> all_projects(Witness& witness, const Tenant& tenant,
                                                const Range& range) {
  auto series = series_of(witness, kProjects, tenant, range, pages_of(kLargestPage));
  std::set<std::string> names;
  for (const Series& one : series) names.insert(one.name.substr(0, one.name.find(',')));
  return names.size() < kLargestPage ? std::optional(std::move(series)) : std::nullopt;
}

Amounts sum_of_all(const std::vector<Series>& series, std::vector<std::string>& requests) {
  Amounts sums;
  for (const Series& one : series) {
    for (const auto& [name, amount] : sum_of(one.buckets)) sums[name] += amount;
    requests.push_back(one.request);
  }
  requests.erase(std::unique(requests.begin(), requests.end()), requests.end());
  return sums;
}

void expect_whole(Witness& witness, const std::string& what, const std::vector<Series>& whole,
                  const std::vector<Series>& parts) {
  if (whole.empty() || parts.empty()) return;  // a plan may see the one and not the other
  std::vector<std::string> requests;
  const Amounts expected = sum_of_all(whole, requests);
  Amounts found = sum_of_all(parts, requests);
  for (const auto& [name, amount] : expected) {
    witness.expect_equal(what + ": " + name, amount, found[name], requests);
  }
}

/// What the pages of this size list, one after the other, at most as many as there can be.
Json listed_in_pages(Witness& witness, const Endpoint& endpoint, const Tenant& tenant,
                     const Range& range, const std::string& more, std::size_t most) {
  Json items = Json::array();
  std::string cursor;
  for (std::size_t page = 0; page <= most / kSmallPage + 1; ++page) {
    const Answer& answer = witness.ask(
        tenant.caller, target(endpoint, tenant, range, more + pages_of(kSmallPage) + cursor));
    if (items_of(endpoint, answer).empty()) break;
    for (const Json& item : items_of(endpoint, answer))
      items.push_back(item[std::string(endpoint.id)]);
    const std::string next = answer.body.value("/pagination/cursor"_json_pointer, std::string());
    if (next.empty()) break;
    cursor = "&cursor=" + next;
  }
  return items;
}

}  // namespace

std::vector<Ladder> ladders(Witness& witness) {
  std::vector<Ladder> ladders;
  const Instant now = witness.now();
  const std::pair<Range, Range> steps[] = {
      {last_days(now, 6, "hourly"), last_days(now, 6, "daily")},
      {last_months(now, "daily"), last_months(now, "monthly")}};
  for (const Tenant& tenant : tenants_of(witness)) {
    for (const View& view : views_of(witness, tenant)) {
      for (const auto& [fine, coarse] : steps) {
        const auto fines = series_of(witness, view.endpoint, tenant, fine, view.more);
        const auto coarses = series_of(witness, view.endpoint, tenant, coarse, view.more);
        for (const auto& [one, other] : pairs(fines, coarses)) {
          ladders.push_back({without_levels(one), without_levels(other)});
        }
      }
    }
  }
  return ladders;
}

std::vector<Overlap> overlaps(Witness& witness) {
  std::vector<Overlap> overlaps;
  const Instant now = witness.now();
  for (const Tenant& tenant : tenants_of(witness)) {
    for (const View& view : views_of(witness, tenant)) {
      append(
          overlaps,
          pairs(series_of(witness, view.endpoint, tenant, last_days(now, 6, "daily"), view.more),
                series_of(witness, view.endpoint, tenant, last_months(now, "daily"), view.more)));
    }
  }
  return overlaps;
}

std::vector<Overlap> growing(Witness& witness) {
  std::vector<Overlap> pairs_in_time;
  const Range range = last_days(witness.now(), 6, "daily");
  for (const Tenant& tenant : tenants_of(witness)) {
    append(pairs_in_time, pairs(series_of(witness, kAccount, tenant, range),
                                series_of(witness, kAccount, tenant, range, "", minutes(1))));
  }
  return pairs_in_time;
}

std::vector<Series> levels(Witness& witness) {
  std::vector<Series> levels;
  const Range range = last_days(witness.now(), 6, "hourly");
  for (const Tenant& tenant : tenants_of(witness)) {
    append(levels, series_of(witness, kAccount, tenant, range));
    append(levels, series_of(witness, kProjects, tenant, range, pages_of(kProjectsLookedInto)));
  }
  for (Series& series : levels) {
    for (Bucket& bucket : series.buckets) {
      std::erase_if(bucket.amounts, [](const auto& amount) { return amount.first != kLevel; });
    }
  }
  return levels;
}

void check_parts(Witness& witness) {
  const Range range = last_days(witness.now(), 6, "daily");
  for (const Tenant& tenant : tenants_of(witness)) {
    const auto account = series_of(witness, kAccount, tenant, range);
    const auto projects = all_projects(witness, tenant, range);
    if (projects) {
      std::vector<Series> whole;
      std::vector<Series> parts;
      for (const Series& series : account) whole.push_back(without_levels(series));
      for (const Series& series : *projects) parts.push_back(without_levels(series));
      expect_whole(witness, "the projects of " + tenant.organization, whole, parts);
    }
    const auto ids = first_projects(witness, tenant);
    if (!ids) continue;
    expect_whole(witness, "the branches of the first projects of " + tenant.organization,
                 series_of(witness, kProjectsV2, tenant, range, *ids),
                 series_of(witness, kBranchesV2, tenant, range, *ids));
  }
}

void check_pages(Witness& witness) {
  const Range range = last_days(witness.now(), 1, "daily");
  for (const Tenant& tenant : tenants_of(witness)) {
    std::vector<View> views{{kProjects, ""}, {kProjectsV2, ""}};
    if (const auto ids = first_projects(witness, tenant)) {
      views.push_back({kBranchesV2, ids->substr(0, ids->rfind('&'))});
    }
    for (const View& view : views) {
      const Answer& answer = witness.ask(
          tenant.caller, target(view.endpoint, tenant, range, view.more + pages_of(kLargestPage)));
      Json whole = Json::array();
      for (const Json& item : items_of(view.endpoint, answer)) {
        whole.push_back(item[std::string(view.endpoint.id)]);
      }
      if (whole.empty() || whole.size() == kLargestPage) continue;
      witness.expect_equal(
          "pages of " + std::to_string(kSmallPage), whole,
          listed_in_pages(witness, view.endpoint, tenant, range, view.more, whole.size()),
          {answer.request,
           "GET " + target(view.endpoint, tenant, range, view.more + pages_of(kSmallPage)) +
               "&cursor=..."});
    }
  }
}

}  // namespace mockmeter::laws::neon
