#include "server/control/store/redis_database.h"

#include <utility>
#include <vector>

#include "base/text/numbers.h"
#include "server/control/store/redis_scripts.h"
#include "server/metering/hash.h"

namespace mockmeter {
namespace {

constexpr std::string_view kDatabaseSchema = "1";
constexpr std::string_view kChannel = "mockmeter:news";

void add_lists(std::vector<std::string>& arguments, const StoreChange& change) {
  arguments.push_back(std::to_string(change.erased.size()));
  arguments.insert(arguments.end(), change.erased.begin(), change.erased.end());
  arguments.push_back(std::to_string(change.values.size()));
  for (const auto& [name, value] : change.values) {
    arguments.push_back(name);
    arguments.push_back(value);
  }
}

}  // namespace

/// Does something with a connection, alone.
template <typename Work>
auto RedisDatabase::use(Line& line, const char* what, Work work) {
  const std::scoped_lock lock(line.mutex);
  try {
    return work(line.connection);
  } catch (const RedisError& error) {
    throw StoreError("store " + name_ + " cannot be " + what + ": " + error.what());
  }
}

RedisDatabase::RedisDatabase(const RedisAddress& address)
    : name_(address.name()),
      values_(address),
      places_(address),
      news_(address),
      batches_(address),
      journal_(address) {
  use(values_, "used", [](RedisConnection& redis) {
    const RedisReply schema = redis.ask({"GET", "mockmeter:schema"});
    if (schema.is_null() || schema.text() == kDatabaseSchema) return;
    throw RedisError("it was written by another version of mockmeter: its schema is " +
                     std::string(schema.text()) + ", and this one reads " +
                     std::string(kDatabaseSchema) + "; choose another database");
  });
}

RedisDatabase::News RedisDatabase::read(const Version& known) {
  return use(values_, "read", [&](RedisConnection& redis) {
    const RedisReply reply = redis.run(kRead, {known.epoch, std::to_string(known.number)});
    News news{{std::string(reply[0].text()), static_cast<std::uint64_t>(reply[1].number())},
              reply[2].number() == 1,
              {}};
    const RedisValue rows = reply[3];
    for (std::size_t i = 0; i + 1 < rows.size(); i += 2) {
      news.values.emplace(rows[i].text(), rows[i + 1].text());
    }
    return news;
  });
}

std::optional<RedisDatabase::Version> RedisDatabase::write(const Version& known,
                                                           const StoreChange& change,
                                                           Audience audience) {
  Version next{known.epoch.empty() ? random_digits() : known.epoch, 0};
  std::vector<std::string> arguments{known.epoch, std::to_string(known.number), next.epoch,
                                     std::string(kDatabaseSchema),
                                     audience == Audience::kAll ? "1" : "0"};
  add_lists(arguments, change);
  const RedisConnection::Command command(arguments.begin(), arguments.end());
  next.number = use(values_, "written", [&](RedisConnection& redis) {
    return static_cast<std::uint64_t>(redis.run(kWrite, command).number());
  });
  return next.number == 0 ? std::nullopt : std::optional(next);
}

RedisDatabase::Place RedisDatabase::renew(const std::string& replica, const Version& applied,
                                          std::chrono::milliseconds time) {
  return use(places_, "reached", [&](RedisConnection& redis) {
    const RedisReply reply = redis.run(
        kRenew,
        {replica, applied.epoch, std::to_string(applied.number), std::to_string(time.count())});
    return Place{{std::string(reply[0].text()), static_cast<std::uint64_t>(reply[1].number())},
                 static_cast<std::uint64_t>(reply[2].number())};
  });
}

std::uint64_t RedisDatabase::append(const Batch& batch) {
  std::vector<std::string> arguments{batch.replica, std::to_string(batch.which),
                                     std::to_string(batch.entries), batch.text,
                                     std::to_string(batch.kept)};
  for (const auto& [outcome, count] : batch.outcomes) {
    arguments.push_back(outcome);
    arguments.push_back(std::to_string(count));
  }
  const RedisConnection::Command command(arguments.begin(), arguments.end());
  return use(batches_, "written", [&](RedisConnection& redis) {
    return static_cast<std::uint64_t>(redis.run(kAppend, command).number());
  });
}

RedisDatabase::JournalRows RedisDatabase::read_journal(std::uint64_t last_batch,
                                                       const std::string& removals) {
  return use(journal_, "read", [&](RedisConnection& redis) {
    const RedisReply reply = redis.run(kReadJournal, {std::to_string(last_batch), removals});
    JournalRows rows{static_cast<std::uint64_t>(reply[0].number()),
                     static_cast<std::uint64_t>(reply[1].number()),
                     std::string(reply[2].text()),
                     {},
                     {},
                     {}};
    for (std::size_t i = 0; i < reply[3].size(); ++i) {
      rows.removed.push_back(static_cast<std::uint64_t>(reply[3][i].number()));
    }
    for (std::size_t i = 0; i + 1 < reply[4].size(); i += 2) {
      rows.answered.emplace(reply[4][i].text(), reply[4][i + 1].number());
    }
    for (std::size_t i = 0; i < reply[5].size(); ++i) {
      const std::string_view id = reply[5][i][0].text();
      rows.batches.emplace(whole_number<std::uint64_t>(id.substr(0, id.find('-'))).value_or(0),
                           reply[5][i][1][1].text());
    }
    return rows;
  });
}

void RedisDatabase::remove_entries(const std::map<std::uint64_t, std::string>& outcomes) {
  std::vector<std::string> arguments;
  for (const auto& [number, outcome] : outcomes) {
    arguments.push_back(std::to_string(number));
    arguments.push_back(outcome);
  }
  const RedisConnection::Command command(arguments.begin(), arguments.end());
  use(journal_, "written", [&](RedisConnection& redis) { redis.run(kRemove, command); });
}

void RedisDatabase::clear_journal() {
  use(journal_, "written", [](RedisConnection& redis) { redis.run(kClear, {}); });
}

void RedisDatabase::leave(const std::string& replica) {
  use(places_, "reached", [&](RedisConnection& redis) { redis.run(kLeave, {replica}); });
}

bool RedisDatabase::all_have(const Version& version, const std::string& but) {
  return use(values_, "reached", [&](RedisConnection& redis) {
    return redis.run(kAllHave, {version.epoch, std::to_string(version.number), but}).number() == 1;
  });
}

bool RedisDatabase::wait_for_news(std::chrono::milliseconds time) {
  return use(news_, "reached", [&](RedisConnection& redis) {
    if (!redis.is_open()) redis.ask({"SUBSCRIBE", kChannel});
    return redis.wait_for_message(time);
  });
}

std::uint64_t RedisDatabase::count_replica() {
  return use(values_, "written", [](RedisConnection& redis) {
    return static_cast<std::uint64_t>(redis.ask({"INCR", "mockmeter:serials"}).number());
  });
}

bool RedisDatabase::exchange(const std::string& key, std::string& seen, const std::string& next) {
  return use(values_, "written", [&](RedisConnection& redis) {
    const RedisReply reply = redis.run(kExchange, {key, seen, next});
    if (!reply.is_null()) seen = reply.text();
    return reply.is_null();
  });
}

}  // namespace mockmeter
