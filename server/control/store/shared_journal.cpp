#include "server/control/store/shared_journal.h"

#include <spdlog/spdlog.h>

#include <cstdlib>
#include <exception>
#include <iterator>
#include <map>
#include <unordered_map>
#include <utility>

#include "server/control/catalog.h"
#include "server/control/store/record_text.h"
#include "server/metering/json_text.h"

namespace mockmeter {
namespace {

// Choice: a script must not hold Redis up for long.
constexpr std::size_t kMaxBatch = 1000;
constexpr std::chrono::milliseconds kJournalRetry{100};
constexpr std::string_view kNoOperation = "-";

std::string outcome_text(const JournalEntry& entry) {
  const Operation* const operation = entry.record->operation;
  return std::string(operation == nullptr ? kNoOperation : operation->id) + ' ' +
         std::to_string(entry.record->status);
}

OutcomeCount read_outcome(const std::string& text, std::int64_t answered) {
  const std::size_t space = text.find(' ');
  return {{find_operation(text.substr(0, space)), std::atoi(text.c_str() + space + 1)},
          static_cast<std::uint64_t>(answered)};
}

/// {"records":[...],"entries":[[record, when, elapsed, advanced],...]}: what was answered with the
/// same response shares its record.
std::string batch_text(const std::vector<JournalEntry>& batch) {
  std::unordered_map<const ExchangeRecord*, std::size_t> places;
  std::string records;
  std::string entries;
  for (const JournalEntry& entry : batch) {
    const auto [place, is_new] = places.emplace(entry.record.get(), places.size());
    if (is_new) {
      if (!records.empty()) records += ',';
      append_record(records, *entry.record);
    }
    entries += entries.empty() ? "[" : ",[";
    append_int(entries, place->second);
    for (const auto time : {entry.when.time_since_epoch(), entry.elapsed, entry.advanced}) {
      entries += ',';
      append_int(entries, time.count());
    }
    entries += ']';
  }
  return "{\"records\":[" + records + "],\"entries\":[" + entries + "]}";
}

/// Appends the entries of a batch, whose first one has this number.
void read_batch(std::uint64_t first, const std::string& text, std::vector<JournalEntry>& entries) {
  const Json batch = Json::parse(text);
  std::vector<std::shared_ptr<const ExchangeRecord>> records;
  for (const Json& row : batch.at("records")) records.push_back(read_record(row));
  for (const Json& row : batch.at("entries")) {
    const auto time = [&](std::size_t i) {
      return std::chrono::nanoseconds(row.at(i).get<std::int64_t>());
    };
    entries.push_back(
        {first++, Instant(time(1)), time(2), time(3), records.at(row.at(0).get<std::size_t>())});
  }
}

}  // namespace

SharedJournal::SharedJournal(std::shared_ptr<RedisDatabase> database, Journal& journal,
                             std::size_t kept, std::string replica)
    : database_(std::move(database)), journal_(journal), kept_(kept), replica_(std::move(replica)) {
  journal_.share({[this](JournalEntry entry) { add(std::move(entry)); }, [this] { refresh(); },
                  [this](const std::vector<JournalEntry>& removed) {
                    std::map<std::uint64_t, std::string> outcomes;
                    for (const JournalEntry& entry : removed) {
                      outcomes.emplace(entry.number, outcome_text(entry));
                    }
                    database_->remove_entries(outcomes);
                  },
                  [this] { database_->clear_journal(); }});
  refresh();
  thread_ = std::thread([this] { run(); });
}

SharedJournal::~SharedJournal() {
  {
    const std::scoped_lock lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void SharedJournal::watch(std::function<void()> moved) {
  const std::scoped_lock lock(watch_mutex_);
  moved_ = std::move(moved);
}

void SharedJournal::tell() {
  const std::scoped_lock lock(watch_mutex_);
  if (moved_) moved_();
}

void SharedJournal::add(JournalEntry entry) {
  bool was_empty = false;
  {
    const std::scoped_lock lock(mutex_);
    was_empty = waiting_.empty();
    waiting_.push_back(std::move(entry));
    added_.fetch_add(1, std::memory_order_release);
  }
  if (was_empty) changed_.notify_one();
}

void SharedJournal::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return is_stopping_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    std::vector<JournalEntry> batch;
    if (waiting_.size() <= kMaxBatch) {
      batch.swap(waiting_);
    } else {
      const auto end = waiting_.begin() + kMaxBatch;
      batch.assign(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
      waiting_.erase(waiting_.begin(), end);
    }
    lock.unlock();
    write(batch);
    tell();
    lock.lock();
  }
}

/// Returns when the batch is written, or when it cannot be and the program ends.
void SharedJournal::write(std::vector<JournalEntry>& batch) {
  RedisDatabase::Batch written{replica_, written_.load(), batch.size(), batch_text(batch), {},
                               kept_};
  for (const JournalEntry& entry : batch) ++written.outcomes[outcome_text(entry)];
  for (;;) {
    try {
      std::uint64_t number = database_->append(written);
      for (JournalEntry& entry : batch) {
        entry.number = number++;
        journal_.append_to_file(entry);
      }
      written_.fetch_add(batch.size(), std::memory_order_release);
      is_failing_ = false;
      return;
    } catch (const StoreError& error) {
      if (!is_failing_.exchange(true)) spdlog::error("{}; the journal waits", error.what());
      tell();
    }
    std::unique_lock lock(mutex_);
    if (changed_.wait_for(lock, kJournalRetry, [this] { return is_stopping_; })) return;
  }
}

void SharedJournal::refresh() {
  const std::scoped_lock lock(refresh_mutex_);
  RedisDatabase::JournalRows kept = database_->read_journal(last_batch_, removals_);
  JournalNews news;
  news.is_another = kept.last_number < journal_.last_number();  // Redis has lost what it had
  if (news.is_another) kept = database_->read_journal(0, {});
  if (!news.is_another && kept.batches.empty() && kept.removals == removals_) return;
  news.last_number = kept.last_number;
  news.cleared_until = kept.cleared_until;
  news.removed = std::move(kept.removed);
  for (const auto& [outcome, answered] : kept.answered) {
    news.counts.push_back(read_outcome(outcome, answered));
  }
  try {
    for (const auto& [first, text] : kept.batches) read_batch(first, text, news.added);
  } catch (const std::exception& error) {
    throw StoreError("store " + database_->name() + " is damaged: " + error.what());
  }
  if (news.is_another) last_batch_ = 0;
  if (!kept.batches.empty()) last_batch_ = kept.batches.rbegin()->first;
  removals_ = kept.removals;
  journal_.merge(news);
}

}  // namespace mockmeter
