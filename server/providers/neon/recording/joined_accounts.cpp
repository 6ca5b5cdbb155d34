#include "server/providers/neon/recording/joined_accounts.h"

#include <algorithm>

#include "base/tables.h"

namespace mockmeter::neon {
namespace {

void merge(SubjectLog& into, const SubjectLog& from) {
  for (const auto& [name, log] : from.counters) into.counters[name].merge(log);
  for (const auto& [name, log] : from.gauges) into.gauges[name].merge(log);
}

void merge(ProjectLog& into, const ProjectLog& from) {
  merge(static_cast<SubjectLog&>(into), from);
  if (from.facts.created_at) into.facts = from.facts;
  into.not_before = std::max(into.not_before, from.not_before);
  for (const auto& [id, branch] : from.branches) {
    into.branches[id].id = id;
    into.branches[id].facts = branch.facts;
    merge(into.branches[id], branch);
  }
}

template <typename Texts>
void add_new(Texts& into, const Texts& from) {
  for (const auto& each : from) {
    if (!contains(into, each)) into.push_back(each);
  }
}

void merge(AccountLog& into, const AccountLog& from) {
  merge(static_cast<SubjectLog&>(into), from);
  if (into.name.empty()) into.name = from.name;
  if (into.email.empty()) into.email = from.email;
  add_new(into.credentials, from.credentials);
  add_new(into.organizations, from.organizations);
  into.periods.insert(from.periods.begin(), from.periods.end());
  into.asked_from = std::min(into.asked_from, from.asked_from);
  for (const ProjectLog& project : from.projects) merge(into.project(project.id), project);
}

bool have_a_project_in_common(const AccountLog& a, const AccountLog& b) {
  return std::ranges::any_of(a.projects, [&](const ProjectLog& each) {
    return find_by(b.projects, &ProjectLog::id, each.id) != nullptr;
  });
}

}  // namespace

std::vector<AccountLog> join_accounts(std::vector<AccountLog> accounts) {
  // Organizations first: they are what the others are joined to.
  std::stable_partition(accounts.begin(), accounts.end(),
                        [](const AccountLog& each) { return each.is_organization; });
  std::vector<AccountLog> joined;
  for (const AccountLog& account : accounts) {
    const auto same = std::ranges::find_if(
        joined, [&](const AccountLog& each) { return have_a_project_in_common(each, account); });
    if (same == joined.end()) {
      joined.push_back(account);
    } else {
      merge(*same, account);
    }
  }
  for (AccountLog& account : joined) {
    std::erase_if(account.organizations, [&](const std::string& id) {
      const AccountLog* organization = find_by(joined, &AccountLog::id, id);
      return organization == nullptr || organization == &account;
    });
  }
  return joined;
}

}  // namespace mockmeter::neon
