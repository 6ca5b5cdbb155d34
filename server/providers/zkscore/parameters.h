#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "server/api/operation.h"
#include "server/api/query.h"
#include "server/metering/json.h"

namespace mockmeter::zkscore {

/// What becomes of a value that no page allows: variant zkscore.bad_values.
enum class BadValues { kRefused, kCorrected };
BadValues bad_values(const RequestContext& context);

/// A member of a query that may be given once. Empty when it is absent; 400 when it is repeated or
/// has no value.
std::optional<std::string_view> single_value(const Query& query, std::string_view name);

/// The place of `value` in `allowed`. Else 400 with "Invalid <name>" and what is allowed.
std::size_t one_of(std::string_view name, std::string_view value,
                   std::span<const std::string_view> allowed);

// What is not allowed below is a 400; corrected, a number goes to its nearest bound, anything else
// to `fallback`.

/// "true" or "false".
bool boolean_value(const Query& query, std::string_view name, bool fallback, BadValues bad);

/// The place in `allowed` of the value that the query has under that name.
std::size_t choice_value(const Query& query, std::string_view name,
                         std::span<const std::string_view> allowed, std::size_t fallback,
                         BadValues bad);

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

/// limit and offset of a request. Source: introduction, "limit and offset parameters".
struct PageQuery {
  std::int64_t limit = 0;
  std::int64_t offset = 0;

  Page over(std::size_t total) const {
    return page_at(total, static_cast<std::size_t>(offset), static_cast<std::size_t>(limit));
  }
};
/// A limit from 1 to `greatest_limit`, and an offset of 0 or more.
PageQuery read_paging(const Query& query, std::int64_t default_limit, std::int64_t greatest_limit,
                      BadValues bad);

/// The member "pagination" of a response.
Json pagination_json(const Page& page, const PageQuery& query);

}  // namespace mockmeter::zkscore
