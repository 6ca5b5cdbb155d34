#include "server/control/journal/journal.h"

#include <algorithm>
#include <iterator>
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
  JournalEntry entry{0, when, lived_before_ + stopwatch_.elapsed(), advanced, std::move(record)};
  if (sharing_.add) {
    {
      const std::scoped_lock lock(mutex_);
      ++forgotten_[{entry.record->operation, entry.record->status}];
      if (entry.record->operation != nullptr) latencies_[entry.record->operation].add(latency);
    }
    return sharing_.add(std::move(entry));
  }
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
  append_to_file(entry);
  if (added_) added_();
}

void Journal::append_to_file(const JournalEntry& entry) {
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
  refresh();
  Snapshot snapshot;
  {
    const std::scoped_lock lock(mutex_);
    snapshot = {
        {entries_.begin(), entries_.end()}, answered_, dropped_, last_number(), last_dropped_};
  }
  settle();
  return snapshot;
}

Journal::Tail Journal::tail(Range range, std::size_t limit) const {
  refresh();
  Tail tail = tail_now(range, limit);
  settle();
  return tail;
}

Journal::Tail Journal::tail_now(Range range, std::size_t limit) const {
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
  Totals totals{{}, latencies_, dropped_ever_, entries_.size(), bytes_};
  // Others count what they answer themselves.
  if (!sharing_.add) totals.answered = answered_;
  add_to(totals.answered, forgotten_);
  return totals;
}

void Journal::remove(const std::vector<std::uint64_t>& numbers) {
  std::unique_lock lock(mutex_);
  if (sharing_.remove) {
    std::vector<JournalEntry> found;
    std::ranges::copy_if(entries_, std::back_inserter(found), [&](const JournalEntry& entry) {
      return std::ranges::binary_search(numbers, entry.number);
    });
    lock.unlock();
    return sharing_.remove(found);
  }
  removals_.fetch_add(1, std::memory_order_relaxed);
  std::erase_if(entries_, [&](const JournalEntry& entry) {
    if (!std::ranges::binary_search(numbers, entry.number)) return false;
    const OperationStatus outcome{entry.record->operation, entry.record->status};
    --answered_[outcome];
    ++forgotten_[outcome];
    bytes_ -= entry.record->memory();
    if (added_) removed_.insert(entry.number);
    return true;
  });
}

void Journal::clear() {
  if (sharing_.clear) return sharing_.clear();
  const std::scoped_lock lock(mutex_);
  removals_.fetch_add(1, std::memory_order_relaxed);
  entries_.clear();
  bytes_ = 0;
  add_to(forgotten_, answered_);
  answered_.clear();
  dropped_.clear();
  last_dropped_ = 0;
  is_cleared_ = true;
  removed_.clear();
}

void Journal::restore(const JournalContents& contents, std::chrono::nanoseconds lived) {
  const std::scoped_lock lock(mutex_);
  lived_before_ = lived;
  last_number_.store(contents.last_number, std::memory_order_relaxed);
  last_dropped_ = contents.last_dropped;
  for (const OutcomeCount& count : contents.counts) {
    answered_[count.outcome] = count.answered;
    if (count.dropped > 0) dropped_[count.outcome] = count.dropped;
    taken_counts_[count.outcome] = count;
  }
  last_taken_ = contents.last_number;
  for (const JournalEntry& entry : contents.entries) {
    entries_.push_back(entry);
    bytes_ += entry.record->memory();
  }
  while (entries_.size() > settings_.entries || bytes_ > settings_.bytes) drop_oldest();
}

void Journal::follow(std::function<void()> added, std::function<void()> settle) {
  added_ = std::move(added);
  settle_ = std::move(settle);
}

JournalChange Journal::take_change(bool everything) {
  const std::scoped_lock lock(mutex_);
  JournalChange change;
  change.is_cleared = is_cleared_ || everything;
  if (change.is_cleared) taken_counts_.clear();
  if (everything) last_taken_ = 0;
  change.removed.assign(removed_.begin(), removed_.end());
  change.first_kept = entries_.empty() ? last_number() + 1 : entries_.front().number;
  const auto first = std::ranges::upper_bound(entries_, last_taken_, {}, &JournalEntry::number);
  change.added.assign(first, entries_.end());
  change.counts = take_counts();
  change.last_number = last_number();
  change.last_dropped = last_dropped_;
  last_taken_ = last_number();
  is_cleared_ = false;
  removed_.clear();
  return change;
}

/// Those that have changed since they were taken.
std::vector<OutcomeCount> Journal::take_counts() {
  std::vector<OutcomeCount> changed;
  for (const auto& [outcome, answered] : answered_) {
    const auto dropped = dropped_.find(outcome);
    const OutcomeCount count{outcome, answered, dropped == dropped_.end() ? 0 : dropped->second};
    OutcomeCount& taken = taken_counts_[outcome];
    if (taken == count) continue;
    taken = count;
    changed.push_back(count);
  }
  return changed;
}

}  // namespace mockmeter
