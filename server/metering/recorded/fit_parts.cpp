#include "server/metering/recorded/fit_parts.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <numeric>

#include "server/metering/integers.h"

namespace mockmeter {
namespace {

/// A window of the whole, and what of its value is not yet given to a part.
struct Demand {
  LoggedValue value;
  std::uint64_t left;
};

/// A value of a part that is longer than a window of the whole: cut into one piece for each.
struct Supply {
  std::size_t part;
  LoggedValue value;
  std::uint64_t left;
  std::map<std::size_t, std::uint64_t> pieces{};  ///< by the index of a demand
};

bool touch(Window a, Window b) { return a.from < b.to && b.from < a.to; }

/// Shares in proportion to the weights, or equal ones where there are none, that add up to `value`.
std::vector<std::uint64_t> share_out(std::uint64_t value, std::vector<double> weights) {
  const auto sum = [&] { return std::accumulate(weights.begin(), weights.end(), 0.0); };
  if (!(sum() > 0)) std::ranges::fill(weights, 1.0);
  const double all = sum();
  std::vector<std::uint64_t> shares;
  double passed = 0;
  std::uint64_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    passed += weights[i];
    const bool is_last = i + 1 == weights.size();
    const auto due = static_cast<std::uint64_t>(static_cast<double>(value) * (passed / all));
    const std::uint64_t until = is_last ? value : std::clamp(due, given, value);
    shares.push_back(until - given);
    given = until;
  }
  return shares;
}

/// The first value that is not before an instant.
LoggedValues::const_iterator first_from(const LoggedValues& values, Instant instant) {
  return std::ranges::lower_bound(values, instant, {},
                                  [](const LoggedValue& each) { return each.window.from; });
}

/// How much a part counts a nanosecond just before an instant, or else after it.
double rate_near(const LoggedValues& part, Instant instant) {
  auto near = first_from(part, instant);
  if (near != part.begin()) --near;
  if (near == part.end()) return 0;
  return static_cast<double>(near->value) /
         static_cast<double>((near->window.to - near->window.from).count());
}

class Fitting {
 public:
  Fitting(const LoggedValues& whole, const std::vector<LoggedValues*>& parts,
          LoggedConflicts& conflicts)
      : parts_(parts), conflicts_(conflicts) {
    for (const LoggedValue& each : whole) demands_.push_back({each, each.value});
    for (std::size_t part = 0; part < parts_.size(); ++part) take_from(part);
    deal_in_proportion();
    deal_by_deadline();
    cut_supplies();
  }

  /// Gives what is left to the parts that have a gap. Returns what nobody takes.
  LoggedValues fill_gaps() {
    LoggedValues beyond;
    for (const Demand& demand : demands_) {
      const Window window = demand.value.window;
      const std::vector<LoggedValues*> open = open_parts(window);
      std::vector<double> weights;
      for (const LoggedValues* part : open) weights.push_back(rate_near(*part, window.from));
      const std::vector<std::uint64_t> shares = share_out(demand.left, weights);
      for (std::size_t i = 0; i < open.size(); ++i) fill(*open[i], demand.value, shares[i]);
      if (open.empty() && demand.left > 0) {
        beyond.push_back({window, demand.left, demand.value.number, true});
      }
    }
    return beyond;
  }

 private:
  /// What lies inside a demand is given to it; what is longer becomes a supply.
  void take_from(std::size_t part) {
    LoggedValues kept;
    for (const LoggedValue& each : *parts_[part]) {
      const auto first = first_touching(each.window);
      const bool is_inside = first == demands_.end() || !touch(first->value.window, each.window) ||
                             holds(first->value.window, each.window);
      if (!is_inside) {
        supplies_.push_back({part, each, each.value});
        continue;
      }
      kept.push_back(each);
      if (first != demands_.end() && touch(first->value.window, each.window)) {
        take(*first, each.value);
      }
    }
    *parts_[part] = std::move(kept);
  }

  std::vector<Demand>::iterator first_touching(Window window) {
    return std::ranges::upper_bound(demands_, window.from, {},
                                    [](const Demand& each) { return each.value.window.to; });
  }

  void take(Demand& demand, std::uint64_t value) {
    if (value > demand.left) ++conflicts_.exceeded;
    demand.left -= std::min(demand.left, value);
  }

  /// Calls `use(index)` for the demands that a window touches.
  template <typename Use>
  void for_each_touching(Window window, Use use) {
    auto each = first_touching(window);
    for (; each != demands_.end() && each->value.window.from < window.to; ++each) {
      use(static_cast<std::size_t>(each - demands_.begin()));
    }
  }

  static void move(Supply& supply, Demand& demand, std::size_t index, std::uint64_t amount) {
    supply.pieces[index] += amount;
    supply.left -= amount;
    demand.left -= amount;
  }

  /// Supplies of one window are dealt as the whole is spread, where the whole has enough for all of
  /// them. What rounding leaves is dealt by deadline.
  void deal_in_proportion() {
    std::map<std::pair<Instant, Instant>, std::vector<Supply*>> by_window;
    for (Supply& each : supplies_) {
      by_window[{each.value.window.from, each.value.window.to}].push_back(&each);
    }
    for (auto& [key, group] : by_window) deal_group({key.first, key.second}, group);
  }

  void deal_group(Window window, const std::vector<Supply*>& group) {
    UInt128 wanted = 0;
    UInt128 offered = 0;
    std::map<std::size_t, std::uint64_t> before;
    bool is_inside = true;
    for_each_touching(window, [&](std::size_t index) {
      before[index] = demands_[index].left;
      wanted += demands_[index].left;
      is_inside = is_inside && holds(window, demands_[index].value.window);
    });
    for (const Supply* each : group) offered += each->left;
    if (!is_inside || wanted == 0 || offered > wanted) return;
    for (Supply* each : group) {
      const std::uint64_t all = each->left;
      for (const auto& [index, amount] : before) {
        move(*each, demands_[index], index,
             static_cast<std::uint64_t>(UInt128{all} * amount / wanted));
      }
    }
  }

  /// The demands in their order, each from what ends first: this finds a way when there is one.
  void deal_by_deadline() {
    std::ranges::stable_sort(supplies_, {},
                             [](const Supply& each) { return each.value.window.to; });
    for (std::size_t index = 0; index < demands_.size(); ++index) {
      Demand& demand = demands_[index];
      for (Supply& each : supplies_) {
        if (demand.left == 0) break;
        if (touch(each.value.window, demand.value.window)) {
          move(each, demand, index, std::min(each.left, demand.left));
        }
      }
    }
  }

  /// The pieces of the supplies become values of their parts.
  void cut_supplies() {
    for (Supply& supply : supplies_) {
      LoggedValues pieces;
      for_each_touching(supply.value.window, [&](std::size_t index) {
        const Window window = intersect(demands_[index].value.window, supply.value.window);
        pieces.push_back({window, supply.pieces[index], supply.value.number, true});
      });
      const std::vector<Window> gaps = gaps_in(supply.value.window, pieces);
      if (!gaps.empty()) {
        const LoggedValues rest = spread(supply.left, gaps, supply.value.number);
        pieces.insert(pieces.end(), rest.begin(), rest.end());
      } else if (supply.left > 0) {
        ++conflicts_.exceeded;
        pieces.back().value += supply.left;
      }
      LoggedValues& part = *parts_[supply.part];
      part.insert(part.end(), pieces.begin(), pieces.end());
    }
    for (LoggedValues* part : parts_) sort(*part);
  }

  static void sort(LoggedValues& values) {
    std::ranges::sort(values, {}, [](const LoggedValue& each) { return each.window.from; });
  }

  std::vector<LoggedValues*> open_parts(Window window) const {
    std::vector<LoggedValues*> open;
    for (LoggedValues* part : parts_) {
      if (!gaps_in(window, *part).empty()) open.push_back(part);
    }
    return open;
  }

  void fill(LoggedValues& part, const LoggedValue& demand, std::uint64_t share) const {
    LoggedValues filled = spread(share, gaps_in(demand.window, part), demand.number);
    // What has one part is this part: its value was recorded.
    const bool is_all = parts_.size() == 1 && filled.size() == 1 && share == demand.value;
    if (is_all) filled.front().is_derived = demand.is_derived;
    part.insert(part.end(), filled.begin(), filled.end());
    sort(part);
  }

  std::vector<LoggedValues*> parts_;
  LoggedConflicts& conflicts_;
  std::vector<Demand> demands_;
  std::vector<Supply> supplies_;
};

/// The value at an instant; null when there is none.
const LoggedValue* level_at(const LoggedValues& levels, Instant instant) {
  const auto found = std::ranges::lower_bound(
      levels, instant, {}, [](const LoggedValue& each) { return each.window.to; });
  return found != levels.end() && found->window.to == instant ? &*found : nullptr;
}

/// Where a part probably stood: on the line between what is known before and after.
double level_near(const LoggedValues& levels, Instant instant) {
  const auto after = first_from(levels, instant);
  if (levels.empty()) return 0;
  if (after == levels.end()) return static_cast<double>(levels.back().value);
  if (after == levels.begin()) return static_cast<double>(after->value);
  const auto before = std::prev(after);
  const double left = static_cast<double>(before->value);
  const double right = static_cast<double>(after->value);
  const double part = static_cast<double>((instant - before->window.to).count());
  return left + (right - left) * part /
                    static_cast<double>((after->window.to - before->window.to).count());
}

void insert_level(LoggedValues& levels, const LoggedValue& level) {
  const auto behind = std::ranges::lower_bound(
      levels, level.window.to, {}, [](const LoggedValue& each) { return each.window.to; });
  levels.insert(behind, level);
}

}  // namespace

LoggedValues fit_parts(const LoggedValues& whole, const std::vector<LoggedValues*>& parts,
                       LoggedConflicts& conflicts) {
  return Fitting(whole, parts, conflicts).fill_gaps();
}

LoggedValues fit_levels(const LoggedValues& whole, const std::vector<LoggedValues*>& parts,
                        LoggedConflicts& conflicts) {
  LoggedValues beyond;
  for (const LoggedValue& each : whole) {
    const Instant instant = each.window.to;
    std::vector<LoggedValues*> open;
    std::uint64_t sum = 0;
    for (LoggedValues* part : parts) {
      const LoggedValue* level = level_at(*part, instant);
      if (level == nullptr) open.push_back(part);
      if (level != nullptr) sum = saturating_add(sum, level->value);
    }
    if (sum > each.value) ++conflicts.exceeded;
    const std::uint64_t left = each.value - std::min(sum, each.value);
    std::vector<double> weights;
    for (const LoggedValues* part : open) weights.push_back(level_near(*part, instant));
    const std::vector<std::uint64_t> shares = share_out(left, weights);
    for (std::size_t i = 0; i < open.size(); ++i) {
      const bool is_derived = parts.size() > 1 || each.is_derived;
      insert_level(*open[i], {each.window, shares[i], each.number, is_derived});
    }
    beyond.push_back({each.window, open.empty() ? left : 0, each.number, true});
  }
  if (std::ranges::all_of(beyond, [](const LoggedValue& each) { return each.value == 0; })) {
    beyond.clear();
  }
  return beyond;
}

}  // namespace mockmeter
