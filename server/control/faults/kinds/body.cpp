#include <string>

#include "base/http/reason_phrase.h"
#include "base/text/json_pointer.h"
#include "server/api/error.h"
#include "server/api/query.h"
#include "server/control/faults/kinds/change.h"
#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {
namespace {

constexpr const char* kName = "mockmeter_unknown_field";

void add_to_objects(Json& value) {
  if (!value.is_structured()) return;
  for (Json& child : value) add_to_objects(child);
  if (value.is_object()) value[kName] = {{"added", "by a fault"}};
}

void set_all(Json& body, std::string_view pattern, const Json& value) {
  for (const auto& match : resolve_pattern(body, pattern)) *match.value = value;
}

}  // namespace

// Choice: one second, so that a client that obeys is soon back.
ApiError refuse_with_status(const Provider& provider, const Fault& fault) {
  ApiError error = error_for_status(provider, static_cast<int>(fault.number));
  if (error.status() == 429) error.add_header("Retry-After", "1");
  return error;
}

bool malformed_json(const FaultTarget& target) {
  std::string& body = target.response.body;
  // Without its last digit a number would still be one.
  if (body.empty() || !(body.back() == '}' || body.back() == ']' || body.back() == '"')) {
    return false;
  }
  body.pop_back();
  return true;
}

bool html(const FaultTarget& target) {
  Response& response = target.response;
  const std::string title =
      response.status < 400 ? "Sign in" : std::string(reason_phrase(response.status));
  response.headers.set("Content-Type", "text/html; charset=utf-8");
  response.body = "<!DOCTYPE html>\n<html><head><title>" + title + "</title></head>\n<body><h1>" +
                  title + "</h1></body></html>\n";
  return true;
}

bool content_type(const FaultTarget& target) {
  target.response.headers.set("Content-Type", target.fault.value);
  return true;
}

bool bad_gzip(const FaultTarget& target) {
  // Source: RFC 1952 section 2.3, the ten bytes of a member's head, so that whoever looks believes.
  // Source: RFC 1951 section 3.2.3, block type 11 "reserved (error)": nothing ever inflates.
  constexpr std::string_view kHead{"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xff", 11};
  target.response.headers.set("Content-Encoding", "gzip");
  target.response.body.insert(0, kHead);
  return true;
}

bool unknown_fields(const FaultTarget& target) { return change_body(target, add_to_objects); }

bool unknown_enum(const FaultTarget& target) {
  return change_body(target, [&](Json& body) {
    for (const std::string_view path : target.operation.enum_members) {
      set_all(body, path, "mockmeter_unknown_name");
    }
  });
}

// Choice: vendors declare counters as uint64, which no double holds.
bool huge_integers(const FaultTarget& target) {
  return change_body(target, [](Json& body) {
    for_each_number(body, [](Json& number) {
      if (number.is_number_integer()) number = kLargestExactInteger + 1;
    });
  });
}

bool stuck_cursor(const FaultTarget& target) {
  const PagingLayout& paging = target.operation.paging;
  const std::string cursor = cursor_of(paging, target.context.request);
  if (cursor.empty() && !paging.cursor.empty()) return false;
  return change_body(target, [&](Json& body) {
    if (!paging.cursor.empty()) set_all(body, paging.cursor, cursor);
    if (!paging.has_more.empty()) set_all(body, paging.has_more, true);
  });
}

}  // namespace mockmeter::faults
