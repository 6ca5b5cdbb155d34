#include "server/control/faults/kinds.h"

#include <array>

#include "base/tables.h"
#include "base/text/wording.h"
#include "server/control/catalog.h"
#include "server/control/faults/kinds/kinds.h"
#include "server/control/faults/values.h"
#include "server/providers/providers.h"

namespace mockmeter {
namespace {

constexpr std::string_view kSizeExpected = "a size such as 64 or 1kB";
constexpr std::string_view kTimeExpected = "a duration such as 300ms, 2s, 5m, 1h or 1d";

constexpr FaultKind kFaultKinds[] = {
    {.name = "status",
     .sample = "503",
     .summary = "The vendor's error with this status, in its envelope, instead of the response; "
                "nothing is changed, and 429 carries Retry-After.",
     .takes = ValueRule::kValue,
     .read = read_error_status,
     .expects = "a status from 400 to 599",
     .refuse = faults::refuse_with_status},
    {.name = "delay",
     .sample = "300ms",
     .summary = "Nothing is sent for this long; then the response as it is.",
     .takes = ValueRule::kValue,
     .read = read_duration,
     .expects = kTimeExpected,
     .continues = true,
     .apply_faults = faults::delay},
    {.name = "dribble",
     .sample = "1kB",
     .summary = "The body comes in slices, so many bytes a second.",
     .takes = ValueRule::kValue,
     .read = read_rate,
     .expects = kSizeExpected,
     .continues = true,
     .apply_faults = faults::dribble},
    {.name = "truncate",
     .sample = "64",
     .summary = "Whole headers, so many bytes of the body, then the connection is closed.",
     .takes = ValueRule::kValue,
     .read = read_size,
     .expects = kSizeExpected,
     .apply_faults = faults::truncate},
    {.name = "reset",
     .sample = "64",
     .summary = "The connection is reset (RST) before the first byte; with a value, behind whole "
                "headers and so many bytes of the body.",
     .takes = ValueRule::kMaybe,
     .read = read_size,
     .expects = kSizeExpected,
     .apply_faults = faults::reset},
    {.name = "empty",
     .summary = "The connection is closed without a response.",
     .apply_faults = faults::empty},
    {.name = "hang",
     .summary = "Nothing is ever sent; the connection stays open until the client gives up.",
     .apply_faults = faults::hang},
    {.name = "garbage",
     .summary = "512 bytes that are no HTTP, made from the seed; then the connection is closed.",
     .apply_faults = faults::garbage},

    {.name = "malformed-json",
     .summary = "The body lacks its last character, so that it is no JSON; the length agrees.",
     .apply_faults = faults::malformed_json},
    {.name = "html",
     .summary = "An HTML page with the same status, as a proxy or a login page would send.",
     .apply_faults = faults::html},
    {.name = "content-type",
     .sample = "text/plain",
     .summary = "The same body under another Content-Type.",
     .takes = ValueRule::kValue,
     .read = read_field_value,
     .expects = "a media type such as text/plain",
     .apply_faults = faults::content_type},
    {.name = "bad-gzip",
     .summary = "Content-Encoding: gzip, asked for or not, over bytes that do not inflate.",
     .apply_faults = faults::bad_gzip},
    {.name = "null-series",
     .summary = "Every series is null.",
     .needs = Requires::kSeries,
     .apply_faults = faults::null_series},
    {.name = "null-point",
     .summary = "In the last bucket of every series every number is null.",
     .needs = Requires::kSeries,
     .apply_faults = faults::null_point},
    {.name = "unknown-fields",
     .summary = "Every object of the body has one more member, which nobody documents.",
     .apply_faults = faults::unknown_fields},
    {.name = "unknown-enum",
     .summary = "What comes out of a fixed list of names (plan, state, metric) has another name.",
     .needs = Requires::kNames,
     .apply_faults = faults::unknown_enum},
    {.name = "huge-integers",
     .summary = "Every integer is 9007199254740993 (2^53 + 1), which a double cannot hold.",
     .apply_faults = faults::huge_integers},

    {.name = "missing-bucket",
     .summary = "The bucket in the middle of every series is not there.",
     .needs = Requires::kSeries,
     .apply_faults = faults::missing_bucket},
    {.name = "duplicate-bucket",
     .summary = "The bucket in the middle of every series comes twice in a row.",
     .needs = Requires::kSeries,
     .apply_faults = faults::duplicate_bucket},
    {.name = "unsorted",
     .summary = "The first and the last bucket of every series have changed places.",
     .needs = Requires::kSeries,
     .apply_faults = faults::unsorted},
    {.name = "late-data",
     .sample = "2h",
     .summary = "Usage arrives this late: buckets that began since then are 0.",
     .takes = ValueRule::kValue,
     .read = read_duration,
     .expects = kTimeExpected,
     .needs = Requires::kSeries,
     .apply_faults = faults::late_data},
    {.name = "counter-reset",
     .summary = "The meter starts anew in the middle of every series: from there on every number "
                "is counted from the middle's, and never below 0.",
     .needs = Requires::kSeries,
     .apply_faults = faults::counter_reset},
    {.name = "stuck-cursor",
     .summary = "Paging never ends: the cursor is the one that was asked with, or there is always "
                "one page more. A request without a cursor is left alone where there are cursors.",
     .needs = Requires::kPaging,
     .apply_faults = faults::stuck_cursor},
};

bool has(const OperationInfo& operation, Requires needs) {
  switch (needs) {
    case Requires::kNothing:
      return true;
    case Requires::kSeries:
      return !operation.series.empty();
    case Requires::kNames:
      return !operation.enum_members.empty();
    case Requires::kPaging:
      return !operation.paging.cursor.empty() || !operation.paging.has_more.empty();
  }
  return false;
}

}  // namespace

std::string_view to_string(Requires needs) {
  constexpr std::array<std::string_view, 4> kNames{"anything", "a series", "names out of a list",
                                                   "pages"};
  return kNames.at(static_cast<std::size_t>(needs));
}

std::span<const FaultKind> fault_kinds() { return kFaultKinds; }

const FaultKind* find_fault_kind(std::string_view name) {
  return find_by(kFaultKinds, &FaultKind::name, name);
}

std::string fault_kind_names() { return join_names(kFaultKinds, &FaultKind::name); }

std::vector<std::string_view> broken_requirements(const FaultKind& kind, std::string_view op) {
  std::vector<std::string_view> ids;
  for (const Provider* provider : all_providers()) {
    if (!op.empty() && find_by(provider->operations, &Operation::id, op) == nullptr) continue;
    for (const BrokenRequirement& each : provider->broken_by_faults) {
      if (each.fault == kind.name) ids.push_back(each.requirement);
    }
  }
  return ids;
}

std::string cursor_of(const PagingLayout& paging, const Request& request) {
  if (paging.cursor.empty()) return {};
  const auto query = Query::parse(request.query());
  return query ? std::string(query->get(paging.parameter).value_or("")) : "";
}

bool can_act(const FaultKind& kind, const OperationInfo& operation) {
  return has(operation, kind.needs);
}

bool can_act(const FaultKind& kind, const OperationInfo& operation, const Request& request) {
  const PagingLayout& paging = operation.paging;
  const bool is_first_page = !paging.cursor.empty() && cursor_of(paging, request).empty();
  return can_act(kind, operation) && !(kind.needs == Requires::kPaging && is_first_page);
}

std::string operations_for(const FaultKind& kind) {
  std::string ids;
  for_each_operation([&](const Provider&, const Operation& operation) {
    if (!can_act(kind, operation)) return;
    ids += (ids.empty() ? "" : ", ") + std::string(operation.id);
  });
  return ids;
}

}  // namespace mockmeter
