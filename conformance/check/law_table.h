#pragma once

#include <optional>
#include <string>

#include "conformance/check/scene.h"
#include "conformance/evaluation/assertions/opinion.h"
#include "conformance/model/verdict.h"

// The laws, one function each; laws.cpp has the table with their words.
namespace mockmeter::conformance::law {

// Of one answer: laws_of_answers.cpp.
Check schema(const Json& law, const Scene& scene);
Check header(const Json& law, const Scene& scene);
Check length(const Json& law, const Scene& scene);
Check distinct(const Json& law, const Scene& scene);
Check pagination(const Json& law, const Scene& scene);

// Of times: laws_of_times.cpp.
/// The time that a member of an item says; empty when it says none.
std::optional<Moment> time_in(const Json& item, const std::string& name);
Check sorted(const Json& law, const Scene& scene);
Check spacing(const Json& law, const Scene& scene);
Check each_day(const Json& law, const Scene& scene);
Check weekdays(const Json& law, const Scene& scene);
Check ends_now(const Json& law, const Scene& scene);
Check within(const Json& law, const Scene& scene);
Check begins(const Json& law, const Scene& scene);
Check units(const Json& law, const Scene& scene);
Check contiguous(const Json& law, const Scene& scene);

// Of numbers: laws_of_numbers.cpp.
Check sum(const Json& law, const Scene& scene);
Check adds_up(const Json& law, const Scene& scene);
Check same(const Json& law, const Scene& scene);
Check differs(const Json& law, const Scene& scene);
Check slice(const Json& law, const Scene& scene);
Check percentage(const Json& law, const Scene& scene);

/// A broken law because there is nothing at a place that it looks at.
inline Check nothing_at(const Selected& selected, const std::string& expected) {
  return named(selected.name(), opinion(false, expected, "nothing is there"));
}

}  // namespace mockmeter::conformance::law
