#include <array>
#include <stdexcept>
#include <string>

#include "server/providers/upstash/world.h"

// What operations change of a user, as it is kept: everything but its credentials.
namespace mockmeter::upstash {
namespace {

constexpr std::array<const char*, 3> kCredentials{"password", "token", "read_only_token"};

Json members_to_keep(const User& user) {
  Json members = user.members.json();
  for (const char* name : kCredentials) members.erase(name);
  return members;
}

Json row_of(const User& user) {
  Json billing = Json::array();
  for (const BillingTerm& term : user.billing) {
    billing.push_back({{"from", format_rfc3339(term.from)},
                       {"dollarsPerMonth", term.dollars_per_month},
                       {"countsMessages", term.counts_messages}});
  }
  return {{"id", user.id},
          {"members", members_to_keep(user)},
          {"billing", std::move(billing)},
          {"rotations", user.rotations}};
}

BillingTerm read_term(const Json& kept) {
  return {parse_rfc3339(kept.at("from").get<std::string>()).value_or(kEarliest),
          kept.at("dollarsPerMonth").get<std::int64_t>(), kept.at("countsMessages").get<bool>()};
}

User& user_of(Part& part, const std::string& id) {
  for (Account& account : part.accounts) {
    for (User& user : account.users) {
      if (user.id == id) return user;
    }
  }
  throw std::invalid_argument("no user " + id);
}

bool is_the_same(const User& a, const User& b) {
  return a.rotations == b.rotations && a.billing == b.billing &&
         a.members.json() == b.members.json();
}

}  // namespace

void visit_changes(const World& before, const World& now,
                   const ProviderCode::ChangeVisitor& visit) {
  const auto& old = before.part<Part>(kName).accounts;
  const auto& accounts = now.part<Part>(kName).accounts;
  // No operation makes or removes an account or a user.
  for (std::size_t a = 0; a < accounts.size(); ++a) {
    for (std::size_t u = 0; u < accounts[a].users.size(); ++u) {
      const User& user = accounts[a].users[u];
      if (!is_the_same(old[a].users[u], user)) visit(user.id, row_of(user));
    }
  }
}

void apply_changes(const std::vector<Json>& rows, World& next) {
  Part& part = next.edit<Part>(kName);
  for (const Json& row : rows) {
    User& user = user_of(part, row.at("id").get<std::string>());
    user.rotations = row.at("rotations").get<std::uint64_t>();
    user.members.edit([&](Json& members) { members = row.at("members"); });
    issue_credentials(user, next.seed);
    user.billing.clear();
    for (const Json& term : row.at("billing")) user.billing.push_back(read_term(term));
  }
}

}  // namespace mockmeter::upstash
