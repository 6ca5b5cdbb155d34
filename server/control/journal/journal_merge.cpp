#include <mutex>
#include <set>
#include <vector>

#include "server/control/journal/journal.h"

// What a journal takes over of others that write it, too.
namespace mockmeter {

void Journal::merge(const JournalNews& news) {
  const std::scoped_lock lock(mutex_);
  if (news.is_another) entries_.clear();
  const std::set<std::uint64_t> removed(news.removed.begin(), news.removed.end());
  const auto is_gone = [&](const JournalEntry& entry) {
    return entry.number <= news.cleared_until || removed.contains(entry.number);
  };
  const std::size_t gone = std::erase_if(entries_, is_gone);
  for (const JournalEntry& entry : news.added) {
    if (!is_gone(entry)) entries_.push_back(entry);
  }
  bytes_ = 0;
  for (const JournalEntry& entry : entries_) bytes_ += entry.record->memory();
  while (entries_.size() > settings_.entries || bytes_ > settings_.bytes) drop_oldest();
  answered_.clear();
  for (const OutcomeCount& count : news.counts) answered_[count.outcome] = count.answered;
  last_number_.store(news.last_number, std::memory_order_relaxed);
  count_dropped();
  if (gone > 0 || news.is_another) removals_.fetch_add(1, std::memory_order_relaxed);
}

/// What was answered and is not kept.
void Journal::count_dropped() {
  dropped_ = answered_;
  for (const JournalEntry& entry : entries_) {
    --dropped_[{entry.record->operation, entry.record->status}];
  }
  std::erase_if(dropped_, [](const auto& count) { return count.second == 0; });
  const std::uint64_t before_kept = entries_.empty() ? last_number() : entries_.front().number - 1;
  last_dropped_ = dropped_.empty() ? 0 : before_kept;
}

}  // namespace mockmeter
