#include <mutex>
#include <utility>

#include "base/text/numbers.h"
#include "server/control/faults/fault.h"
#include "server/control/faults/queue.h"
#include "server/control/faults/queue_record.h"

// How a queue of faults is kept beyond the end of the program.
namespace mockmeter {
namespace {

constexpr const char* kRules = "rules";
constexpr std::string_view kOwn = "own/";
constexpr std::string_view kFired = "fired/";

}  // namespace

struct FaultQueue::Writer {
  static Json counter(const Counter& counter) {
    return {{"seen", counter.seen}, {"fired", counter.fired}, {"draws", counter.draws}};
  }

  static Json rule(const Rule& rule) {
    return {{"fault", to_string(rule.fault)},
            {"from", to_string(rule.origin)},
            {"id", rule.id},
            {"counts", counter(rule.counter)}};
  }

  static Json firing(std::uint64_t number, const Record::Firing& firing) {
    return {{"number", number},
            {"fault", firing.fault},
            {"from", to_string(firing.origin)},
            {"operation", firing.operation},
            {"credential", firing.credential},
            {"at", format_rfc3339(firing.at)},
            {"acted", firing.acted}};
  }

  static Json rules(const FaultQueue& queue) {
    Json all = Json::array();
    for (const auto& each : queue.rules_) all.push_back(rule(*each));
    return {{"rules", std::move(all)},
            {"total", queue.record_->total},
            {"nextId", queue.record_->next_id}};
  }

  static void add_firings(const Record& record, bool everything, Changes& changes) {
    std::uint64_t number = record.total - record.fired.size();
    for (const Record::Firing& each : record.fired) {
      const std::uint64_t place = number++ % kFiringsKept;
      if (!everything && !record.changed_places.contains(place)) continue;
      changes.values[std::string(kFired) + std::to_string(place)] = firing(number, each);
    }
  }
};

struct FaultQueue::Reader {
  static Counter counter(const Json& kept) {
    Counter counter{kept.at("seen").get<std::uint64_t>(), kept.at("fired").get<std::uint64_t>()};
    for (const auto& [caller, draws] : kept.at("draws").items()) {
      counter.draws[caller] = draws.get<std::uint64_t>();
    }
    return counter;
  }

  static Record::Firing firing(const Json& kept) {
    return {kept.at("fault").get<std::string>(),
            fault_origin_of(kept.at("from").get<std::string>()),
            kept.at("operation").get<std::string>(),
            kept.at("credential").get<std::string>(),
            parse_rfc3339(kept.at("at").get<std::string>()).value_or(kEarliest),
            kept.at("acted").get<bool>()};
  }
};

FaultQueue::Changes FaultQueue::take_changes(bool everything) const {
  const std::scoped_lock lock(record_->mutex);
  Record& record = *record_;
  everything = everything || record.is_new;
  Changes changes;
  if (everything) {
    changes.erased = {""};
  } else if (record.has_forgotten_own) {
    changes.erased.emplace_back(kOwn);
  }
  const bool has_more_rules = record.taken_rules != rules_.size();
  if (everything || has_more_rules || record.has_changed_rules || !record.changed_places.empty()) {
    changes.values[kRules] = Writer::rules(*this);
  }
  Writer::add_firings(record, everything, changes);
  if (everything) {
    for (const auto& [key, counter] : record.own) record.changed_own.insert(key);
  }
  for (const std::uint64_t key : record.changed_own) {
    changes.values[std::string(kOwn) + std::to_string(key)] = Writer::counter(record.own[key]);
  }
  record.is_new = record.has_changed_rules = record.has_forgotten_own = false;
  record.taken_rules = rules_.size();
  record.changed_own.clear();
  record.changed_places.clear();
  return changes;
}

FaultQueue FaultQueue::restore(const std::map<std::string, Json>& values) {
  FaultQueue queue;
  Record& record = *queue.record_;
  std::map<std::uint64_t, Record::Firing> fired;  // by number
  for (const auto& [name, kept] : values) {
    if (name.starts_with(kFired)) {
      fired.emplace(kept.at("number").get<std::uint64_t>(), Reader::firing(kept));
    } else if (name.starts_with(kOwn)) {
      const auto key = whole_number<std::uint64_t>(std::string_view(name).substr(kOwn.size()));
      record.own[key.value_or(0)] = Reader::counter(kept);
    }
  }
  for (auto& [number, firing] : fired) record.fired.push_back(std::move(firing));
  const Json& kept = values.at(kRules);
  for (const Json& rule : kept.at("rules")) {
    queue.rules_.push_back(std::make_shared<Rule>(
        Rule{parse_fault(rule.at("fault").get<std::string>()),
             fault_origin_of(rule.at("from").get<std::string>()),
             rule.at("id").get<std::uint64_t>(), Reader::counter(rule.at("counts"))}));
  }
  record.total = kept.at("total").get<std::uint64_t>();
  record.next_id = kept.at("nextId").get<std::uint64_t>();
  record.is_new = record.has_changed_rules = false;
  record.taken_rules = queue.rules_.size();
  return queue;
}

}  // namespace mockmeter
