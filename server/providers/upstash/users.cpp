#include <utility>

#include "server/providers/upstash/errors.h"
#include "server/providers/upstash/operations.h"

namespace mockmeter::upstash {

Response list_users(const OperationRequest& call) {
  std::string body = "[";
  for (const User& user : account_of(call).users) {
    if (body.size() > 1) body += ',';
    body += user.members.text(call.variants);
  }
  body += ']';
  return json_response(200, std::move(body));
}

Response get_user(const OperationRequest& call) {
  return json_response(200, find_user(call, call.path_param("id")).members.text(call.variants));
}

const User& default_user(const OperationRequest& call) {
  const Account& account = account_of(call);
  if (account.users.empty()) throw ApiError(error_row("upstash.not_found"), "qstash user");
  return account.users.front();
}

Response get_default_user(const OperationRequest& call) {
  return json_response(200, default_user(call).members.text(call.variants));
}

Response list_ipv4(const OperationRequest& call) {
  Json list = Json::array();
  for (const std::string& range : part_of(call).ipv4) list.push_back(range);
  return json_response(200, list.dump());
}

Response list_databases(const OperationRequest&) { return json_response(200, "[]"); }

}  // namespace mockmeter::upstash
