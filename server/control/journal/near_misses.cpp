#include "server/control/journal/near_misses.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "base/text/split.h"
#include "base/text/wording.h"

namespace mockmeter {
namespace {

constexpr std::size_t kMostNearMisses = 3;
constexpr std::size_t kMostSegments = 12;    // the longest route has five
constexpr std::size_t kMostCharacters = 48;  // of a segment; longer ones differ by then
constexpr double kMethodWeight = 0.15;
constexpr double kNeighbourWeight = 1.5;
constexpr std::size_t kLongestHint = 300;

using Segments = std::vector<std::string_view>;

/// "/a/b/" has the segments "a", "b" and "".
Segments segments_of(std::string_view path) {
  Segments segments;
  while (!path.empty() && segments.size() < kMostSegments) {
    path.remove_prefix(path.front() == '/' ? 1 : 0);
    const std::string_view segment = path.substr(0, path.find('/'));
    segments.push_back(segment);
    path.remove_prefix(segment.size());
  }
  return segments;
}

bool fits(std::string_view expected, std::string_view found) {
  return is_path_parameter(expected) ? !found.empty() : expected == found;
}

/// Levenshtein's distance, divided by the longer length: 0 to 1.
double text_distance(std::string_view a, std::string_view b) {
  a = a.substr(0, kMostCharacters);
  b = b.substr(0, kMostCharacters);
  if (a == b) return 0;
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
    }
  }
  return static_cast<double>(row.back()) / static_cast<double>(std::max(a.size(), b.size()));
}

double segment_distance(std::string_view expected, std::string_view found) {
  return fits(expected, found)         ? 0
         : is_path_parameter(expected) ? 1
                                       : text_distance(expected, found);
}

/// Costs of turning the first i segments of the route into the first j of the path.
using Table = std::vector<std::vector<double>>;

Table align(const Segments& route, const Segments& path) {
  Table cost(route.size() + 1, std::vector<double>(path.size() + 1));
  for (std::size_t i = 0; i <= route.size(); ++i) {
    for (std::size_t j = 0; j <= path.size(); ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = static_cast<double>(i + j);
        continue;
      }
      cost[i][j] = std::min({cost[i - 1][j - 1] + segment_distance(route[i - 1], path[j - 1]),
                             cost[i - 1][j] + 1, cost[i][j - 1] + 1});
    }
  }
  return cost;
}

/// Walks the cheapest alignment back and says each step that was not free.
std::vector<std::string> path_differences(const Segments& route, const Segments& path) {
  const Table cost = align(route, path);
  std::vector<std::string> differences;
  std::size_t i = route.size();
  std::size_t j = path.size();
  while (i > 0 || j > 0) {
    const std::string place = "segment " + std::to_string(j);
    if (i > 0 && j > 0 &&
        cost[i][j] == cost[i - 1][j - 1] + segment_distance(route[i - 1], path[j - 1])) {
      --i;
      --j;
      if (fits(route[i], path[j])) continue;
      differences.push_back(place + " is " + in_quotes(path[j]) + " instead of " +
                            in_quotes(route[i]));
    } else if (j > 0 && cost[i][j] == cost[i][j - 1] + 1) {
      --j;
      differences.push_back(path[j].empty() ? place + " is empty"
                                            : place + " " + in_quotes(path[j]) + " is too much");
    } else {
      --i;
      differences.push_back(in_quotes(route[i]) + " is missing behind segment " +
                            std::to_string(j));
    }
  }
  std::ranges::reverse(differences);
  return differences;
}

bool fits_segments(std::string_view route, const Segments& found) {
  const Segments expected = segments_of(route);
  return std::equal(expected.begin(), expected.end(), found.begin(), found.end(), fits);
}

bool takes(std::string_view wanted, std::string_view method) {
  return wanted == method || (wanted == "GET" && method == "HEAD");
}

NearMiss compare(const Operation& operation, std::string_view route, std::string_view method,
                 std::string_view path) {
  const Segments expected = segments_of(route);
  const Segments found = segments_of(path);
  const auto longer = static_cast<double>(std::max(expected.size(), found.size()));
  // Who meant a neighbour wrote more of it right: the others are what the mock is for.
  const double weight = operation.relation == Relation::kNeighbour ? kNeighbourWeight : 1;
  const double differing = align(expected, found).back().back() / std::max(longer, 1.0);
  const double cost = std::min(weight * differing, 1.0);
  const double method_cost = takes(operation.method, method) ? 0 : kMethodWeight;
  return {&operation, operation.method, route, (1 - kMethodWeight) * cost + method_cost, {}};
}

std::vector<std::string> explain(const NearMiss& miss, std::string_view method,
                                 std::string_view path, const World& world, Instant now) {
  auto differences = path_differences(segments_of(miss.route), segments_of(path));
  if (!takes(miss.method, method)) {
    differences.push_back("the method is " + std::string(method) + " instead of " +
                          std::string(miss.method));
  }
  if (!differences.empty()) return differences;
  const Lifecycle& lifecycle = world.lifecycle_of(std::string(miss.operation->id));
  if (lifecycle.removed_at(now)) {
    return {"it is removed; the clock stands at " + format_rfc3339(now) +
            "; set it back, or keep what is removed with --lifecycle off"};
  }
  return {"a variant switches it off"};
}

}  // namespace

bool fits_route(const Operation& operation, std::string_view path) {
  const Segments segments = segments_of(path);
  return fits_segments(operation.path, segments) ||
         (!operation.alias.empty() && fits_segments(operation.alias, segments));
}

std::optional<NearMiss> unmocked_route(std::string_view method, std::string_view path,
                                       std::span<const Provider* const> providers) {
  const Segments segments = segments_of(path);
  for (const Provider* provider : providers) {
    for (const UnmockedRoute& route : provider->unmocked) {
      if (!fits_segments(route.path, segments)) continue;
      for (const std::string_view wanted : split(route.methods, ' ')) {
        if (!takes(wanted, method)) continue;
        return NearMiss{
            nullptr,
            wanted,
            route.path,
            0,
            {std::string(provider->title) + " documents it, mockmeter does not have it"}};
      }
    }
  }
  return std::nullopt;
}

std::vector<NearMiss> closest_operations(std::string_view method, std::string_view path,
                                         std::span<const Provider* const> providers,
                                         const World& world, Instant now) {
  if (auto unmocked = unmocked_route(method, path, providers)) return {std::move(*unmocked)};
  std::vector<NearMiss> all;
  for (const Provider* provider : providers) {
    for (const Operation& operation : provider->operations) {
      NearMiss nearest = compare(operation, operation.path, method, path);
      if (!operation.alias.empty()) {
        NearMiss other = compare(operation, operation.alias, method, path);
        if (other.distance < nearest.distance) nearest = other;
      }
      all.push_back(nearest);
    }
  }
  std::ranges::stable_sort(
      all, [](const NearMiss& a, const NearMiss& b) { return a.distance < b.distance; });
  all.resize(std::min(all.size(), kMostNearMisses));
  for (NearMiss& miss : all) miss.differences = explain(miss, method, path, world, now);
  return all;
}

std::string hint_line(const std::vector<NearMiss>& near_misses) {
  if (near_misses.empty()) return {};
  const NearMiss& nearest = near_misses.front();
  std::string line = nearest.operation == nullptr ? "not mocked: " : "nearest: ";
  line += std::string(nearest.method) + ' ' + std::string(nearest.route);
  if (nearest.operation != nullptr) line += " (" + std::string(nearest.operation->id) + ')';
  line += ": ";
  for (std::size_t i = 0; i < nearest.differences.size(); ++i) {
    line += (i == 0 ? "" : "; ") + nearest.differences[i];
  }
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return line.substr(0, kLongestHint);
}

}  // namespace mockmeter
