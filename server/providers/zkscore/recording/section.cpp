#include "server/providers/zkscore/recording/section.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "base/tables.h"
#include "base/text/plural.h"
#include "base/text/wording.h"
#include "schemas/data/embedded.h"
#include "server/providers/zkscore/recording/fitted.h"

namespace mockmeter::zkscore {
namespace {

// As in schemas/zkscore/world.json.
constexpr std::array<int, 7> kKnownStatuses{200, 400, 401, 403, 404, 429, 500};
constexpr std::uint64_t kMaxPerHour = 10'000'000;
constexpr std::int64_t kMaxWeight = 10'000;
constexpr std::size_t kMaxEndpoints = 30;

/// "/v1/score/:identity": words and the names of parameters, as in the vendor's own paths.
bool is_path_of_api(std::string_view path) {
  return path.starts_with('/') && std::ranges::all_of(path, [](char c) {
           return (c >= 'a' && c <= 'z') || c == '/' || c == ':' || c == '-';
         });
}

/// In proportion to the counts, from 1 to kMaxWeight.
std::int64_t weight_of(std::int64_t count, std::int64_t most) {
  const double share =
      static_cast<double>(count) / static_cast<double>(std::max<std::int64_t>(most, 1));
  return std::clamp<std::int64_t>(static_cast<std::int64_t>(share * kMaxWeight), 1, kMaxWeight);
}

template <typename Counts>
std::int64_t most_of(const Counts& counts) {
  std::int64_t most = 0;
  for (const auto& [name, count] : counts) most = std::max(most, count);
  return most;
}

class SectionWriter {
 public:
  SectionWriter(Pseudonyms& names, LoggedConflicts& conflicts)
      : names_(names), conflicts_(conflicts) {
    const Json world = Json::parse(*embedded_file("fixtures/worlds/default.json"));
    usual_ = world.at("zkscore").at("accounts").at(0);
  }

  Section write(const std::vector<AccountLog>& accounts) {
    Section section;
    section.document["accounts"] = Json::array();
    for (const AccountLog& account : accounts) {
      section.document["accounts"].push_back(account_document(account));
    }
    section.summary = count_text(accounts.size(), "account") + " with " +
                      count_text(secrets_.size(), "key") + ": " + join_names(secrets_);
    return section;
  }

 private:
  Json account_document(const AccountLog& log) {
    const std::vector<FittedKey> keys = fit_keys(log, conflicts_);
    Instant begin = log.begin.value_or(kLatest);
    for (const FittedKey& each : keys) begin = std::min(begin, each.begin());
    // What the recording does not show to begin is older.
    if (!log.begin)
      begin = begin == kLatest ? from_unix_seconds(kDefaultCreation) : a_year_before(begin);
    Json document{{"id", names_.words("zkscore account", log.credential)},
                  {"tier", tier_of(log)},
                  {"created", format_rfc3339(begin)},
                  {"endpoints", endpoints_of(log)},
                  {"statuses", statuses_of(log)}};
    if (log.limits) {
      document["limits"] = {{"per_minute", log.limits->per_minute},
                            {"per_hour", log.limits->per_hour},
                            {"per_day", log.limits->per_day}};
    }
    for (const FittedKey& each : keys) {
      document["keys"].push_back(key_document(each, log.credential, begin));
    }
    return document;
  }

  static Instant a_year_before(Instant instant) {
    return floor_to(std::max(instant, kEarliest + kYear) - kYear, Granularity::kDay);
  }

  static std::string tier_of(const AccountLog& log) {
    if (!log.limits) return "professional";
    for (const Tier& tier : kTiers) {
      if (tier.limits && tier.limits->per_minute == log.limits->per_minute) {
        return std::string(tier.name);
      }
    }
    return "enterprise";
  }

  /// A path that is not one of an API may hold an id: it is replaced.
  Json endpoints_of(const AccountLog& log) {
    if (log.endpoints.empty()) return usual_.at("endpoints");
    Json endpoints = Json::array();
    const std::int64_t most = most_of(log.endpoints);
    for (const auto& [path, count] : log.endpoints) {
      if (endpoints.size() == kMaxEndpoints) break;
      Json endpoint = usual_endpoint(path);
      endpoint["path"] = is_path_of_api(path) ? path : "/v1/" + names_.words("path", path);
      endpoint["weight"] = weight_of(count, most);
      endpoints.push_back(std::move(endpoint));
    }
    return endpoints;
  }

  Json usual_endpoint(const std::string& path) const {
    for (const Json& each : usual_.at("endpoints")) {
      if (each.at("path") == path) return each;
    }
    return usual_.at("endpoints").at(0);
  }

  Json statuses_of(const AccountLog& log) const {
    Json statuses = Json::array();
    const std::int64_t most = most_of(log.statuses);
    for (const auto& [status, count] : log.statuses) {
      statuses.push_back({{"status", status}, {"weight", weight_of(count, most)}});
    }
    // Of the failures and of the others there must be one, for what else was recorded.
    for (const bool failures : {false, true}) {
      const bool is_there = std::ranges::any_of(log.statuses, [failures](const auto& each) {
        return is_failure(each.first) == failures;
      });
      if (!is_there) statuses.push_back({{"status", failures ? 500 : 200}, {"weight", 1}});
    }
    return statuses;
  }

  Json key_document(const FittedKey& key, const std::string& credential, Instant begin) {
    const std::string number = secrets_.empty() ? "" : std::to_string(secrets_.size() + 1);
    secrets_.push_back("zk_recorded" + number);
    const std::string id = key.id.empty() ? "of " + credential : key.id;
    Json document{{"id", "key_" + names_.digits("zkscore key id", id)},
                  {"name", "recorded" + number},
                  {"secret", secrets_.back()},
                  {"permissions", usual_.at("keys").at(0).at("permissions")},
                  {"created", format_rfc3339(std::min(key.created.value_or(begin), key.begin()))},
                  {"requests", {{"per_hour", std::min(hourly_mean(key.requests), kMaxPerHour)}}}};
    if (key.expires) document["expires"] = format_rfc3339(*key.expires);
    if (!key.requests.empty()) {
      document["recorded"] = {{"requests", counter_document(key.requests)},
                              {"failed", counter_document(key.failed)},
                              {"latency_ms", counter_document(key.latency_ms)},
                              {"bytes", counter_document(key.bytes)},
                              {"peak_latency_ms", counter_document(key.peak_latency_ms)}};
    }
    return document;
  }

  static constexpr std::chrono::hours kYear{24 * 365};
  static constexpr std::int64_t kDefaultCreation = 1'735'689'600;  // 2025-01-01T00:00:00Z

  Pseudonyms& names_;
  LoggedConflicts& conflicts_;
  Json usual_;  // an account of the world `default`
  std::vector<std::string> secrets_;
};

}  // namespace

Section make_section(const std::vector<AccountLog>& accounts, Pseudonyms& names,
                     LoggedConflicts& conflicts) {
  return SectionWriter(names, conflicts).write(accounts);
}

bool is_status(int status) { return contains(kKnownStatuses, status); }

}  // namespace mockmeter::zkscore
