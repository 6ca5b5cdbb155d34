#include "server/metering/recorded/atoms.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <vector>

namespace mockmeter {
namespace {

__extension__ typedef __int128 Int128;

/// Instants at which a counter stood at some count. Those that values tie together know how far
/// they are apart: a union-find with distances.
class TiedInstants {
 public:
  explicit TiedInstants(const LoggedValues& values) {
    for (const LoggedValue& each : values) {
      index_.emplace(each.window.from, 0);
      index_.emplace(each.window.to, 0);
    }
    std::size_t count = 0;
    for (auto& [instant, index] : index_) index = count++;
    parents_.resize(count);
    std::iota(parents_.begin(), parents_.end(), std::size_t{0});
    distances_.resize(count);
  }

  /// False when the two are tied already, and are another value apart.
  bool tie(Window window, Int128 value) {
    const std::size_t from = index_.at(window.from);
    const std::size_t to = index_.at(window.to);
    const std::size_t root = root_of(from);
    const std::size_t other = root_of(to);
    if (root == other) return distances_[to] - distances_[from] == value;
    parents_[other] = root;
    distances_[other] = distances_[from] + value - distances_[to];
    return true;
  }

  struct Node {
    Instant instant;
    Int128 distance;  ///< from the root of its component
  };
  /// The nodes of each component, by time.
  std::vector<std::vector<Node>> components() {
    std::map<std::size_t, std::vector<Node>> by_root;
    for (const auto& [instant, index] : index_) {
      const std::size_t root = root_of(index);
      by_root[root].push_back({instant, distances_[index]});
    }
    std::vector<std::vector<Node>> all;
    for (auto& [root, nodes] : by_root) all.push_back(std::move(nodes));
    return all;
  }

 private:
  /// Afterwards the distance of `node` is that from its root.
  std::size_t root_of(std::size_t node) {
    std::vector<std::size_t> way;
    while (parents_[node] != node) {
      way.push_back(node);
      node = parents_[node];
    }
    Int128 distance = 0;
    for (auto each = way.rbegin(); each != way.rend(); ++each) {
      distance += distances_[*each];
      distances_[*each] = distance;
      parents_[*each] = node;
    }
    return node;
  }

  std::map<Instant, std::size_t> index_;
  std::vector<std::size_t> parents_;
  std::vector<Int128> distances_;
};

bool is_later(const LoggedValue& a, const LoggedValue& b) {
  return a.number != b.number ? a.number > b.number
                              : a.window.to - a.window.from < b.window.to - b.window.from;
}

/// The atoms of some values that do not contradict each other; or a window of which less than
/// nothing is left.
std::optional<Window> find_atoms(const LoggedValues& values, TiedInstants& tied,
                                 LoggedValues& atoms) {
  std::map<std::pair<Instant, Instant>, const LoggedValue*> recorded;
  std::size_t latest = 0;
  for (const LoggedValue& each : values) {
    recorded[{each.window.from, each.window.to}] = &each;
    latest = std::max(latest, each.number);
  }
  for (const auto& nodes : tied.components()) {
    for (std::size_t i = 1; i < nodes.size(); ++i) {
      const Window window{nodes[i - 1].instant, nodes[i].instant};
      const Int128 value = nodes[i].distance - nodes[i - 1].distance;
      if (value < 0) return window;
      const auto known = recorded.find({window.from, window.to});
      atoms.push_back(known != recorded.end()
                          ? *known->second
                          : LoggedValue{window, static_cast<std::uint64_t>(value), latest, true});
    }
  }
  return std::nullopt;
}

/// The value over a window that was recorded first.
LoggedValues::iterator earliest_over(Window window, LoggedValues& values) {
  auto earliest = values.end();
  for (auto each = values.begin(); each != values.end(); ++each) {
    if (!holds(each->window, window)) continue;
    if (earliest == values.end() || is_later(*earliest, *each)) earliest = each;
  }
  return earliest;
}

}  // namespace

LoggedValues cut_to_atoms(LoggedValues values, LoggedConflicts& conflicts) {
  std::ranges::stable_sort(values, is_later);
  while (true) {
    TiedInstants tied(values);
    conflicts.replaced += std::erase_if(values, [&](const LoggedValue& each) {
      return !tied.tie(each.window, static_cast<Int128>(each.value));
    });
    LoggedValues atoms;
    const auto negative = find_atoms(values, tied, atoms);
    if (!negative) {
      std::ranges::stable_sort(atoms, {}, [](const LoggedValue& each) { return each.window.from; });
      return atoms;
    }
    values.erase(earliest_over(*negative, values));
    ++conflicts.replaced;
  }
}

}  // namespace mockmeter
