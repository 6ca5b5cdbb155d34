#include "server/providers/neon/paging.h"

#include <algorithm>
#include <tuple>

#include "base/tables.h"
#include "server/metering/json_text.h"
#include "server/providers/neon/errors.h"

namespace mockmeter::neon {
namespace {

bool is_wanted(const std::vector<std::string>& ids, std::string_view id) {
  return ids.empty() || contains(ids, id);
}

std::string cursor_of(const Project* project) { return project->id; }
std::string cursor_of(const BranchRef& ref) { return ref.project->id + "/" + ref.branch->id; }

bool is_wanted(const ConsumptionQuery& question, const Project* project) {
  return is_wanted(question.project_ids, project->id);
}

bool is_wanted(const ConsumptionQuery& question, const BranchRef& ref) {
  return is_wanted(question, ref.project) && is_wanted(question.branch_ids, ref.branch->id);
}

/// The index behind the item that the cursor names: among all items, wanted or not.
template <typename Item>
std::size_t start_of_page(const std::vector<Item>& items, const std::string& cursor) {
  if (cursor.empty()) return 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (cursor_of(items[i]) == cursor) return i + 1;
  }
  throw ApiError(error_row("neon.unknown_cursor"), cursor);
}

template <typename Item>
ItemPage<Item> page_of(const std::vector<Item>& items, const ConsumptionQuery& question) {
  ItemPage<Item> page;
  for (std::size_t i = start_of_page(items, question.cursor); i < items.size(); ++i) {
    if (!is_wanted(question, items[i])) continue;
    page.has_more = page.items.size() == question.limit;
    if (page.has_more) break;
    page.items.push_back(items[i]);
  }
  return page;
}

}  // namespace

ItemPage<const Project*> project_page(const ConsumptionQuery& question) {
  std::vector<const Project*> projects;
  for (const Project& project : question.account->projects) projects.push_back(&project);
  return page_of(projects, question);
}

ItemPage<BranchRef> branch_page(const ConsumptionQuery& question) {
  std::vector<BranchRef> branches;
  for (const Project& project : question.account->projects) {
    for (const Branch& branch : project.branches) branches.push_back({&project, &branch});
  }
  // Source: OpenAPI file 2.7.2, v2/branches: ordered by project ID, then branch ID.
  std::sort(branches.begin(), branches.end(), [](const BranchRef& a, const BranchRef& b) {
    return std::tie(a.project->id, a.branch->id) < std::tie(b.project->id, b.branch->id);
  });
  return page_of(branches, question);
}

void append_pagination(std::string& out, std::string_view cursor) {
  out += ']';
  if (!cursor.empty()) {
    out += ",\"pagination\":{\"cursor\":";
    append_quoted(out, cursor);
    out += '}';
  }
  out += '}';
}

}  // namespace mockmeter::neon
