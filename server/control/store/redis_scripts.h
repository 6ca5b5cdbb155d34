#pragma once

#include <string_view>

// What runs in Redis; for redis_database.cpp alone.
namespace mockmeter {

// The keys behind "mockmeter:":
//   schema                version of all this
//   epoch, version        of the values; `erased` and `published`: the last version that erased
//                         something, and that all had to know
//   values, changed       a hash, and by name the version in which each was written
//   usage                 a hash: what is used up of each rate limit
//   journal               a stream of batches; the id of one is the number of its first entry
//   last                  the newest entry that there ever was; `floor`: the newest that was
//   cleared answered              how often an exchange ended so: "OPERATION STATUS", without
//   removed ones removed, removals     the numbers of entries that were taken out; how often that
//   was done batches               by replica its last batch, so that none is written twice
//   replicas, replica:ID  who is there; the version that it has, for as long as it has its place

/// Arguments: epoch and number that are known.
inline constexpr std::string_view kRead = R"(
local p = 'mockmeter:'
local epoch = redis.call('GET', p .. 'epoch') or ''
local number = redis.call('GET', p .. 'version') or '0'
local erased = tonumber(redis.call('GET', p .. 'erased') or '0')
if epoch ~= ARGV[1] or erased > tonumber(ARGV[2]) then
  return {epoch, number, 1, redis.call('HGETALL', p .. 'values')}
end
local found = {}
for _, name in ipairs(redis.call('ZRANGEBYSCORE', p .. 'changed', '(' .. ARGV[2], '+inf')) do
  found[#found + 1] = name
  found[#found + 1] = redis.call('HGET', p .. 'values', name)
end
return {epoch, number, 0, found}
)";

/// Arguments: epoch and number that are known, an epoch for a new database, the schema, whether all
/// have to know; then lists, each with its length before it: erased prefixes; names and values.
inline constexpr std::string_view kWrite = R"(
local p = 'mockmeter:'
if (redis.call('GET', p .. 'epoch') or '') ~= ARGV[1] or
   (redis.call('GET', p .. 'version') or '0') ~= ARGV[2] then
  return 0
end
local number = tonumber(ARGV[2]) + 1
if ARGV[1] == '' then
  redis.call('SET', p .. 'epoch', ARGV[3])
  redis.call('SET', p .. 'schema', ARGV[4])
end
redis.call('SET', p .. 'version', number)
local at = 5
local function take()
  at = at + 1
  return ARGV[at]
end
for _ = 1, tonumber(take()) do
  local prefix = take()
  if prefix == '' then redis.call('DEL', p .. 'usage') end
  for _, name in ipairs(redis.call('HKEYS', p .. 'values')) do
    if string.sub(name, 1, #prefix) == prefix then
      redis.call('HDEL', p .. 'values', name)
      redis.call('ZREM', p .. 'changed', name)
    end
  end
  redis.call('SET', p .. 'erased', number)
end
for _ = 1, tonumber(take()) do
  local name = take()
  redis.call('HSET', p .. 'values', name, take())
  redis.call('ZADD', p .. 'changed', number, name)
end
if ARGV[5] == '1' then
  redis.call('SET', p .. 'published', number)
  redis.call('PUBLISH', p .. 'news', number)
end
return number
)";

/// Arguments: replica, the epoch and the number that it has, milliseconds.
inline constexpr std::string_view kRenew = R"(
local p = 'mockmeter:'
redis.call('SET', p .. 'replica:' .. ARGV[1], ARGV[2] .. ' ' .. ARGV[3], 'PX', ARGV[4])
redis.call('SADD', p .. 'replicas', ARGV[1])
return {redis.call('GET', p .. 'epoch') or '', redis.call('GET', p .. 'published') or '0',
        redis.call('GET', p .. 'version') or '0'}
)";

/// Arguments: replica.
inline constexpr std::string_view kLeave = R"(
redis.call('DEL', 'mockmeter:replica:' .. ARGV[1])
return redis.call('SREM', 'mockmeter:replicas', ARGV[1])
)";

/// Arguments: epoch, number, the replica that does not matter.
inline constexpr std::string_view kAllHave = R"(
local p = 'mockmeter:'
for _, replica in ipairs(redis.call('SMEMBERS', p .. 'replicas')) do
  local has = redis.call('GET', p .. 'replica:' .. replica)
  if not has then
    redis.call('SREM', p .. 'replicas', replica)
  elseif replica ~= ARGV[3] then
    local epoch, number = string.match(has, '(%w*) (%d+)')
    if epoch ~= ARGV[1] or tonumber(number) < tonumber(ARGV[2]) then return 0 end
  end
end
return 1
)";

/// Arguments: key, what was seen, what comes in its place. Null when it was that.
inline constexpr std::string_view kExchange = R"(
local kept = redis.call('HGET', 'mockmeter:usage', ARGV[1]) or ''
if kept ~= ARGV[2] then return kept end
if ARGV[2] ~= ARGV[3] then redis.call('HSET', 'mockmeter:usage', ARGV[1], ARGV[3]) end
return false
)";

/// Arguments: replica, which of its batches, how many entries, the batch, how many are kept; then
/// outcomes and how often they came. The number of the first entry.
inline constexpr std::string_view kAppend = R"(
local p = 'mockmeter:'
local seen = redis.call('HGET', p .. 'batches', ARGV[1])
if seen then
  local which, first = string.match(seen, '(%d+) (%d+)')
  if which == ARGV[2] then return tonumber(first) end
end
local last = redis.call('INCRBY', p .. 'last', ARGV[3])
local first = last - tonumber(ARGV[3]) + 1
redis.call('XADD', p .. 'journal', first .. '-0', 'batch', ARGV[4])
redis.call('HSET', p .. 'batches', ARGV[1], ARGV[2] .. ' ' .. first)
for i = 6, #ARGV, 2 do redis.call('HINCRBY', p .. 'answered', ARGV[i], ARGV[i + 1]) end
-- Now and then: a batch goes when none of its entries is kept.
if math.floor(last / 256) ~= math.floor((first - 1) / 256) then
  local oldest = last - tonumber(ARGV[5]) + 1
  local holds = oldest > 0 and redis.call('XREVRANGE', p .. 'journal', oldest, '-', 'COUNT', 1)
  if holds and holds[1] then redis.call('XTRIM', p .. 'journal', 'MINID', holds[1][1]) end
end
return first
)";

/// Arguments: the first number of the last batch that is known, the removals that are.
inline constexpr std::string_view kReadJournal = R"(
local p = 'mockmeter:'
local removals = redis.call('GET', p .. 'removals') or '0'
local removed = {}
if removals ~= ARGV[2] then removed = redis.call('SMEMBERS', p .. 'removed') end
return {redis.call('GET', p .. 'last') or '0', redis.call('GET', p .. 'floor') or '0', removals,
        removed, redis.call('HGETALL', p .. 'answered'),
        redis.call('XRANGE', p .. 'journal', '(' .. ARGV[1] .. '-0', '+')}
)";

/// Arguments: numbers and outcomes of entries.
inline constexpr std::string_view kRemove = R"(
local p = 'mockmeter:'
for i = 1, #ARGV, 2 do
  if redis.call('SADD', p .. 'removed', ARGV[i]) == 1 then
    redis.call('HINCRBY', p .. 'answered', ARGV[i + 1], -1)
  end
end
return redis.call('INCR', p .. 'removals')
)";

inline constexpr std::string_view kClear = R"(
local p = 'mockmeter:'
redis.call('SET', p .. 'floor', redis.call('GET', p .. 'last') or '0')
redis.call('DEL', p .. 'journal', p .. 'answered', p .. 'removed')
return redis.call('INCR', p .. 'removals')
)";

}  // namespace mockmeter
