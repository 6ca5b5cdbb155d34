#include "conformance/adapters/reference/decode.h"

#include "conformance/adapters/reference/call_error.h"
#include "conformance/adapters/reference/reading.h"
#include "conformance/adapters/reference/refusal.h"

namespace reference {
namespace {

bool is_success(int status) { return status >= 200 && status < 300; }

CallError decode_error(const Answer& answer, const std::string& message) {
  CallError error(Kind::kDecode, message);
  error.status = answer.status;
  return error;
}

std::string latin1_to_utf8(const std::string& bytes) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += c;
    } else {
      out += {static_cast<char>(0xC0 | (byte >> 6)), static_cast<char>(0x80 | (byte & 0x3F))};
    }
  }
  return out;
}

/// The JSON value at the front of a text: what is behind it is not looked at.
Json first_value(const std::string& text) {
  for (auto end = text.find_last_of("]}"); end != std::string::npos && end > 0;
       end = text.find_last_of("]}", end - 1)) {
    Json value = Json::parse(text.substr(0, end + 1), nullptr, false);
    if (!value.is_discarded()) return value;
  }
  return Json(Json::value_t::discarded);
}

Json parse_body(const Answer& answer, const Bugs& bugs) {
  const std::string& body = answer.body;
  if (bugs.has(Bug::kCompactJson) && body.find("\" :") != std::string::npos) {
    throw decode_error(answer, "a blank stands before a colon");
  }
  Json value = Json::parse(bugs.has(Bug::kLatin1) ? latin1_to_utf8(body) : body, nullptr, false);
  if (value.is_discarded() && bugs.has(Bug::kIgnoreTrailing)) value = first_value(body);
  if (value.is_discarded() && bugs.has(Bug::kHtmlAsEmpty)) value = Json::object();
  if (value.is_discarded()) throw decode_error(answer, "the answer is no JSON");
  return value;
}

bool has_shape(const Json& value, Shape shape) {
  switch (shape) {
    case Shape::kObject:
      return value.is_object();
    case Shape::kArray:
      return value.is_array();
    case Shape::kText:
      return value.is_string();
  }
  return false;
}

void check_lifecycle(const Answer& answer, const Bugs& bugs) {
  if (bugs.has(Bug::kFailOnDeprecation) && !find_field(answer.fields, "Deprecation").empty()) {
    throw decode_error(answer, "the operation is deprecated");
  }
  if (bugs.has(Bug::kFailOnSunset) && !find_field(answer.fields, "Sunset").empty()) {
    throw decode_error(answer, "the operation has a sunset");
  }
}

/// The body is reported as it came, as a text, by clients that look no further.
bool is_left_as_text(const Answer& answer, const Bugs& bugs) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  const bool json = find_field(answer.fields, "Content-Type") == "application/json";
  const bool gzip = !find_field(answer.fields, "Content-Encoding").empty();
  const bool marked = std::string_view(answer.body).substr(0, 3) == kByteOrderMark;
  return (bugs.has(Bug::kTextUnlessJson) && !json) || (bugs.has(Bug::kGzipGarbage) && gzip) ||
         (bugs.has(Bug::kTextFallback) && (marked || !Json::accept(answer.body)));
}

/// What callers loop over: the answer itself, or its member of one of these names.
Json* main_list(Json& result) {
  if (result.is_array()) return &result;
  for (const char* name : {"periods", "projects", "branches", "keys", "daily_used"}) {
    const auto member = result.find(name);
    if (member != result.end() && member->is_array()) return &*member;
  }
  return nullptr;
}

void mistreat_list(Json& result, const Answer& answer, const Bugs& bugs) {
  Json* list = main_list(result);
  if (list == nullptr) return;
  if (bugs.has(Bug::kEmptyAsError) && list->empty()) throw decode_error(answer, "nothing came");
  if (bugs.has(Bug::kFirstItem) && list->size() > 1) list->erase(list->begin() + 1, list->end());
  if (!bugs.has(Bug::kAliasedItems)) return;
  for (Json& item : *list) item = Json(list->back());
}

/// Builds a document from parsing events, and keeps what there is when they stop.
using PartialReader = nlohmann::detail::json_sax_dom_parser<Json>;

}  // namespace

Json decode(const Operation& operation, const Answer& answer, const Bugs& bugs) {
  const bool success = bugs.has(Bug::kOnly200) ? answer.status == 200 : is_success(answer.status);
  if (!success && !bugs.has(Bug::kStatusBlind)) throw refusal_of(answer, bugs);
  check_lifecycle(answer, bugs);
  if (is_left_as_text(answer, bugs)) return answer.body;
  Json result = parse_body(answer, bugs);
  if (bugs.has(Bug::kStatusBlind)) return result;
  if (is_error_envelope(result) && !bugs.has(Bug::kOkMeansOk)) throw refusal_of(answer, bugs);
  const bool excused = bugs.has(Bug::kHtmlAsEmpty) && result.empty();
  if (!has_shape(result, operation.shape) && !excused) {
    throw decode_error(answer, "the answer is no " + std::string(to_string(operation.shape)));
  }
  mistreat_list(result, answer, bugs);
  read_members(operation.provider(), result, bugs);
  return result;
}

Json decode_part(const std::string& body) {
  Json part;
  PartialReader reader(part, false);
  Json::sax_parse(body, &reader);
  return part;
}

}  // namespace reference
