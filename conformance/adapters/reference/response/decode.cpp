#include "conformance/adapters/reference/response/decode.h"

#include <algorithm>

#include "conformance/adapters/reference/common/call_error.h"
#include "conformance/adapters/reference/response/parse_error.h"

namespace reference {
namespace {

// Source: RFC 9110 15 "treat an unrecognized status code as being equivalent to the x00 status code
// of that class": one that has a name there is not unrecognized.
constexpr int kLastNamedSuccess = 206;

bool is_success(int status, const MutantSet& mutants, const QuirkSet& quirks) {
  if (mutants.has("only-200")) return status == 200;
  if (quirks.has("only-200") && status > 200 && status <= kLastNamedSuccess) return false;
  return status >= 200 && status < 300;
}

CallError decode_error(const Response& response, const std::string& message) {
  return {ErrorKind::kDecode, message, response.status};
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

using Reader = nlohmann::detail::json_sax_dom_parser<Json>;

/// Keeps decimals as the texts that were written: a double does not hold every one.
class ExactReader : public Reader {
 public:
  ExactReader(const Model& model, Json& document) : Reader(document, false), model_(model) {}

  bool key(std::string& name) {
    const Field* field = model_.find_field(name);
    is_decimal_ = field != nullptr && field->type == Field::Type::kDecimal;
    return Reader::key(name);
  }
  bool number_float(double value, const std::string& text) {
    std::string copy = text;
    return is_decimal_ ? string(copy) : Reader::number_float(value, text);
  }

 private:
  const Model& model_;
  bool is_decimal_ = false;
};

Json parse(const Model& model, const std::string& text) {
  Json document;
  ExactReader reader(model, document);
  return Json::sax_parse(text, &reader) ? document : Json(Json::value_t::discarded);
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

Json parse_body(const Model& model, const Response& response, const MutantSet& mutants,
                const QuirkSet& quirks) {
  const std::string& body = response.body;
  if (mutants.has("compact-json") && body.find("\" :") != std::string::npos) {
    throw decode_error(response, "a blank stands before a colon");
  }
  if (body.empty() && mutants.has("empty-as-object")) return Json::object();
  Json value = parse(model, mutants.has("latin1") ? latin1_to_utf8(body) : body);
  const bool is_first_enough = quirks.has("lenient-tail") || quirks.has("streaming");
  if (value.is_discarded() && is_first_enough) value = first_value(body);
  if (value.is_discarded() && mutants.has("html-as-empty")) value = Json::object();
  if (value.is_discarded()) throw decode_error(response, "the response is no JSON");
  return value;
}

void check_lifecycle(const Response& response, const MutantSet& mutants) {
  if (mutants.has("fail-on-deprecation") && !find_field(response.fields, "Deprecation").empty()) {
    throw decode_error(response, "the operation is deprecated");
  }
  if (mutants.has("fail-on-sunset") && !find_field(response.fields, "Sunset").empty()) {
    throw decode_error(response, "the operation has a sunset");
  }
}

/// The body is reported as it came, as a text, by clients that look no further.
bool is_left_as_text(const Response& response, const MutantSet& mutants) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  const bool json = find_field(response.fields, "Content-Type") == "application/json";
  const bool gzip = !find_field(response.fields, "Content-Encoding").empty();
  const bool marked = std::string_view(response.body).substr(0, 3) == kByteOrderMark;
  return (mutants.has("text-unless-json") && !json) || (mutants.has("gzip-garbage") && gzip) ||
         (mutants.has("text-fallback") && (marked || !Json::accept(response.body)));
}

/// What callers loop over: the response itself, or a member of it.
Json* main_list(const Model& model, Json& result) {
  if (result.is_array()) return &result;
  for (const std::string& name : model.lists) {
    const auto member = result.find(name);
    if (member != result.end() && member->is_array()) return &*member;
  }
  return nullptr;
}

void mistreat_list(const Model& model, Json& result, const Response& response,
                   const MutantSet& mutants) {
  Json* list = main_list(model, result);
  if (list == nullptr) return;
  if (mutants.has("empty-as-error") && list->empty()) throw decode_error(response, "nothing came");
  if (mutants.has("first-item") && list->size() > 1) list->erase(list->begin() + 1, list->end());
  if (!mutants.has("aliased-items")) return;
  for (Json& item : *list) item = Json(list->back());
}

/// typed-lists: the items of lists are taken for objects.
void need_objects(const Model& model, const Response& response, const Json& value) {
  for (const auto& [name, member] : value.items()) {
    const Field* field = value.is_object() ? model.find_field(name) : nullptr;
    const bool is_list = field != nullptr && field->type == Field::Type::kList && member.is_array();
    if (is_list && !std::ranges::all_of(member, &Json::is_object))
      throw decode_error(response, "the member \"" + name + "\" has an item that is no object");
    if (member.is_structured()) need_objects(model, response, member);
  }
}

}  // namespace

Json decode(const Operation& operation, const Response& response, const MutantSet& mutants,
            const QuirkSet& quirks) {
  if (!is_success(response.status, mutants, quirks) && !mutants.has("ignore-status"))
    throw parse_error(response, mutants, quirks);
  check_lifecycle(response, mutants);
  if (is_left_as_text(response, mutants)) return response.body;
  Json result = parse_body(*operation.model, response, mutants, quirks);
  if (mutants.has("ignore-status")) return result;
  const bool looks_at_status_alone = quirks.has("says-no") || quirks.has("raise-for-status");
  if (is_error_envelope(result) && !looks_at_status_alone)
    throw parse_error(response, mutants, quirks);
  const bool excused =
      (mutants.has("html-as-empty") || mutants.has("empty-as-object")) && result.empty();
  if (result.type() != operation.response && !excused) {
    throw decode_error(response,
                       std::string("the response is no ") + Json(operation.response).type_name());
  }
  if (quirks.has("typed-lists")) need_objects(*operation.model, response, result);
  mistreat_list(*operation.model, result, response, mutants);
  decode_members(*operation.model, result, mutants, quirks);
  return result;
}

}  // namespace reference
