#include "server/metering/world.h"

#include <algorithm>

namespace mockmeter {
namespace {

struct ReadOverride {
  CurveOverride value;
  std::string pointer;
};

ReadOverride read_override(const Json& spec, const std::string& pointer,
                           std::vector<ValidationError>& faults) {
  const Window window{read_instant(spec.at("from"), pointer + "/from", faults),
                      read_instant(spec.at("to"), pointer + "/to", faults)};
  return {{window, spec.at("value").get<std::int64_t>()}, pointer};
}

std::string to_text(Window window) {
  return format_rfc3339(window.from) + " to " + format_rfc3339(window.to);
}

void check_window(const ReadOverride& read, Window active, std::vector<ValidationError>& faults) {
  const Window part = intersect(read.value.window, active);
  if (unix_seconds(part.from) < unix_seconds(part.to)) return;
  faults.push_back({read.pointer, "a window of at least a second within " + to_text(active),
                    to_text(read.value.window)});
}

void check_overlaps(const std::vector<ReadOverride>& sorted, std::vector<ValidationError>& faults) {
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const Window earlier = sorted[i - 1].value.window;
    const Window later = sorted[i].value.window;
    if (later.from >= earlier.to) continue;
    faults.push_back({sorted[i].pointer,
                      "a window that does not overlap that of " + sorted[i - 1].pointer,
                      to_text(later)});
  }
}

std::vector<CurveOverride> read_overrides(const Json& specs, const std::string& pointer,
                                          Window active, std::vector<ValidationError>& faults) {
  std::vector<ReadOverride> all;
  for (const Json& spec : specs) {
    all.push_back(read_override(spec, pointer + '/' + std::to_string(all.size()), faults));
    check_window(all.back(), active, faults);
  }
  std::ranges::stable_sort(all, [](const ReadOverride& a, const ReadOverride& b) {
    return a.value.window.from < b.value.window.from;
  });
  check_overlaps(all, faults);
  std::vector<CurveOverride> overrides;
  overrides.reserve(all.size());
  for (const ReadOverride& read : all) overrides.push_back(read.value);
  return overrides;
}

LoadProfile read_load_profile(const Json& spec, const std::string& pointer,
                              std::vector<ValidationError>& faults) {
  const std::string name = spec.value("load_profile", "steady");
  const auto load_profile = parse_load_profile(name);
  if (!load_profile)
    faults.push_back({pointer + "/load_profile", "the name of a load profile", name});
  return load_profile.value_or(LoadProfile::kSteady);
}

}  // namespace

bool Lifecycle::removed_at(Instant now) const {
  return (removed && now >= *removed) || std::ranges::any_of(brownouts, [now](Window brownout) {
           return now >= brownout.from && now < brownout.to;
         });
}

const Lifecycle& World::lifecycle_of(const std::string& operation_id) const {
  static const Lifecycle kUneventful;
  const auto found = lifecycle.find(operation_id);
  return !has_lifecycle || found == lifecycle.end() ? kUneventful : found->second;
}

Curve read_curve(const Json& spec, const std::string& pointer, std::uint64_t seed,
                 std::string_view key, Window active, std::vector<ValidationError>& faults) {
  const CurveShape shape{.per_hour = spec.value("per_hour", std::int64_t{0}),
                         .growth_per_mille = spec.value("growth_per_mille", 0),
                         .growth_weeks = spec.value("growth_weeks", kGrowsForever),
                         .load_profile = read_load_profile(spec, pointer, faults),
                         .active = active,
                         .level = spec.value("level", std::int64_t{0})};
  const Json overrides = spec.value("overrides", Json::array());
  return Curve(seed, key, shape, read_overrides(overrides, pointer + "/overrides", active, faults));
}

Instant read_instant(const Json& text, const std::string& pointer,
                     std::vector<ValidationError>& faults) {
  const auto instant =
      text.is_string() ? parse_rfc3339_any_case(text.get_ref<const std::string&>()) : std::nullopt;
  if (!instant) faults.push_back({pointer, "an RFC 3339 instant", text.dump()});
  return instant.value_or(kEarliest);
}

}  // namespace mockmeter
