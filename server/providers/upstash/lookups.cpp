// Who is behind a key, and which QStash users the key sees.
#include "base/tables.h"
#include "server/providers/upstash/errors.h"
#include "server/providers/upstash/world.h"

namespace mockmeter::upstash {
namespace {

// Source: OpenAPI file, QStashUser, customer_id: "Customer identifier (email or team ID)", so what
// a team is the customer of belongs to the team.
// Inferred: what is created after now is not there yet.
bool is_seen(const User& user, const Account& account, const OperationRequest& call) {
  const std::string& owner = call.principal.account;
  const bool is_owned = account.id == owner || user.members.json().at("customer_id") == owner;
  return is_owned && user.life.from <= call.now;
}

/// Calls `each(user)`, const or not as the part is, for those that the request's key sees, until it
/// returns true.
template <typename AnyPart, typename Each>
void visit_users(AnyPart& part, const OperationRequest& call, Each each) {
  for (auto& account : part.accounts) {
    for (auto& user : account.users) {
      if (is_seen(user, account, call) && each(user)) return;
    }
  }
}

template <typename AnyPart>
auto& find_in(AnyPart& part, const OperationRequest& call, std::string_view id) {
  decltype(part.accounts.front().users.data()) found = nullptr;
  visit_users(part, call, [&](auto& user) {
    if (user.id == id) found = &user;
    return found != nullptr;
  });
  // Inferred: another account's user is as unknown as one that does not exist.
  if (found == nullptr) throw ApiError(error_row("upstash.not_found"), "qstash user");
  return *found;
}

}  // namespace

const Part& part_of(const RequestContext& context) { return context.world.part<Part>(kName); }

const Key* find_key(const OperationRequest& call) {
  const auto key_in = [&call](const auto* owner) {
    return owner == nullptr ? nullptr : find_by(owner->keys, &Key::name, call.principal.credential);
  };
  const Part& part = part_of(call);
  const Key* key = key_in(find_by(part.accounts, &Account::id, call.principal.account));
  return key != nullptr ? key : key_in(find_by(part.teams, &Team::id, call.principal.account));
}

std::vector<const User*> users_of(const OperationRequest& call) {
  std::vector<const User*> users;
  visit_users(part_of(call), call, [&users](const User& user) {
    users.push_back(&user);
    return false;
  });
  return users;
}

const User& find_user(const OperationRequest& call, std::string_view id) {
  return find_in(part_of(call), call, id);
}

User& find_user(const OperationRequest& call, std::string_view id, World& next) {
  find_user(call, id);  // an unknown id must not cost a copy
  return find_in(next.edit<Part>(kName), call, id);
}

const User& user_in_path(const OperationRequest& call) {
  if (!call.path.empty()) return find_user(call, call.path_param("id"));
  const std::vector<const User*> users = users_of(call);
  if (users.empty()) throw ApiError(error_row("upstash.not_found"), "qstash user");
  return *users.front();
}

}  // namespace mockmeter::upstash
