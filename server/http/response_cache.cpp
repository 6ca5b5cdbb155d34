#include "server/http/response_cache.h"

namespace mockmeter {

ResponseCache::ResponseCache(Generation generation, Limits limits)
    : generation_(std::move(generation)), limits_(limits) {}

std::string_view ResponseCache::key_of(std::string_view input) {
  constexpr std::string_view kEnd = "\r\n\r\n";
  const std::size_t end = input.find(kEnd);
  // What begins with an empty line depends on what came before it.
  const bool whole = end != std::string_view::npos && input.front() != '\r';
  return whole ? input.substr(0, end + kEnd.size()) : std::string_view();
}

const WireResponse* ResponseCache::find(std::string_view key) {
  if (!generation_ || key.empty()) return nullptr;
  if (const std::uint64_t now = generation_(); now != known_) {
    forget_all();
    known_ = now;
  }
  const auto found = responses_.find(key);
  if (found == responses_.end()) return nullptr;
  found->second.on_cache_hit();
  return &found->second;
}

void ResponseCache::keep(std::string_view key, const WireResponse& response) {
  if (!generation_ || key.empty() || !response.on_cache_hit || !seen_before(key)) return;
  const std::size_t size = key.size() + response.head.size() + response.body.size();
  if (size > limits_.entry) return;
  if (bytes_ + size > limits_.bytes) {
    forget_all();
  }
  bytes_ += size;
  responses_.emplace(key, response);
}

bool ResponseCache::seen_before(std::string_view key) {
  const std::size_t hash = Hash{}(key);
  return std::exchange(seen_[hash % seen_.size()], hash) == hash;
}

void ResponseCache::forget_all() {
  responses_.clear();
  bytes_ = 0;
}

}  // namespace mockmeter
