#include "server/control/store/state_document.h"

#include <map>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "base/files/sha256.h"
#include "server/control/catalog.h"
#include "server/control/faults/fault.h"
#include "server/control/world_file.h"
#include "server/metering/hash.h"
#include "server/providers/providers.h"

namespace mockmeter {
namespace {

constexpr std::string_view kFaultPrefix = "fault/";
constexpr std::string_view kLimitPrefix = "limit/";

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) append_hex(text, static_cast<unsigned char>(byte), 2);
  return text;
}

Instant read_time(const Json& text) {
  const auto instant = parse_rfc3339(text.get<std::string>());
  if (!instant) throw std::invalid_argument(text.dump() + " is no instant");
  return *instant;
}

Json clock_row(const ClockSetting& setting) {
  return {{"mode", to_string(setting.mode)}, {"start", format_rfc3339(setting.start)}};
}

ClockSetting read_clock_row(const Json& row) {
  using enum ClockSetting::Mode;
  ClockSetting setting{.mode = kFrozen, .start = read_time(row.at("start"))};
  for (const ClockSetting::Mode mode : {kTicking, kNow}) {
    if (row.at("mode") == to_string(mode)) setting.mode = mode;
  }
  return setting;
}

Json clock_document_of(const Clock& clock) {
  Json row = clock_row(clock.setting());
  const Clock::Past past = clock.past();
  row["setAt"] = format_rfc3339(past.set_at);
  row["madeAt"] = format_rfc3339(past.made_at);
  row["advanced"] = past.advanced.count();
  return row;
}

void read_clock(const Json& row, Clock& clock) {
  clock.go_on(read_clock_row(row),
              {read_time(row.at("setAt")), read_time(row.at("madeAt")),
               std::chrono::nanoseconds(row.at("advanced").get<std::int64_t>())});
}

VariantSelection read_variants(const Json& chosen) {
  VariantSelection variants;
  for (const auto& [name, value] : chosen.items()) {
    const std::string expected = choose_variant(variants, name, value.get<std::string>());
    if (!expected.empty()) throw std::invalid_argument(name + ": expected " + expected);
  }
  return variants;
}

/// Every value whose name begins so, by the rest of its name.
std::map<std::string, Json> values_below(std::string_view prefix, const StoredValues& values) {
  std::map<std::string, Json> found;
  for (auto row = values.lower_bound(prefix); row != values.end(); ++row) {
    if (!row->first.starts_with(prefix)) break;
    found.emplace(row->first.substr(prefix.size()), Json::parse(row->second));
  }
  return found;
}

/// `world` as its operations have changed it.
std::shared_ptr<const World> with_changes(std::shared_ptr<const World> world,
                                          const StoredValues& values) {
  auto next = std::make_shared<World>(*world);
  bool is_changed = false;
  for (const Provider* provider : all_providers()) {
    std::vector<Json> rows;
    const std::string prefix = kWorldPrefix + std::string(provider->name) + '/';
    for (auto& [name, row] : values_below(prefix, values)) rows.push_back(std::move(row));
    if (rows.empty() || provider->apply_changes == nullptr) continue;
    provider->apply_changes(rows, *next);
    is_changed = true;
  }
  return is_changed ? std::shared_ptr<const World>(std::move(next)) : world;
}

Json window_row(const RateUsage::Window& window) {
  return {{"began", window.began.count()}, {"calls", window.calls}};
}

RateUsage::Window read_window(const Json& row) {
  return {std::chrono::nanoseconds(row.at("began").get<std::int64_t>()),
          row.at("calls").get<std::int64_t>()};
}

/// Clock, variants and settings.
void read_document(const Json& document, State& state) {
  read_clock(document.at("clock"), state.clock);
  state.variants = read_variants(document.at("variants"));
  const Json before = settings_document(state.settings);
  const auto faults = read_settings(document.at("settings"), state.settings);
  if (!faults.empty()) throw std::invalid_argument(faults.front().pointer);
  if (settings_document(state.settings) != before) {
    state.draws = std::make_shared<std::atomic<std::uint64_t>>(0);
  }
}

void read_world(const Json& document, const StoredValues& values, const MockSettings& start,
                State& state) {
  state.origin_name = document.at("world").get<std::string>();
  state.origin =
      state.origin_name.empty() ? start.world : open_world(state.origin_name, start.world->seed);
  state.put(with_changes(state.origin, values));
}

}  // namespace

std::string stored_text(const Json& document) {
  return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json start_document(const MockSettings& start) {
  Json faults = Json::array();
  for (const Fault& fault : start.faults) faults.push_back(to_string(fault));
  return {{"world", start.world->name},
          {"worldHash", hex(sha256(start.world->document.dump()))},
          {"seed", start.world->seed},
          {"clock", clock_row(start.clock)},
          {"variants", start.variants.chosen()},
          {"settings", settings_document(start.responses).at("settings")},
          {"faults", std::move(faults)}};
}

std::string difference_of(const Json& kept, const Json& start) {
  for (const auto& [name, value] : start.items()) {
    const Json other = kept.value(name, Json());
    if (other == value) continue;
    if (name == "worldHash") return "another content of world \"" + start.value("world", "") + "\"";
    return "another " + name + ": " + other.dump() + ", not " + value.dump();
  }
  return {};
}

Json state_document(const State& state) {
  return {{"clock", clock_document_of(state.clock)},
          {"variants", state.variants.chosen()},
          {"settings", settings_document(state.settings)},
          {"world", state.origin_name}};
}

void read_state(const Json& document, const StoredValues& values, const MockSettings& start,
                State& state) {
  read_document(document, state);
  read_world(document, values, start, state);
  state.faults = FaultQueue::restore(values_below(kFaultPrefix, values));
}

void read_changes(const ValueChanges& values, const MockSettings& start, State& state) {
  const auto& [changed, all, is_whole, forgets_counts] = values;
  const Json document = Json::parse(all.at("state"));
  const bool has_document = is_whole || changed.contains("state");
  if (has_document) read_document(document, state);
  if (is_whole || state.origin_name != document.at("world")) {
    read_world(document, all, start, state);
  } else if (auto world = with_changes(state.world, changed);
             has_document || world != state.world) {
    state.put(std::move(world));
  }
  const auto fault = changed.lower_bound(kFaultPrefix);
  const bool has_faults = fault != changed.end() && fault->first.starts_with(kFaultPrefix);
  if (is_whole || forgets_counts || has_faults) {
    state.faults = FaultQueue::restore(values_below(kFaultPrefix, all));
  }
}

StoreChange first_change(const MockSettings& start, const State& state) {
  StoreChange change;
  change.erased.emplace_back("");
  change.values["start"] = stored_text(start_document(start));
  change.values["state"] = stored_text(state_document(state));
  return change;
}

StoreChange change_between(const State& now, const State& next) {
  StoreChange change;
  const bool is_the_same_document =
      now.clock == next.clock && now.origin_name == next.origin_name &&
      now.variants.chosen() == next.variants.chosen() &&
      settings_document(now.settings) == settings_document(next.settings);
  if (!is_the_same_document) change.values["state"] = stored_text(state_document(next));
  const bool is_another = now.origin != next.origin;
  if (is_another) change.erased.emplace_back(kWorldPrefix);
  if (now.world != next.world) {
    add_world_changes(is_another ? *next.origin : *now.world, *next.world, change.values);
  }
  if (!now.faults.is_the_same_as(next.faults)) add_faults(next.faults, false, change);
  return change;
}

void add_world_changes(const World& before, const World& now, StoredValues& values) {
  for (const Provider* provider : all_providers()) {
    if (provider->visit_changes == nullptr) continue;
    if (before.parts.find(provider->name)->second == now.parts.find(provider->name)->second) {
      continue;
    }
    const std::string prefix = kWorldPrefix + std::string(provider->name) + '/';
    provider->visit_changes(before, now, [&](const std::string& name, const Json& row) {
      values[prefix + name] = stored_text(row);
    });
  }
}

void add_faults(const FaultQueue& faults, bool everything, StoreChange& change) {
  const FaultQueue::Changes changes = faults.take_changes(everything);
  for (const std::string& prefix : changes.erased) {
    change.erased.push_back(std::string(kFaultPrefix) + prefix);
  }
  for (const auto& [name, value] : changes.values) {
    change.values[std::string(kFaultPrefix) + name] = stored_text(value);
  }
}

void add_limits(const RateLimiter::Usages& usages, StoredValues& values) {
  for (const auto& [key, usage] : usages) {
    const Json row = {{"minute", window_row(usage.minute)},
                      {"day", window_row(usage.day)},
                      {"fullAt", usage.full_at.count()}};
    values[std::string(kLimitPrefix) + key] = stored_text(row);
  }
}

RateLimiter::Usages read_limits(const StoredValues& values) {
  RateLimiter::Usages usages;
  for (const auto& [key, row] : values_below(kLimitPrefix, values)) {
    usages[key] = {read_window(row.at("minute")), read_window(row.at("day")),
                   std::chrono::nanoseconds(row.at("fullAt").get<std::int64_t>())};
  }
  return usages;
}

}  // namespace mockmeter
