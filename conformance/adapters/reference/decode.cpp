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

/// Builds a document from parsing events, and keeps what there is when they stop.
using PartialReader = nlohmann::detail::json_sax_dom_parser<Json>;

}  // namespace

Json decode(const Operation& operation, const Answer& answer, const Bugs& bugs) {
  if (!is_success(answer.status) && !bugs.has(Bug::kStatusBlind)) throw refusal_of(answer, bugs);
  check_lifecycle(answer, bugs);
  Json result = parse_body(answer, bugs);
  if (bugs.has(Bug::kStatusBlind)) return result;
  if (is_error_envelope(result) && !bugs.has(Bug::kOkMeansOk)) throw refusal_of(answer, bugs);
  const bool excused = bugs.has(Bug::kHtmlAsEmpty) && result.empty();
  if (!has_shape(result, operation.shape) && !excused) {
    throw decode_error(answer, "the answer is no " + std::string(to_string(operation.shape)));
  }
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
