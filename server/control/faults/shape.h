#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "server/api/message.h"
#include "server/core/json.h"

namespace mockmeter {

/// What faults have to know about the answers of an operation. A path is a JSON Pointer in which
/// "*" stands for every element: "/projects/*/periods/*/consumption".

/// An array of buckets in order of time.
struct Series {
  std::string_view path;
  std::string_view stamp;     ///< the member of a bucket that says when
  bool stamp_is_end = false;  ///< of the bucket; otherwise it is its begin
};

/// How the next page is found: by a cursor in the answer, or by a flag that says there is one.
struct Paging {
  std::string_view cursor;     ///< path; empty = none
  std::string_view parameter;  ///< of the request, that takes the cursor
  std::string_view has_more;   ///< path; empty = none
};

struct Shape {
  std::string_view operation;
  std::span<const Series> series{};
  std::span<const std::string_view> names{};  ///< strings out of a fixed list of values
  Paging paging{};
};

/// The shape of an operation; one without anything when it has none of these.
const Shape& shape_of(std::string_view operation_id);

/// The cursor that a request asks with; empty when there is none.
std::string cursor_of(const Paging& paging, const Request& request);

/// Calls `visit` with each value at `path`, in their order; returns how many there are.
std::size_t for_each_at(Json& document, std::string_view path,
                        const std::function<void(Json&)>& visit);

}  // namespace mockmeter
