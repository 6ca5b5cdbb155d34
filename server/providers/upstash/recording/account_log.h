#pragma once

#include <map>
#include <string>
#include <vector>

#include "server/metering/json.h"
#include "server/metering/recorded/value_log.h"

namespace mockmeter::upstash {

/// The series of one kind of message, by their ids.
using SeriesLogs = std::map<std::string, ValueLog>;

/// What was recorded of a QStash user.
struct UserLog {
  std::string id;                 ///< empty: the first one of the account
  std::string customer;           ///< an e-mail address, or the id of a team
  std::string created_by;         ///< an e-mail address
  Json members = Json::object();  ///< of a world, those without a name or secret
  std::map<std::string, ValueLog> counters;
  std::map<std::string, ValueLog> gauges;
  SeriesLogs messages;
  SeriesLogs workflow_messages;
};

struct MemberLog {
  std::string email;
  std::string role;
};

struct TeamLog {
  std::string id;
  std::string name;  ///< empty: no response had it
  std::vector<MemberLog> members;
};

/// Whose key was recorded.
struct AccountLog {
  std::vector<std::string> credentials;  ///< labels
  std::vector<UserLog> users;            ///< in the order of the responses
};

/// All that was recorded of the provider.
struct RecordedAccounts {
  std::vector<AccountLog> accounts;
  std::vector<TeamLog> teams;
  std::vector<std::string> ipv4;
};

}  // namespace mockmeter::upstash
