#include "server/control/faults/queue.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <set>

#include "server/control/faults/fault.h"
#include "server/control/faults/queue_record.h"
#include "server/metering/hash.h"

namespace mockmeter {
namespace {

constexpr std::array<std::string_view, 4> kOriginNames{"start", "admin", "prefer", "credential"};

/// The name of the credential that the request carries; empty when it is none of the world's.
std::string credential_of(const OperationRequest& call) {
  try {
    call.provider.authenticate(call);
    return call.principal.credential;
  } catch (const ApiError&) {
    return {};
  }
}

std::optional<Fault> parsed(const std::optional<std::string>& text) {
  return text ? std::optional(parse_fault(*text)) : std::nullopt;
}

}  // namespace

std::string_view to_string(FaultOrigin origin) {
  return kOriginNames.at(static_cast<std::size_t>(origin));
}

FaultOrigin fault_origin_of(std::string_view name) {
  const auto found = std::ranges::find(kOriginNames, name);
  return static_cast<FaultOrigin>(found - kOriginNames.begin());
}

struct FaultQueue::Visit {
  const OperationRequest& call;
  Record& record;
  std::string credential;
  RequestFaults faults{};

  bool is_in_scope(const Fault& fault) const {
    return (fault.op.empty() || fault.op == call.operation.id) &&
           (fault.key.empty() || fault.key == credential);
  }
  bool can_show(const Fault& fault) const {
    return can_act(*fault.kind, call.operation, call.request);
  }
  bool meets(const Fault& fault, FaultOrigin origin, std::uint64_t id, Counter& counter);
  bool meets_own(FaultOrigin origin, const std::optional<Fault>& fault, std::string_view requester);
};

/// Whether the search ends with this fault.
bool FaultQueue::Visit::meets(const Fault& fault, FaultOrigin origin, std::uint64_t id,
                              Counter& counter) {
  if (!counter.is_live(fault) || !is_in_scope(fault) || !can_show(fault)) return false;
  faults.is_stateful = true;
  const std::string text = to_string(fault);
  if (!counter.fires(fault, hash_text(mix(call.world.seed, id), text), credential)) return false;
  const std::uint64_t number =
      record.add({text, origin, std::string(call.operation.id), credential, call.now});
  faults.fired.push_back({fault, origin, number});
  return !fault.kind->continues;
}

bool FaultQueue::Visit::meets_own(FaultOrigin origin, const std::optional<Fault>& fault,
                                  std::string_view requester) {
  if (!fault) return false;
  faults.is_stateful = true;
  if (is_in_scope(*fault) && !can_show(*fault)) faults.inapplicable = to_string(*fault);
  return meets(*fault, origin, 0, record.own_counter(origin, requester, to_string(*fault)));
}

FaultQueue::FaultQueue(const std::vector<Fault>& at_start) : record_(std::make_shared<Record>()) {
  append(at_start, FaultOrigin::kStart);
}

FaultQueue FaultQueue::with(const std::vector<Fault>& added) const {
  FaultQueue longer = *this;
  longer.append(added, FaultOrigin::kAdmin);
  return longer;
}

void FaultQueue::append(const std::vector<Fault>& faults, FaultOrigin origin) {
  const std::scoped_lock lock(record_->mutex);
  for (const Fault& fault : faults) {
    rules_.push_back(std::make_shared<Rule>(Rule{fault, origin, record_->next_id++}));
  }
  record_->has_changed_rules = true;
}

RequestFaults FaultQueue::select_for(const OperationRequest& call,
                                     const RequestedFaults& requested) const {
  if (rules_.empty() && !requested) return {};
  const auto preferred = parsed(requested.preference);  // both, before anything is counted
  const auto suffixed = parsed(requested.suffix);
  Visit visit{call, *record_, credential_of(call)};
  const std::scoped_lock lock(record_->mutex);
  if (visit.meets_own(FaultOrigin::kPreference, preferred, requested.requester) ||
      visit.meets_own(FaultOrigin::kCredential, suffixed, requested.requester)) {
    return std::move(visit.faults);
  }
  record_->has_changed_rules = record_->has_changed_rules || !rules_.empty();
  for (const auto& rule : rules_) {
    if (visit.meets(rule->fault, rule->origin, rule->id, rule->counter)) break;
  }
  return std::move(visit.faults);
}

void FaultQueue::found_nothing(std::uint64_t number) const {
  const std::scoped_lock lock(record_->mutex);
  auto& fired = record_->fired;
  const std::uint64_t since = record_->total - number;
  if (since >= fired.size()) return;
  fired[fired.size() - 1 - since].acted = false;
  record_->changed_places.insert((number - 1) % kFiringsKept);
}

Json FaultQueue::document() const {
  const std::scoped_lock lock(record_->mutex);
  Json faults = Json::array();
  std::set<std::string_view> broken;
  for (const auto& rule : rules_) {
    const auto& [fault, origin, id, counter] = *rule;
    Json row = {{"fault", to_string(fault)},
                {"from", to_string(origin)},
                {"seen", counter.seen},
                {"fired", counter.fired},
                {"left", fault.times ? Json(*fault.times - counter.fired) : Json()}};
    const auto ids = broken_requirements(*fault.kind, fault.op);
    if (!ids.empty()) row["breaks"] = ids;
    if (counter.is_live(fault)) broken.insert(ids.begin(), ids.end());
    faults.push_back(std::move(row));
  }
  Json fired = Json::array();
  std::uint64_t number = record_->total - record_->fired.size();
  for (const Record::Firing& firing : record_->fired) {
    fired.push_back({{"number", ++number},
                     {"fault", firing.fault},
                     {"from", to_string(firing.origin)},
                     {"operation", firing.operation},
                     {"credential", firing.credential.empty() ? Json() : Json(firing.credential)},
                     {"at", format_rfc3339(firing.at)},
                     {"acted", firing.acted}});
  }
  return {{"faults", faults}, {"fired", fired}, {"firedTotal", record_->total}, {"breaks", broken}};
}

}  // namespace mockmeter
