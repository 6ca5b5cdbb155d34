#include "server/control/faults/shape.h"

#include <array>
#include <string>

#include "server/api/query.h"
#include "server/core/find_by.h"

namespace mockmeter {
namespace {

using Path = std::string_view;

// Source: api-reference/qstash/get-qstash-stats; a point at x counts what came before x.
constexpr std::array<Series, 8> kStatsSeries{{
    {"/daily_requests", "x", true},
    {"/daily_billings", "x", true},
    {"/daily_bandwidths", "x", true},
    {"/daily_used", "x", true},
    {"/daily_used_workflow", "x", true},
    {"/daily_qstash_messages/*/data_points", "x", true},
    {"/daily_workflow_messages/*/data_points", "x", true},
    {"/daily_bandwidth_used", "x", true},
}};
constexpr std::array<Path, 1> kStatsNames{"/days/*"};
constexpr std::array<Path, 3> kUserNames{"/type", "/state", "/region"};
constexpr std::array<Path, 3> kUsersNames{"/*/type", "/*/state", "/*/region"};

constexpr std::array<Series, 1> kAccountSeries{{{"/periods/*/consumption", "timeframe_start"}}};
constexpr std::array<Path, 1> kAccountNames{"/periods/*/period_plan"};
constexpr std::array<Series, 1> kProjectSeries{
    {{"/projects/*/periods/*/consumption", "timeframe_start"}}};
constexpr std::array<Path, 1> kProjectNames{"/projects/*/periods/*/period_plan"};
constexpr std::array<Path, 2> kProjectV2Names{
    "/projects/*/periods/*/period_plan",
    "/projects/*/periods/*/consumption/*/metrics/*/metric_name"};
constexpr std::array<Series, 1> kBranchSeries{
    {{"/branches/*/periods/*/consumption", "timeframe_start"}}};
constexpr std::array<Path, 2> kBranchNames{
    "/branches/*/periods/*/period_plan",
    "/branches/*/periods/*/consumption/*/metrics/*/metric_name"};
constexpr Paging kNeonPaging{"/pagination/cursor", "cursor", ""};

constexpr std::array<Series, 1> kUsageSeries{{{"/timeSeries", "timestamp"}}};
constexpr std::array<Path, 4> kUsageNames{"/alerts/*/type", "/alerts/*/priority",
                                          "/errors/byType/*/type", "/breakdown/byMethod/*/method"};
constexpr std::array<Path, 1> kKeyNames{"/keys/*/status"};
constexpr Paging kZkscorePaging{"", "", "/pagination/hasMore"};

constexpr std::array<Shape, 11> kShapes{{
    {"upstash.get_qstash_stats", kStatsSeries, kStatsNames},
    {"upstash.get_default_qstash_stats", kStatsSeries, kStatsNames},
    {"upstash.list_qstash_users", {}, kUsersNames},
    {"upstash.get_qstash_user", {}, kUserNames},
    {"upstash.get_default_qstash_user", {}, kUserNames},
    {"neon.account_consumption", kAccountSeries, kAccountNames},
    {"neon.project_consumption", kProjectSeries, kProjectNames, kNeonPaging},
    {"neon.project_consumption_v2", kProjectSeries, kProjectV2Names, kNeonPaging},
    {"neon.branch_consumption_v2", kBranchSeries, kBranchNames, kNeonPaging},
    {"zkscore.get_usage", kUsageSeries, kUsageNames, kZkscorePaging},
    {"zkscore.list_api_keys", {}, kKeyNames, kZkscorePaging},
}};

constexpr Shape kNoShape{};

}  // namespace

const Shape& shape_of(std::string_view operation_id) {
  const Shape* found = find_by(kShapes, &Shape::operation, operation_id);
  return found == nullptr ? kNoShape : *found;
}

std::string cursor_of(const Paging& paging, const Request& request) {
  if (paging.cursor.empty()) return {};
  const auto query = Query::parse(request.query());
  return query ? std::string(query->get(paging.parameter).value_or("")) : "";
}

std::size_t for_each_at(Json& document, std::string_view path,
                        const std::function<void(Json&)>& visit) {
  if (path.empty()) {
    visit(document);
    return 1;
  }
  const std::string_view rest = path.substr(1);
  const std::string_view step = rest.substr(0, rest.find('/'));
  const std::string_view below = rest.substr(step.size());
  if (step == "*" && document.is_array()) {
    std::size_t count = 0;
    for (Json& element : document) count += for_each_at(element, below, visit);
    return count;
  }
  if (!document.is_object()) return 0;
  const auto member = document.find(std::string(step));
  return member == document.end() ? 0 : for_each_at(*member, below, visit);
}

}  // namespace mockmeter
