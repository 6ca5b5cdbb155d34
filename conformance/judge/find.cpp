#include "conformance/judge/find.h"

#include <charconv>
#include <stdexcept>

#include "conformance/judge/normalise.h"
#include "conformance/judge/opinion.h"
#include "conformance/judge/shown.h"

namespace mockmeter::conformance {
namespace {

/// Not Json::json_pointer, which throws for "1e5" at an array and takes "-" for its end.
std::optional<std::size_t> as_index(std::string_view token) {
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
  if (error != std::errc() || end != token.data() + token.size()) return std::nullopt;
  return index;
}

const Json* step_exactly(const Json* value, const std::string& token) {
  if (!value) return nullptr;
  if (value->is_object()) {
    const auto member = value->find(token);
    return member == value->end() ? nullptr : &*member;
  }
  const auto index = as_index(token);
  return value->is_array() && index && *index < value->size() ? &(*value)[*index] : nullptr;
}

std::string items(std::size_t count) { return "an array of " + counted(count, "item"); }

/// What is wrong with the length of an array from which item `index` is wanted.
std::optional<Check> wrong_length(const Json& array, const Json* served, std::size_t index,
                                  const std::string& place) {
  const std::string where = place.empty() ? "" : "at " + place;
  if (served && served->is_array() && served->size() != array.size()) {
    return opinion(false, items(served->size()), items(array.size()), where);
  }
  if (index < array.size()) return std::nullopt;
  return opinion(false, "an array of at least " + counted(index + 1, "item"), items(array.size()),
                 where);
}

/// One step down. Sets `missing` or `broken` when there is none.
void descend(Found& found, const std::string& token, const std::string& place) {
  const Json& here = *found.actual;
  const Json* const served = found.served;
  const auto index = as_index(token);
  found.served = step_exactly(served, token);
  if (here.is_object()) {
    found.actual = find_member(here, token);
  } else if (here.is_array() && index) {
    found.broken = wrong_length(here, served, *index, place);
    found.actual = *index < here.size() ? &here[*index] : nullptr;
  } else if (here.is_array()) {
    found.actual = nullptr;
  } else {
    found.broken = opinion(false, index ? "an array" : "an object", shown(here),
                           place.empty() ? "" : "at " + place);
  }
  if (!found.actual && !found.broken) found.missing = below(place, token);
}

}  // namespace

std::vector<std::string> pointer_tokens(std::string_view pointer) {
  std::vector<std::string> tokens;
  if (pointer.empty()) return tokens;
  if (pointer.front() != '/') {
    throw std::invalid_argument("no JSON Pointer: " + std::string(pointer));
  }
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    std::string token(pointer.substr(0, pointer.find('/')));
    pointer.remove_prefix(token.size());
    for (std::size_t at = 0; (at = token.find('~', at)) != std::string::npos; ++at) {
      token.replace(at, 2, token.substr(at + 1, 1) == "1" ? "/" : "~");
    }
    tokens.push_back(std::move(token));
  }
  return tokens;
}

std::string below(const std::string& pointer, std::string_view token) {
  std::string out = pointer + "/";
  for (const char c : token) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

Found find(const Json& reported, const Json* served, std::string_view pointer) {
  Found found{.actual = &reported, .served = served, .missing = {}, .broken = {}};
  std::string place;
  for (const std::string& token : pointer_tokens(pointer)) {
    if (!found.actual || found.actual->is_null()) {
      found.served = step_exactly(found.served, token);  // to tell what was served where it ends
    } else {
      descend(found, token, place);
    }
    if (found.broken) break;
    place = below(place, token);
  }
  return found;
}

}  // namespace mockmeter::conformance
