#include "conformance/drift/responses.h"

#include <algorithm>

#include "base/tables.h"
#include "base/text/wording.h"
#include "conformance/drift/compare.h"

namespace mockmeter::conformance::drift {
namespace {

/// Whether a path leads to where an operation says how paging goes on, or to what that is in.
bool is_of_paging(const OperationInfo& operation, const std::string& path) {
  const auto leads_to = [&](std::string_view place) {
    return !place.empty() && !path.empty() && (place == path || place.starts_with(path + '/'));
  };
  return leads_to(operation.paging.cursor) || leads_to(operation.paging.has_more);
}

bool is_about_presence(DriftKind kind) {
  return kind == DriftKind::kMissingMember || kind == DriftKind::kOptionalMember ||
         kind == DriftKind::kNewMember || kind == DriftKind::kType;
}

std::string place_text(int status, const std::string& what) {
  return std::to_string(status) + ' ' + what;
}

std::string path_text(const std::string& path) { return path.empty() ? "body" : path; }

/// "3 of 40"
std::string share_text(std::size_t some, std::size_t all) {
  return std::to_string(some) + " of " + std::to_string(all);
}

/// The shape of bodies, with what the document takes for data made one.
Shape folded(const ResponseProfile& profile, const Shape* documented) {
  Shape shape = profile.shape;
  fold_data_members(shape, documented);
  return shape;
}

class ResponseComparison {
 public:
  explicit ResponseComparison(const ResponsePair& pair) : pair_(pair) {}

  std::vector<Difference> run() {
    compare_shapes();
    compare_sets(DriftKind::kBody, "body", pair_.recorded.bodies, pair_.now.bodies);
    compare_sets(DriftKind::kContentType, "Content-Type", pair_.recorded.media_types,
                 pair_.now.media_types);
    compare_fields();
    compare_series();
    if (pair_.recorded.repeated_cursors == 0 && pair_.now.repeated_cursors != 0) {
      add(DriftKind::kPaging, DriftSeverity::kBreaking, "the next page", "another page",
          "the page that was asked for");
    }
    return std::move(found_);
  }

 private:
  void add(DriftKind kind, DriftSeverity severity, const std::string& what, std::string recorded,
           std::string now) {
    found_.push_back({.severity = severity,
                      .kind = kind,
                      .operation = std::string(pair_.operation.id),
                      .where = place_text(pair_.status, what),
                      .recorded = std::move(recorded),
                      .now = std::move(now)});
  }

  void compare_shapes() {
    const Shape before = folded(pair_.recorded, pair_.documented);
    const Shape now = folded(pair_.now, pair_.documented);
    for (const ShapeDifference& each : compare(before, now, pair_.documented)) {
      const bool is_paging =
          is_about_presence(each.kind) && is_of_paging(pair_.operation, each.path);
      add(is_paging ? DriftKind::kPaging : each.kind, each.severity, path_text(each.path),
          each.before, each.now);
      if (pair_.documented == nullptr) continue;
      const std::string documented = text_at(*pair_.documented, each.path);
      found_.back().documented = documented == "absent" ? "not named" : documented;
    }
  }

  void compare_sets(DriftKind kind, const std::string& what, const std::set<std::string>& before,
                    const std::set<std::string>& now) {
    const bool is_new = !std::ranges::includes(before, now);
    if (before.empty() || !is_new) return;
    const bool is_good = now == std::set<std::string>{"JSON"};
    add(kind, is_good ? DriftSeverity::kChange : DriftSeverity::kBreaking, what,
        join(before, " or "), join(now, " or "));
  }

  void compare_fields() {
    const std::size_t before_all = pair_.recorded.responses;
    const std::size_t now_all = pair_.now.responses;
    for (const auto& [field, count] : pair_.recorded.fields) {
      const auto same = pair_.now.fields.find(field);
      const std::size_t here = same == pair_.now.fields.end() ? 0 : same->second;
      if (count != before_all || here == now_all) continue;
      add(DriftKind::kHeader, DriftSeverity::kChange, field, "present",
          here == 0 ? "absent" : "present in " + share_text(here, now_all));
    }
    for (const auto& [field, count] : pair_.now.fields) {
      if (pair_.recorded.fields.contains(field)) continue;
      add(DriftKind::kHeader, DriftSeverity::kChange, field, "absent",
          count == now_all ? "present" : "present in " + share_text(count, now_all));
    }
  }

  void compare_series() {
    const SeriesFacts& before = pair_.recorded.series;
    const SeriesFacts& now = pair_.now.series;
    const auto tell = [this](const std::string& good, std::size_t bad, std::size_t all,
                             const std::string& what) {
      add(DriftKind::kSeries, DriftSeverity::kBreaking, "series", good,
          share_text(bad, all) + " series " + what);
    };
    if (before.ordered != 0 && before.unsorted == 0 && now.unsorted != 0)
      tell("sorted by time", now.unsorted, now.ordered, "are not sorted");
    if (before.ordered != 0 && before.repeated == 0 && now.repeated != 0)
      tell("each bucket once", now.repeated, now.ordered, "have a bucket twice");
    // Some accounts have no usage at times; a gap in most series is none of theirs.
    if (before.spaced != 0 && before.gapped == 0 && now.gapped * 2 > now.spaced)
      tell("without gaps", now.gapped, now.spaced, "have a gap");
  }

  const ResponsePair& pair_;
  std::vector<Difference> found_;
};

/// Whether the recording breaks a document in the same way.
bool is_recorded(const ShapeDifference& now, const std::vector<ShapeDifference>& recorded) {
  return std::ranges::any_of(recorded, [&](const ShapeDifference& each) {
    const bool is_same_text = now.kind != DriftKind::kNewValue || each.now == now.now;
    return each.kind == now.kind && each.path == now.path && is_same_text;
  });
}

}  // namespace

std::vector<Difference> compare_responses(const ResponsePair& pair) {
  return ResponseComparison(pair).run();
}

std::vector<Difference> compare_to_document(const OperationInfo& operation, int status,
                                            const ResponseProfile& now, const Shape& documented,
                                            const ResponseProfile* recorded,
                                            const std::vector<Difference>& found) {
  const Shape before = recorded == nullptr ? Shape() : folded(*recorded, &documented);
  const auto old = compare_documented(documented, before);
  std::vector<Difference> differences;
  for (const ShapeDifference& each : compare_documented(documented, folded(now, &documented))) {
    const std::string where = place_text(status, path_text(each.path));
    if (find_by(found, &Difference::where, where) != nullptr) continue;
    differences.push_back(
        {.severity = is_recorded(each, old) ? DriftSeverity::kNotice : each.severity,
         .kind = each.kind,
         .operation = std::string(operation.id),
         .where = where,
         .recorded = text_at(before, each.path),
         .documented = each.before,
         .now = each.now});
  }
  return differences;
}

}  // namespace mockmeter::conformance::drift
