// What real clients call on their way to QStash: Redis, Vector, Search and teams.
#include "base/tables.h"
#include "server/providers/upstash/errors.h"
#include "server/providers/upstash/operations.h"
#include "server/providers/upstash/world.h"

namespace mockmeter::upstash {
namespace {

// Choice: a team was made without the credit card of who made it.
constexpr bool kCopyCreditCard = false;

bool has_member(const Team& team, std::string_view email) {
  return find_by(team.members, &Member::email, email) != nullptr;
}

Response empty_list() { return json_response(200, "[]"); }

[[noreturn]] void refuse_database() { throw ApiError(error_row("upstash.not_found"), "database"); }

}  // namespace

Response list_databases(const OperationRequest&) { return empty_list(); }

Response get_database(const OperationRequest&) { refuse_database(); }

Response delete_database(const OperationRequest&) { refuse_database(); }

Response reset_database_password(const OperationRequest&) { refuse_database(); }

Response create_database(const OperationRequest&) {
  throw ApiError(error_row("upstash.not_mocked"), "creating a database");
}

Response list_vector_indices(const OperationRequest&) { return empty_list(); }

Response list_search_indices(const OperationRequest&) { return empty_list(); }

Response list_teams(const OperationRequest& call) {
  Json teams = Json::array();
  for (const Team& team : part_of(call).teams) {
    if (!has_member(team, find_key(call)->email)) continue;
    teams.push_back({{"team_id", team.id}, {"team_name", team.name}, {"copy_cc", kCopyCreditCard}});
  }
  return json_response(200, teams.dump());
}

Response list_team_members(const OperationRequest& call) {
  const Team* team = find_by(part_of(call).teams, &Team::id, call.path_param("team_id"));
  // Inferred: a team of others is as unknown as one that does not exist.
  if (team == nullptr || !has_member(*team, find_key(call)->email)) {
    throw ApiError(error_row("upstash.not_found"), "team");
  }
  Json members = Json::array();
  for (const Member& member : team->members) {
    members.push_back({{"team_id", team->id},
                       {"team_name", team->name},
                       {"member_email", member.email},
                       {"member_role", member.role},
                       {"copy_cc", kCopyCreditCard}});
  }
  return json_response(200, members.dump());
}

}  // namespace mockmeter::upstash
