#include "server/control/journal/newest_requests.h"

#include <algorithm>

namespace mockmeter {
namespace {

bool will_do(const NewestRequests::List& list, std::uint64_t newest, std::uint64_t after) {
  const bool fits = list.is_full ? list.first > after : list.first == after + 1;
  return fits && newest - list.last <= list.last - after;
}

}  // namespace

std::shared_ptr<const NewestRequests::List> NewestRequests::list(
    const Journal& journal, Key key, std::uint64_t after,
    const std::function<std::string(const std::vector<JournalEntry>&)>& write) {
  {
    const std::scoped_lock lock(mutex_);
    if (list_ && key == key_ && will_do(*list_, journal.last_number(), after)) return list_;
  }
  const Journal::Tail tail = journal.tail({after, key.before}, key.limit);
  const std::uint64_t first = tail.entries.empty() ? std::min(key.before, tail.last_number + 1)
                                                   : tail.entries.front().number;
  auto made = std::make_shared<const List>(
      List{first, tail.last_number, tail.entries.size() == key.limit, write(tail.entries)});
  const std::scoped_lock lock(mutex_);
  key_ = key;
  list_ = made;
  return made;
}

}  // namespace mockmeter
