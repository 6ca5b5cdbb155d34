#include <cstddef>
#include <string>

#include "base/json_pointer.h"
#include "conformance/evaluation/assertions/faults.h"
#include "conformance/evaluation/assertions/matchers.h"
#include "conformance/evaluation/assertions/opinion.h"
#include "conformance/evaluation/values/find.h"
#include "conformance/evaluation/values/normalise.h"
#include "conformance/evaluation/values/shown.h"
#include "schemas/load.h"
#include "schemas/validate.h"

namespace mockmeter::conformance {
namespace {

Json as_it_was_served(const Json& served, const Json& actual, const std::string& pointer,
                      const Place& place);

Json members_as_served(const Json& served, const Json& actual, const std::string& pointer,
                       const Place& place) {
  Json out = Json::object();
  for (auto member = served.begin(); member != served.end(); ++member) {
    const Json* reported = find_member(actual, member.key());
    const std::string at = below(pointer, member.key());
    if (!reported && !member->is_null()) place.coverage->miss(at);
    out[member.key()] = reported ? as_it_was_served(*member, *reported, at, place) : *member;
  }
  return out;
}

Json items_as_served(const Json& served, const Json& actual, const std::string& pointer,
                     const Place& place) {
  Json out = Json::array();
  for (std::size_t i = 0; i < actual.size(); ++i) {
    const std::string at = below(pointer, std::to_string(i));
    out.push_back(i < served.size() ? as_it_was_served(served[i], actual[i], at, place)
                                    : actual[i]);
  }
  return out;
}

Json as_it_was_served(const Json& served, const Json& actual, const std::string& pointer,
                      const Place& place) {
  if (served.is_object() && actual.is_object()) {
    return members_as_served(served, actual, pointer, place);
  }
  if (served.is_array() && actual.is_array()) {
    return items_as_served(served, actual, pointer, place);
  }
  const Comparison how{place.time_resolution, true, place.coverage};
  return find_difference(served, actual, pointer, how) ? actual : served;
}

}  // namespace

Check judge_by_schema(const Json& wanted, const Place& place) {
  const auto file = wanted.get<std::string>();
  const Schema schema(load_schema("schemas/" + file));
  if (deeper_than(*place.actual, kDeepestJudged)) {
    ++place.coverage->judged;
    return opinion(false, "valid against " + file, shown(*place.actual),
                   "it is more than " + std::to_string(kDeepestJudged) + " levels deep");
  }
  if (!place.served) ++place.coverage->judged;
  const Json value = place.served
                         ? as_it_was_served(*place.served, *place.actual, place.pointer, place)
                         : *place.actual;
  return opinion_of_faults(schema.validate(value), "valid against " + file, shown(*place.actual));
}

}  // namespace mockmeter::conformance
