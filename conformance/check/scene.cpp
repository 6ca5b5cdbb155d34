#include "conformance/check/scene.h"

#include <algorithm>
#include <stdexcept>

#include "server/core/find_by.h"

namespace mockmeter::conformance {

const Answered& Scene::answer(std::string_view name) const {
  if (name.empty()) return answers.back();
  if (const Answered* found = find_by(answers, &Answered::name, name)) return *found;
  throw std::invalid_argument("no step " + std::string(name));
}

std::vector<Placed<const Json>> places_in(const Json& document, const std::string& pattern) {
  const std::size_t bar = pattern.find('|');
  if (bar == pattern.npos) return places(document, pattern);
  const std::string head = pattern.substr(0, pattern.rfind('/', bar) + 1);
  const std::string tail = pattern.substr(std::min(pattern.find('/', bar), pattern.size()));
  const std::string first = pattern.substr(head.size(), bar - head.size());
  auto found = places_in(document, head + first + tail);
  return found.empty() ? places_in(document, head + pattern.substr(bar + 1)) : found;
}

Selected select(const Json& law, const char* word, const Scene& scene) {
  const auto member = law.find(word);
  if (member == law.end()) throw std::invalid_argument(std::string("a law without ") + word);
  const Json& place = *member;
  const bool is_elsewhere = place.is_object();
  const std::string name =
      is_elsewhere ? place.value("step", std::string()) : law.value("step", std::string());
  const std::string pattern = is_elsewhere ? place["at"] : place;
  const Answered& answer = scene.answer(name);
  return {&answer, pattern,
          answer.body.is_discarded() ? std::vector<Placed<const Json>>()
                                     : places_in(answer.body, pattern)};
}

}  // namespace mockmeter::conformance
