#include "server/providers/upstash/recording/joined_accounts.h"

#include <algorithm>

#include "base/tables.h"

namespace mockmeter::upstash {
namespace {

bool see_the_same_user(const AccountLog& a, const AccountLog& b) {
  return std::ranges::any_of(a.users, [&](const UserLog& each) {
    return !each.id.empty() && find_by(b.users, &UserLog::id, each.id) != nullptr;
  });
}

void merge(SeriesLogs& into, const SeriesLogs& from) {
  for (const auto& [name, log] : from) into[name].merge(log);
}

void merge(UserLog& into, const UserLog& from) {
  merge(into.counters, from.counters);
  merge(into.gauges, from.gauges);
  merge(into.messages, from.messages);
  merge(into.workflow_messages, from.workflow_messages);
  into.members.update(from.members);
  if (!from.customer.empty()) into.customer = from.customer;
  if (!from.created_by.empty()) into.created_by = from.created_by;
}

void merge(AccountLog& into, const AccountLog& from) {
  into.credentials.insert(into.credentials.end(), from.credentials.begin(), from.credentials.end());
  for (const UserLog& user : from.users) {
    UserLog* known = find_by(into.users, &UserLog::id, user.id);
    if (known == nullptr) into.users.emplace_back().id = user.id;
    merge(known == nullptr ? into.users.back() : *known, user);
  }
}

/// The user of the routes without an id is the first one, once one is known.
void name_default_user(AccountLog& account) {
  const auto nameless = std::ranges::find(account.users, "", &UserLog::id);
  if (nameless == account.users.end() || account.users.size() == 1) return;
  const UserLog user = std::move(*nameless);
  account.users.erase(nameless);
  merge(account.users.front(), user);
}

}  // namespace

std::vector<AccountLog> join_accounts(const std::vector<AccountLog>& accounts) {
  std::vector<AccountLog> all;
  for (const AccountLog& account : accounts) {
    const auto same = std::ranges::find_if(
        all, [&](const AccountLog& each) { return see_the_same_user(each, account); });
    if (same == all.end()) {
      all.push_back(account);
    } else {
      merge(*same, account);
    }
  }
  std::ranges::for_each(all, name_default_user);
  return all;
}

}  // namespace mockmeter::upstash
