#include "conformance/adapters/reference/request/request_quirks.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/adapters/reference/common/instant.h"
#include "conformance/adapters/reference/common/replace_all.h"
#include "conformance/adapters/reference/http/url.h"

namespace reference {
namespace {

struct EncodedParameter {
  std::string name;
  std::string value;
};

using Query = std::vector<EncodedParameter>;

std::string cased(std::string text, int (*change)(int)) {
  for (char& c : text) c = static_cast<char>(change(static_cast<unsigned char>(c)));
  return text;
}

// Fields.

void dress_scheme(Fields& fields) {
  for (auto& [name, value] : fields) {
    if (name != "Authorization") continue;
    const std::size_t end = value.find(' ');
    value = cased(value.substr(0, end), std::tolower) + value.substr(end);
  }
}

void dress_fields(Fields& fields, const QuirkSet& quirks) {
  if (quirks.has("extra-fields")) {
    fields.insert(fields.end(), {{"X-Request-Id", "4f1c9a52"},
                                 {"Accept-Language", "fr-CH, fr;q=0.9, *;q=0.5"},
                                 {"Cache-Control", "no-cache"},
                                 {"Priority", "u=1"},
                                 {"DNT", "1"}});
  }
  if (quirks.has("lower-case-scheme")) dress_scheme(fields);
  if (quirks.has("one-call-connections")) fields.emplace_back("Connection", "close");
  if (!quirks.has("upper-case-fields")) return;
  for (auto& field : fields) field.first = cased(field.first, std::toupper);
}

// The target.

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool coded = text[i] == '%' && i + 2 < text.size();
    out += coded ? static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16))
                 : text[i];
    if (coded) i += 2;
  }
  return out;
}

std::string with_lower_hex(std::string text) {
  for (auto at = text.find('%'); at != std::string::npos; at = text.find('%', at + 1)) {
    text.replace(at, 3, cased(text.substr(at, 3), std::tolower));
  }
  return text;
}

void dress_instant(const Operation& operation, EncodedParameter& parameter) {
  const Parameter* known = operation.find_parameter(parameter.name);
  if (known == nullptr || known->type != ArgumentType::kInstant) return;
  const auto time = parse_wall_time(decoded(parameter.value));
  if (time) parameter.value = percent_encode(to_local_text(time->instant()));
}

void encode_as_form(std::string& value) {
  replace_all(value, "%20", "+");
  replace_all(value, "~", "%7E");
  replace_all(value, "%2A", "*");
}

/// Those of one name become one, at the first's place.
Query with_comma_lists(Query query) {
  constexpr std::string_view kBrackets = "%5B%5D";
  Query merged;
  for (EncodedParameter& parameter : query) {
    if (parameter.name.ends_with(kBrackets)) {
      parameter.name.resize(parameter.name.size() - kBrackets.size());
    }
    const auto same = std::find_if(
        merged.begin(), merged.end(),
        [&](const EncodedParameter& earlier) { return earlier.name == parameter.name; });
    if (same == merged.end()) {
      merged.push_back(parameter);
    } else {
      same->value += ',' + parameter.value;
    }
  }
  return merged;
}

/// The last name first; what bears one name keeps its order.
Query reversed(Query query) {
  Query turned;
  while (!query.empty()) {
    const std::string name = query.back().name;
    for (const EncodedParameter& parameter : query) {
      if (parameter.name == name) turned.push_back(parameter);
    }
    std::erase_if(query, [&](const EncodedParameter& parameter) { return parameter.name == name; });
  }
  return turned;
}

Query parse_query(std::string_view text) {
  Query query;
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find('&'));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    query.push_back({std::string(pair.substr(0, equals)),
                     std::string(pair.substr(std::min(equals + 1, pair.size())))});
    text.remove_prefix(std::min(pair.size() + 1, text.size()));
  }
  return query;
}

std::string dressed_query(const Operation& operation, std::string_view text,
                          const QuirkSet& quirks) {
  Query query = parse_query(text);
  for (EncodedParameter& parameter : query) {
    if (quirks.has("numeric-offset")) dress_instant(operation, parameter);
    if (quirks.has("form-encoding")) encode_as_form(parameter.value);
  }
  if (quirks.has("comma-lists")) query = with_comma_lists(std::move(query));
  if (quirks.has("reversed-query")) query = reversed(std::move(query));
  std::string joined;
  for (const auto& [name, value] : query) {
    joined += (joined.empty() ? "" : "&") + name + '=' + value;
  }
  return joined;
}

}  // namespace

Request apply_request_quirks(const Operation& operation, Request request, const QuirkSet& quirks) {
  dress_fields(request.fields, quirks);
  const std::size_t mark = request.target.find('?');
  if (mark != std::string::npos) {
    request.target.replace(mark + 1, std::string::npos,
                           dressed_query(operation, request.target.substr(mark + 1), quirks));
  }
  if (quirks.has("lower-case-hex")) request.target = with_lower_hex(request.target);
  return request;
}

}  // namespace reference
