#include "server/providers/upstash/world.h"

#include "base/tables.h"
#include "base/text/base64.h"
#include "server/metering/hash.h"
#include "server/providers/upstash/errors.h"

namespace mockmeter::upstash {
namespace {

constexpr std::size_t kPasswordLength = 32;

// Observed: the development server's token and mcp-server's samples decode to this object.
std::string make_token_of(const std::string& user_id, const std::string& password) {
  return base64_encode(Json{{"UserID", user_id}, {"Password", password}}.dump());
}

// `Users` is const or not, as the account it comes from.
template <typename AnyPart>
auto& find_in(AnyPart& part, const Principal& principal, std::string_view id) {
  for (auto& account : part.accounts) {
    if (account.id != principal.account) continue;
    if (auto* user = find_by(account.users, &User::id, id)) return *user;
  }
  // Inferred: another account's user is as unknown as one that does not exist.
  throw ApiError(error_row("upstash.not_found"), "qstash user");
}

}  // namespace

const Part& part_of(const RequestContext& context) { return context.world.part<Part>(kName); }

const Account& account_of(const OperationRequest& call) {
  return *find_by(part_of(call).accounts, &Account::id, call.principal.account);
}

const User& find_user(const OperationRequest& call, std::string_view id) {
  return find_in(part_of(call), call.principal, id);
}

User& find_user(const OperationRequest& call, std::string_view id, World& next) {
  find_user(call, id);  // an unknown id must not cost a copy
  return find_in(next.edit<Part>(kName), call.principal, id);
}

void issue_credentials(User& user, std::uint64_t seed) {
  const std::string purpose = "upstash/" + user.id;
  const std::string password =
      mockmeter::make_token(seed, purpose + "/password", user.rotations, kPasswordLength);
  const std::string read_only =
      mockmeter::make_token(seed, purpose + "/read-only", user.rotations, kPasswordLength);
  user.members.edit([&](Json& members) {
    members["password"] = password;
    members["token"] = make_token_of(user.id, password);
    members["read_only_token"] = make_token_of(user.id, read_only);
  });
}

}  // namespace mockmeter::upstash
