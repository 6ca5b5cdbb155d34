#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time/instant.h"
#include "server/metering/curve/curve.h"
#include "server/metering/json.h"
#include "server/metering/recorded/series.h"
#include "server/metering/window.h"
#include "server/metering/world.h"
#include "server/providers/neon/metrics.h"

namespace mockmeter::neon {

inline constexpr std::string_view kName = "neon";

struct Branch {
  std::string id;
  std::string name;
  bool root = false;
  Instant created_at;
  std::array<Curve, kBranchCurves> curves;
  std::shared_ptr<const RecordedMetrics> recorded;  ///< null: nothing is
};

struct Project {
  std::string id;
  std::string name;
  std::string region;  ///< with its cloud: "aws-us-east-2"
  int pg_version = 0;
  Instant created_at;
  std::vector<Branch> branches;  ///< by id
  std::array<Curve, kProjectCurves> curves;
  std::shared_ptr<const RecordedMetrics> recorded;  ///< of what belongs to no branch
};

/// The time that an account spent on one plan.
struct PlanPeriod {
  std::string plan;
  std::string period_id;  ///< of its first billing period
  Window window;          ///< ends at kLatest when no change is known
};

struct Key {
  std::string name;
  std::string secret;
  std::string project;  ///< the only one that it may read; empty: all
};

/// A calendar month (UTC), or the part of one that an account spent on one plan.
/// Source: consumption guides, samples: periods end and begin with a calendar month, UTC; "define a
/// time range that can span across multiple billing periods". Source: OpenAPI file 2.7.2, v2
/// sample: the first one begins with the plan, at 2026-02-02T18:04:52Z. Observed: live,
/// 2026-08-09: period_start 2026-08-01 for organizations that are older.
struct BillingPeriod {
  const PlanPeriod* plan;
  Window window;
};

/// A person's account or an organization: both have plans and projects.
struct Account {
  std::string id;
  std::string name;
  std::string handle;  ///< of an organization: "ocean-art-org-ocean-art-12345678"
  std::string email;
  std::optional<std::int64_t> spending_limit_cents;
  std::vector<PlanPeriod> plans;  ///< without gaps, ascending
  std::vector<Key> keys;
  std::vector<std::string> organizations;  ///< ids of the accounts it is a member of
  std::vector<Project> projects;           ///< newest first, then by id
  /// Of projects that are there no more: it counts in the account's numbers alone.
  std::shared_ptr<const RecordedMetrics> recorded;

  /// The plan at `now`; empty before the first.
  std::string_view plan_at(Instant now) const;
  /// The billing periods that touch a range, ascending.
  std::vector<BillingPeriod> billing_periods(Window range) const;
  bool is_member_of(std::string_view account_id) const;  ///< of itself too
  const Key* find_key(std::string_view key_name) const;
  /// Observed: a client's check, 2026: the id of an organization begins with "org-".
  bool is_organization() const { return id.starts_with("org-"); }
};

struct Part : WorldSection {
  std::vector<Account> accounts;

  const Account* find_account(std::string_view id) const;
  std::shared_ptr<WorldSection> clone() const override { return std::make_shared<Part>(*this); }
};

/// Reads the "neon" section of a world, already checked against schemas/neon/world.json. Adds a
/// fault for what a schema cannot see: ids given twice, unknown references, plans out of order.
std::shared_ptr<const WorldSection> read_world(const Json& section, std::uint64_t seed,
                                               std::vector<ValidationError>& faults);

}  // namespace mockmeter::neon
