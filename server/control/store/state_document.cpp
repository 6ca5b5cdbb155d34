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

Clock read_clock(const Json& row, Monotonic monotonic) {
  const Clock::Past past{read_time(row.at("setAt")), read_time(row.at("madeAt")),
                         std::chrono::nanoseconds(row.at("advanced").get<std::int64_t>())};
  return Clock(read_clock_row(row), past, monotonic);
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
  state.clock = read_clock(document.at("clock"), start.monotonic);
  state.variants = read_variants(document.at("variants"));
  const auto faults = read_settings(document.at("settings"), state.settings);
  if (!faults.empty()) throw std::invalid_argument(faults.front().pointer);
  state.origin_name = document.at("world").get<std::string>();
  if (!state.origin_name.empty()) state.origin = open_world(state.origin_name, start.world->seed);
  state.put(with_changes(state.origin, values));
  state.faults = FaultQueue::restore(values_below(kFaultPrefix, values));
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
