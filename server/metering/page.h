#pragma once

#include <cstddef>

namespace mockmeter {

/// A slice [begin, end) of `total` items.
struct Page {
  std::size_t total = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool has_more() const { return end < total; }
  std::size_t size() const { return end - begin; }
};

/// Limit and offset paging; an offset beyond the end gives an empty page.
inline Page page_at(std::size_t total, std::size_t offset, std::size_t limit) {
  const std::size_t begin = offset < total ? offset : total;
  const std::size_t left = total - begin;
  return {total, begin, begin + (limit < left ? limit : left)};
}

}  // namespace mockmeter
