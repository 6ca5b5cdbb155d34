#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/operation.h"
#include "server/metering/curve/curve.h"
#include "server/metering/curve/periodic_sum.h"
#include "server/metering/json.h"
#include "server/metering/recorded/sums.h"
#include "server/metering/window.h"
#include "server/metering/world.h"
#include "server/providers/upstash/billing.h"
#include "server/providers/upstash/members.h"

namespace mockmeter::upstash {

inline constexpr std::string_view kName = "upstash";

/// One total dealt to named metrics: parts[k] counts the events of ids[k]. They add up to the
/// total in every window.
struct Split {
  std::vector<std::string> ids;
  std::vector<PeriodicSum> parts;
};

/// What was recorded of a user; all of it may be empty.
struct RecordedUsage {
  std::shared_ptr<const RecordedMetrics> metrics;  ///< null: nothing was
  RecordedSums requests;
  RecordedSums bytes;
  RecordedSums workflow;
  RecordedSums runs;
  RecordedSplit messages;
  RecordedSplit workflow_messages;

  const RecordedGauge* dead_letters() const;
  const RecordedCounter* micro_dollars() const;
};

/// What a QStash user has done and does. Never changes, so copies of a world share it.
struct Usage {
  Curve requests;
  PeriodicSum bytes;                          ///< of `requests`
  std::int64_t most_requests_with_bytes = 0;  ///< so many have bytes that can be counted
  Curve workflow;                             ///< workflow messages
  Split messages;                             ///< of `requests`
  Split workflow_messages;                    ///< of `workflow`
  PeriodicSum dead_letters;           ///< the part of `requests` that ends in the dead letter queue
  std::int64_t messages_per_run = 1;  ///< every n-th workflow message starts a run
  std::int64_t micro_dollars_per_100k = 0;  ///< of requests; at most 100 dollars
  RecordedUsage recorded;

  /// How many requests and workflow messages there were before `t`.
  std::int64_t requests_at(Instant t) const {
    return recorded.requests.at(t, [this](Instant each) { return requests.at(each); });
  }
  std::int64_t workflow_at(Instant t) const {
    return recorded.workflow.at(t, [this](Instant each) { return workflow.at(each); });
  }
  /// The bandwidth of the first `count` requests.
  std::int64_t bytes_of(std::int64_t count) const {
    return bytes.sum_first(std::min(count, most_requests_with_bytes));
  }
};

/// A QStash "user": one instance in one region.
struct User {
  std::string id;
  UserFields members;
  Window life;                       ///< from creation to deletion; before that, nobody sees it
  std::vector<BillingTerm> billing;  ///< in the order of time; never empty
  std::uint64_t rotations = 0;       ///< how often the token was rotated
  std::shared_ptr<const Usage> usage;
};

/// A Developer API key, as one person uses it.
struct Key {
  std::string name;  ///< what may be shown
  std::string email;
  std::string secret;
  bool read_only = false;
  Instant end = kLatest;  ///< from when on it has expired
};

struct Account {
  std::string id;
  std::string email;
  std::vector<Key> keys;
  std::vector<User> users;  ///< the first is that of routes without an id
};

struct Member {
  std::string email;
  std::string role;
};

struct Team {
  std::string id;
  std::string name;
  std::vector<Member> members;
  std::vector<Key> keys;  ///< one for each key of the team and each member
};

/// The "upstash" section of a world.
struct Part : WorldSection {
  std::vector<std::string> ipv4;
  std::vector<Team> teams;
  std::map<std::string, Json, std::less<>> plans;  ///< the members that a plan decides, by name
  std::vector<Account> accounts;

  std::shared_ptr<WorldSection> clone() const override { return std::make_shared<Part>(*this); }
};

const Part& part_of(const RequestContext& context);

/// Reads the "upstash" section of a world, already checked against schemas/upstash/world.json.
/// Adds a fault for whatever a schema cannot see: a name that nobody has, an id given twice.
std::shared_ptr<const WorldSection> read_world(const Json& section, std::uint64_t seed,
                                               std::vector<ValidationError>& faults);

/// The key of the request; null when there is none of that name.
const Key* find_key(const OperationRequest& call);
/// The users that the request's key sees, in the order of the world: those of its account, or those
/// whose customer its team is. Nobody sees a user before its creation.
std::vector<const User*> users_of(const OperationRequest& call);
/// The one of them with that id; throws the 404.
const User& find_user(const OperationRequest& call, std::string_view id);
/// The same user in a world that is being changed.
User& find_user(const OperationRequest& call, std::string_view id, World& next);
/// The user in the path; on a route without an id, the first one. Throws the 404.
const User& user_in_path(const OperationRequest& call);

/// See ProviderCode: the users that operations have changed.
void visit_changes(const World& before, const World& now, const ProviderCode::ChangeVisitor& visit);
void apply_changes(const std::vector<Json>& rows, World& next);

/// Writes password, token and read_only_token, made from the seed and the count of rotations.
void issue_credentials(User& user, std::uint64_t seed);

}  // namespace mockmeter::upstash
