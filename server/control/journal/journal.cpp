#include "server/control/journal/journal.h"

#include <algorithm>
#include <utility>

#include "server/control/journal/wiremock_json.h"

namespace mockmeter {
namespace {

void add_to(OutcomeCounts& sums, const OutcomeCounts& counts) {
  for (const auto& [outcome, count] : counts) sums[outcome] += count;
}

}  // namespace

Journal::Journal(const JournalSettings& settings) : settings_(settings) {
  if (!settings.file.empty()) file_.emplace(settings.file);
}

void Journal::add(std::shared_ptr<const ExchangeRecord> record, Instant when,
                  std::chrono::nanoseconds advanced, std::chrono::nanoseconds latency) {
  JournalEntry entry{0, when, stopwatch_.elapsed(), advanced, std::move(record)};
  {
    const std::scoped_lock lock(mutex_);
    entry.number = last_number() + 1;
    last_number_.store(entry.number, std::memory_order_relaxed);
    ++answered_[{entry.record->operation, entry.record->status}];
    if (entry.record->operation != nullptr) latencies_[entry.record->operation].add(latency);
    bytes_ += entry.record->memory();
    entries_.push_back(entry);
    while (entries_.size() > settings_.entries || bytes_ > settings_.bytes) drop_oldest();
  }
  if (file_) file_->append(journal_line(entry, settings_.scheme));
}

void Journal::drop_oldest() {
  const JournalEntry& oldest = entries_.front();
  ++dropped_[{oldest.record->operation, oldest.record->status}];
  ++dropped_ever_;
  last_dropped_ = oldest.number;
  bytes_ -= oldest.record->memory();
  entries_.pop_front();
}

Journal::Snapshot Journal::snapshot() const {
  const std::scoped_lock lock(mutex_);
  return {{entries_.begin(), entries_.end()}, answered_, dropped_, last_number(), last_dropped_};
}

Journal::Tail Journal::tail(Range range, std::size_t limit) const {
  const std::scoped_lock lock(mutex_);
  const auto first = std::ranges::upper_bound(entries_, range.after, {}, &JournalEntry::number);
  const auto end =
      std::max(first, std::ranges::lower_bound(entries_, range.before, {}, &JournalEntry::number));
  const auto found = static_cast<std::size_t>(end - first);
  const std::size_t omitted = found - std::min(found, limit);
  return {{first + static_cast<std::ptrdiff_t>(omitted), end},
          omitted,
          last_number(),
          entries_.empty() ? 0 : entries_.front().number};
}

Journal::Totals Journal::totals() const {
  const std::scoped_lock lock(mutex_);
  Totals totals{answered_, latencies_, dropped_ever_, entries_.size(), bytes_};
  add_to(totals.answered, forgotten_);
  return totals;
}

void Journal::remove(const std::vector<std::uint64_t>& numbers) {
  const std::scoped_lock lock(mutex_);
  removals_.fetch_add(1, std::memory_order_relaxed);
  std::erase_if(entries_, [&](const JournalEntry& entry) {
    if (!std::ranges::binary_search(numbers, entry.number)) return false;
    const OperationStatus outcome{entry.record->operation, entry.record->status};
    --answered_[outcome];
    ++forgotten_[outcome];
    bytes_ -= entry.record->memory();
    return true;
  });
}

void Journal::clear() {
  const std::scoped_lock lock(mutex_);
  removals_.fetch_add(1, std::memory_order_relaxed);
  entries_.clear();
  bytes_ = 0;
  add_to(forgotten_, answered_);
  answered_.clear();
  dropped_.clear();
  last_dropped_ = 0;
}

}  // namespace mockmeter
