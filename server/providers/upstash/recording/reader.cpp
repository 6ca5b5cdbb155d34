#include "server/providers/upstash/recording/reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "base/tables.h"
#include "base/text/ascii.h"
#include "base/time/timestamp.h"
#include "server/api/recorded_shape.h"
#include "server/metering/window.h"
#include "server/providers/upstash/recording/account_log.h"
#include "server/providers/upstash/recording/section.h"
#include "server/providers/upstash/recording/user_members.h"
#include "server/providers/upstash/stats_periods.h"

namespace mockmeter::upstash {
namespace {

// As in schemas/upstash/world.json.
constexpr std::size_t kMaxSeries = 100;
constexpr std::uint64_t kMaxCounted = 1'000'000'000'000'000;

/// A stats response that is read.
struct RecordedStats {
  const Json& body;
  Instant cut;  ///< until when everything is counted
  std::size_t number;
  std::vector<Instant> edges;  ///< of the points of the period
};

/// Choice: the ids of the series are words of the vendor; what does not look like one is replaced.
bool is_word(std::string_view id) {
  constexpr std::size_t kLongest = 32;
  return !id.empty() && id.size() <= kLongest &&
         std::ranges::all_of(id, [](char c) { return is_letter(c) || c == '_'; });
}

/// A member with dollars, in millionths.
std::uint64_t micro_dollars_of(const Json& object, const char* name) {
  constexpr double kMostDollars = 1e9;
  const auto found = object.is_object() ? object.find(name) : object.end();
  const double dollars = found != object.end() && found->is_number() ? found->get<double>() : -1;
  if (!(dollars >= 0 && dollars <= kMostDollars)) {
    throw UnexpectedShape(std::string(name) + " is no amount of dollars");
  }
  return static_cast<std::uint64_t>(std::llround(dollars * 1e6));
}

class UpstashRecordingReader : public RecordingReader {
 public:
  explicit UpstashRecordingReader(Pseudonyms& names) : names_(names) {}

  bool add(const RecordedCall& call) override {
    const auto* row = find_by(kReaders, &Row::operation, call.operation.name());
    if (row == nullptr) return false;
    (this->*row->read)(call);
    return true;
  }
  std::size_t values() const override { return values_; }
  Json section(LoggedConflicts& conflicts) override {
    conflicts.exceeded += other_totals_;
    Section section = make_section(std::move(recorded_), names_, conflicts);
    summary_ = std::move(section.summary);
    return std::move(section.document);
  }
  std::string summary() const override { return summary_; }

 private:
  struct Row {
    std::string_view operation;
    void (UpstashRecordingReader::*read)(const RecordedCall&);
  };
  static const std::array<Row, 8> kReaders;

  AccountLog& account_of(const RecordedCall& call) {
    for (AccountLog& each : recorded_.accounts) {
      if (each.credentials.front() == call.credential) return each;
    }
    recorded_.accounts.emplace_back().credentials.push_back(call.credential);
    return recorded_.accounts.back();
  }

  static UserLog& user_of(AccountLog& account, const std::string& id) {
    if (UserLog* known = find_by(account.users, &UserLog::id, id)) return *known;
    account.users.emplace_back().id = id;
    return account.users.back();
  }

  void read_users(const RecordedCall& call) {
    if (!call.body.is_array()) throw UnexpectedShape("the body is not a list");
    std::vector<UserLog> users;
    for (const Json& item : call.body) users.push_back(user_log_of(item));
    AccountLog& account = account_of(call);
    for (UserLog& each : users) merge_members(user_of(account, each.id), std::move(each));
    sort_as_listed(account, call.body);
  }

  /// The first one of the list is that of the routes without an id.
  static void sort_as_listed(AccountLog& account, const Json& list) {
    std::vector<std::string> order;
    for (const Json& item : list) order.push_back(item["id"].get<std::string>());
    std::ranges::stable_sort(account.users, {}, [&order](const UserLog& user) {
      return std::ranges::find(order, user.id) - order.begin();
    });
  }

  void read_user(const RecordedCall& call) {
    UserLog read = user_log_of(call.body);
    AccountLog& account = account_of(call);
    UserLog& user = user_of(account, read.id);
    merge_members(user, std::move(read));
  }

  static void merge_members(UserLog& user, UserLog&& read) {
    user.members.update(read.members);
    user.customer = std::move(read.customer);
    if (!read.created_by.empty()) user.created_by = std::move(read.created_by);
  }

  void read_stats(const RecordedCall& call) {
    const StatsPeriod& period = period_of(call);
    const Instant cut = floor_to(call.now, Granularity::kMinute);
    const RecordedStats stats{call.body, cut, call.number,
                              points_before(cut, period.interval, period.points + 1)};
    UserLog read;
    read_month(read, stats);
    read_period(read, stats);
    const std::string id = call.path.empty() ? std::string() : call.path.front().second;
    merge_values(user_of(account_of(call), id), read);
  }

  static const StatsPeriod& period_of(const RecordedCall& call) {
    const StatsPeriod* period =
        find_by(kPeriods, &StatsPeriod::name, call.query.get("period").value_or("1h"));
    if (period == nullptr) throw UnexpectedShape("the request is one that a 400 answers");
    return *period;
  }

  /// Calls `each(window, point)` for the points of a series of the month that are not to come. A
  /// day is that of its x.
  template <typename Each>
  static void for_each_day(const RecordedStats& stats, const char* name, Each each) {
    for (const Json& point : list_member(stats.body, name)) {
      const auto x = parse_any_timestamp(text_member(point, "x"));
      if (!x) throw UnexpectedShape(std::string(name) + " has an x that is not a time");
      const Instant day = floor_to(clamp_to_instant(*x), Granularity::kDay);
      const Window window{day, std::min(next_bucket(day, Granularity::kDay), stats.cut)};
      if (!window.empty()) each(window, point);
    }
  }

  void read_month(UserLog& user, const RecordedStats& stats) {
    for_each_day(stats, "daily_requests", [&](Window day, const Json& point) {
      log(user.counters["requests"], day, count_member(point, "y", kMaxCounted), stats);
      log(user.counters["workflow"], day, count_member(point, "workflow_message", kMaxCounted),
          stats);
      log(user.counters["workflow_runs"], day, count_member(point, "workflow_run", kMaxCounted),
          stats);
    });
    for_each_day(stats, "daily_bandwidths", [&](Window day, const Json& point) {
      log(user.counters["bytes"], day, count_member(point, "y", kMaxCounted), stats);
    });
    std::uint64_t billed = 0;
    for_each_day(stats, "daily_billings", [&](Window day, const Json& point) {
      const std::uint64_t value = micro_dollars_of(point, "y");
      billed += value;
      log(user.counters["micro_dollars"], day, value, stats);
    });
    // Within a cent: each of them may be rounded.
    constexpr std::uint64_t kCent = 10'000;
    const std::uint64_t total = micro_dollars_of(stats.body, "total_monthly_billing");
    if (std::max(total, billed) - std::min(total, billed) > kCent) ++other_totals_;
  }

  void read_period(UserLog& user, const RecordedStats& stats) {
    read_points(user.counters["requests"], list_member(stats.body, "daily_used"), stats);
    read_points(user.counters["workflow"], list_member(stats.body, "daily_used_workflow"), stats);
    read_points(user.counters["bytes"], list_member(stats.body, "daily_bandwidth_used"), stats);
    read_series(user.messages, list_member(stats.body, "daily_qstash_messages"), stats);
    read_series(user.workflow_messages, list_member(stats.body, "daily_workflow_messages"), stats);
    ++values_;
    user.gauges["dead_letters"].add(
        stats.cut, count_member(stats.body, "dlq_message_count", kMaxCounted), stats.number);
  }

  void read_points(ValueLog& values, const Json& points, const RecordedStats& stats) {
    const std::size_t count = stats.edges.size() - 1;
    if (points.size() != count) {
      throw UnexpectedShape("a series of the period has not " + std::to_string(count) + " points");
    }
    for (std::size_t k = 0; k < count; ++k) {
      log(values, {stats.edges[k], stats.edges[k + 1]}, count_member(points[k], "y", kMaxCounted),
          stats);
    }
  }

  void read_series(SeriesLogs& series, const Json& list, const RecordedStats& stats) {
    for (const Json& each : list) {
      std::string id = text_member(each, "id");
      if (!is_word(id)) id = names_.words("series id", id);
      read_points(series[id], list_member(each, "data_points"), stats);
    }
    if (series.size() > kMaxSeries) {
      throw UnexpectedShape("it has more than " + std::to_string(kMaxSeries) + " series");
    }
  }

  /// A response is read as a whole, or not at all.
  static void merge_values(UserLog& into, const UserLog& from) {
    for (const auto& [name, log] : from.counters) into.counters[name].merge(log);
    for (const auto& [name, log] : from.gauges) into.gauges[name].merge(log);
    for (const auto& [name, log] : from.messages) into.messages[name].merge(log);
    for (const auto& [name, log] : from.workflow_messages) into.workflow_messages[name].merge(log);
  }

  void log(ValueLog& values, Window window, std::uint64_t value, const RecordedStats& stats) {
    ++values_;
    values.add(window, value, stats.number);
  }

  TeamLog& team_of(const std::string& id) {
    if (TeamLog* known = find_by(recorded_.teams, &TeamLog::id, id)) return *known;
    recorded_.teams.emplace_back().id = id;
    return recorded_.teams.back();
  }

  void read_teams(const RecordedCall& call) {
    if (!call.body.is_array()) throw UnexpectedShape("the body is not a list");
    for (const Json& item : call.body) {
      const std::string name = text_member(item, "team_name");
      team_of(text_member(item, "team_id")).name = name;
    }
  }

  void read_team_members(const RecordedCall& call) {
    if (!call.body.is_array()) throw UnexpectedShape("the body is not a list");
    std::vector<MemberLog> members;
    for (const Json& item : call.body) {
      members.push_back({text_member(item, "member_email"), text_member(item, "member_role")});
      if (!contains(kRoles, members.back().role)) {
        throw UnexpectedShape("member_role is none of Upstash's roles");
      }
    }
    if (members.empty()) return;
    team_of(text_member(call.body.front(), "team_id")).members = std::move(members);
  }

  void read_ipv4(const RecordedCall& call) {
    if (!call.body.is_array()) throw UnexpectedShape("the body is not a list");
    std::vector<std::string> ranges;
    for (const Json& item : call.body) {
      ranges.push_back(item.is_string() ? item.get<std::string>() : std::string());
      if (!is_ipv4_range(ranges.back())) throw UnexpectedShape("an item is no range of IPv4");
    }
    recorded_.ipv4 = std::move(ranges);
  }

  // As in schemas/upstash/world.json.
  static constexpr std::array<std::string_view, 5> kRoles{"owner", "admin", "dev", "finance",
                                                          "readonly"};

  Pseudonyms& names_;
  RecordedAccounts recorded_;
  std::size_t values_ = 0;
  std::size_t other_totals_ = 0;  // bills that are not the sum of their days
  std::string summary_;
};

const std::array<UpstashRecordingReader::Row, 8> UpstashRecordingReader::kReaders{{
    {"list_qstash_users", &UpstashRecordingReader::read_users},
    {"get_qstash_user", &UpstashRecordingReader::read_user},
    {"get_default_qstash_user", &UpstashRecordingReader::read_user},
    {"get_qstash_stats", &UpstashRecordingReader::read_stats},
    {"get_default_qstash_stats", &UpstashRecordingReader::read_stats},
    {"list_teams", &UpstashRecordingReader::read_teams},
    {"list_team_members", &UpstashRecordingReader::read_team_members},
    {"list_qstash_ipv4", &UpstashRecordingReader::read_ipv4},
}};

}  // namespace

std::unique_ptr<RecordingReader> read_recording(Pseudonyms& names) {
  return std::make_unique<UpstashRecordingReader>(names);
}

}  // namespace mockmeter::upstash
