#include "server/control/store/redis_store.h"

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

#include "base/text/numbers.h"
#include "server/control/catalog.h"
#include "server/control/store/record_text.h"
#include "server/control/store/redis.h"
#include "server/metering/hash.h"
#include "server/metering/json.h"
#include "server/metering/json_text.h"

namespace mockmeter {
namespace {

constexpr std::string_view kRedisSchema = "1";
constexpr std::string_view kNoOperation = "unmatched";

// The keys: schema; owner, who writes; values; journal, a stream whose ids are "NUMBER-0"; counts,
// "OPERATION STATUS" with "ANSWERED DROPPED".

/// Arguments: the owner that was seen, the new one. What the owner is now.
constexpr std::string_view kClaim = R"(
local owner = redis.call('GET', 'mockmeter:owner') or ''
if owner ~= ARGV[1] then return owner end
redis.call('SET', 'mockmeter:owner', ARGV[2])
redis.call('SET', 'mockmeter:schema', ARGV[3])
return ARGV[2]
)";

/// Arguments: the owner, then lists, each with its length before it: erased prefixes; names and
/// values; whether the journal is cleared; removed numbers; the first number that stays, or 0;
/// numbers and entries; outcomes and counts.
constexpr std::string_view kWrite = R"(
if redis.call('GET', 'mockmeter:owner') ~= ARGV[1] then
  return redis.error_reply('another mock has taken it over')
end
local at = 1
local function take()
  at = at + 1
  return ARGV[at]
end
for _ = 1, tonumber(take()) do
  local prefix = take()
  for _, name in ipairs(redis.call('HKEYS', 'mockmeter:values')) do
    if string.sub(name, 1, #prefix) == prefix then redis.call('HDEL', 'mockmeter:values', name) end
  end
end
for _ = 1, tonumber(take()) do
  local name = take()
  redis.call('HSET', 'mockmeter:values', name, take())
end
if take() == '1' then redis.call('DEL', 'mockmeter:journal', 'mockmeter:counts') end
for _ = 1, tonumber(take()) do redis.call('XDEL', 'mockmeter:journal', take() .. '-0') end
redis.call('XTRIM', 'mockmeter:journal', 'MINID', take())
for _ = 1, tonumber(take()) do
  local number = take()
  redis.call('XADD', 'mockmeter:journal', number .. '-0', 'entry', take())
end
for _ = 1, tonumber(take()) do
  local outcome = take()
  redis.call('HSET', 'mockmeter:counts', outcome, take())
end
return 1
)";

std::string entry_text(const JournalEntry& entry) {
  std::string text = "[";
  append_quoted(text, format_rfc3339(entry.when));
  text += ',';
  append_int(text, entry.elapsed.count());
  text += ',';
  append_int(text, entry.advanced.count());
  text += ',';
  append_record(text, *entry.record);
  return text += ']';
}

JournalEntry read_stream_entry(std::string_view id, std::string_view text) {
  const Json row = Json::parse(text);
  return {whole_number<std::uint64_t>(id.substr(0, id.find('-'))).value_or(0),
          parse_rfc3339(row.at(0).get<std::string>()).value_or(kEarliest),
          std::chrono::nanoseconds(row.at(1).get<std::int64_t>()),
          std::chrono::nanoseconds(row.at(2).get<std::int64_t>()), read_record(row.at(3))};
}

/// What stands before and behind the first space.
std::pair<std::string_view, std::string_view> halves(std::string_view text) {
  const std::size_t space = std::min(text.find(' '), text.size());
  return {text.substr(0, space), text.substr(std::min(space + 1, text.size()))};
}

/// The arguments of a script, which it owns.
class Arguments {
 public:
  void add(std::string text) { texts_.push_back(std::move(text)); }
  void add(std::uint64_t number) { texts_.push_back(std::to_string(number)); }
  RedisConnection::Command command() const { return {texts_.begin(), texts_.end()}; }

 private:
  std::vector<std::string> texts_;
};

Arguments arguments_of(const std::string& owner, const StoreChange& change) {
  Arguments all;
  all.add(owner);
  all.add(change.erased.size());
  for (const std::string& prefix : change.erased) all.add(prefix);
  all.add(change.values.size());
  for (const auto& [name, value] : change.values) {
    all.add(name);
    all.add(value);
  }
  const JournalChange& journal = change.journal;
  all.add(std::uint64_t{journal.is_cleared});
  all.add(journal.removed.size());
  for (const std::uint64_t number : journal.removed) all.add(number);
  all.add(journal.first_kept);
  all.add(journal.added.size());
  for (const JournalEntry& entry : journal.added) {
    all.add(entry.number);
    all.add(entry_text(entry));
  }
  all.add(journal.counts.size());
  for (const auto& [outcome, answered, dropped] : journal.counts) {
    const bool fits = outcome.operation != nullptr;
    all.add(std::string(fits ? outcome.operation->id : kNoOperation) + ' ' +
            std::to_string(outcome.status));
    all.add(std::to_string(answered) + ' ' + std::to_string(dropped));
  }
  return all;
}

OutcomeCount read_count(std::string_view outcome, std::string_view counts) {
  const auto [operation, status] = halves(outcome);
  const auto [answered, dropped] = halves(counts);
  return {{find_operation(operation), whole_number<int>(status).value_or(0)},
          whole_number<std::uint64_t>(answered).value_or(0),
          whole_number<std::uint64_t>(dropped).value_or(0)};
}

class RedisStore : public Store {
 public:
  explicit RedisStore(RedisAddress address);

  const std::string& name() const override { return name_; }
  StoredState load() override;
  void write(const StoreChange& change) override;
  void check() override;

 private:
  void claim();
  StoreError unusable(const std::string& reason) const {
    return StoreError("store " + name_ + " cannot be used: " + reason);
  }

  const std::string name_;
  const std::string token_ = random_digits();
  std::mutex mutex_;  // guards all below
  RedisConnection connection_;
  std::string owner_;  // this mock, on the connection that it has now
};

RedisStore::RedisStore(RedisAddress address)
    : name_(address.name()), connection_(std::move(address)) {
  try {
    const RedisReply schema = connection_.ask({"GET", "mockmeter:schema"});
    if (!schema.is_null() && schema.text() != kRedisSchema) {
      throw RedisError("it was written by another version of mockmeter: its schema is " +
                       std::string(schema.text()) + ", and this one reads " +
                       std::string(kRedisSchema) + "; choose another database");
    }
    claim();
  } catch (const RedisError& error) {
    throw unusable(error.what());
  }
}

/// Makes this mock the owner, unless another one is that still has its connection.
void RedisStore::claim() {
  const std::string seen(connection_.ask({"GET", "mockmeter:owner"}).text());
  const auto [token, client] = halves(seen);
  if (!seen.empty() && token != token_) {
    const RedisReply alive = connection_.ask({"CLIENT", "LIST", "ID", client});
    if (alive.text().find("name=mockmeter-" + std::string(token) + ' ') != std::string_view::npos) {
      throw RedisError("it is in use by another mock; stop that one, or give each a database");
    }
  }
  connection_.ask({"CLIENT", "SETNAME", "mockmeter-" + token_});
  const std::string id = std::to_string(connection_.ask({"CLIENT", "ID"}).number());
  owner_ = token_ + ' ' + id;
  if (connection_.run(kClaim, {seen, owner_, kRedisSchema}).text() != owner_) {
    throw RedisError("another mock has just taken it; give each a database");
  }
}

StoredState RedisStore::load() {
  const std::scoped_lock lock(mutex_);
  StoredState state;
  try {
    const RedisReply values = connection_.ask({"HGETALL", "mockmeter:values"});
    for (std::size_t i = 0; i + 1 < values.size(); i += 2) {
      state.values.emplace(values[i].text(), values[i + 1].text());
    }
    const RedisReply entries = connection_.ask({"XRANGE", "mockmeter:journal", "-", "+"});
    for (std::size_t i = 0; i < entries.size(); ++i) {
      state.journal.entries.push_back(
          read_stream_entry(entries[i][0].text(), entries[i][1][1].text()));
    }
    const RedisReply counts = connection_.ask({"HGETALL", "mockmeter:counts"});
    for (std::size_t i = 0; i + 1 < counts.size(); i += 2) {
      state.journal.counts.push_back(read_count(counts[i].text(), counts[i + 1].text()));
    }
  } catch (const RedisError& error) {
    throw StoreError("store " + name_ + " cannot be read: " + error.what());
  } catch (const Json::exception& error) {
    throw StoreError("store " + name_ + " is damaged: " + error.what() +
                     "; choose another database");
  }
  return state;
}

void RedisStore::write(const StoreChange& change) {
  const std::scoped_lock lock(mutex_);
  try {
    if (!connection_.is_open()) claim();
    connection_.run(kWrite, arguments_of(owner_, change).command());
  } catch (const RedisError& error) {
    throw StoreError("store " + name_ + " cannot be written: " + error.what());
  }
}

void RedisStore::check() {
  const std::scoped_lock lock(mutex_);
  try {
    if (!connection_.is_open()) claim();
    connection_.ask({"PING"});
  } catch (const RedisError& error) {
    throw StoreError("store " + name_ + " cannot be reached: " + error.what());
  }
}

}  // namespace

std::shared_ptr<Store> open_redis_store(const std::string& text) {
  try {
    return std::make_shared<RedisStore>(RedisAddress::parse(text));
  } catch (const RedisError& error) {
    throw StoreError(std::string("the store's address cannot be read: ") + error.what());
  }
}

}  // namespace mockmeter
