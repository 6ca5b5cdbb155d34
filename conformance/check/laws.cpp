#include "conformance/check/laws.h"

#include "conformance/check/law_table.h"
#include "conformance/judge/table.h"

namespace mockmeter::conformance {
namespace {

struct Row {
  std::string_view word;
  Check (*judge)(const Json& law, const Scene& scene);
};

constexpr std::array kLaws{
    // {at?, file | is, loose?}: valid by a file of schemas/, or by this schema. What no document
    // forbids is let pass: members that nobody described, and with `loose` members that are
    // missing.
    Row{"schema", law::schema},
    // {name, rule}: as the rules for header fields in a case.
    Row{"header", law::header},
    // {at, is}: each array is that long; a number, one of several, or "days of the month".
    Row{"length", law::length},
    // {at}: no two are equal.
    Row{"distinct", law::distinct},
    // {at, items}: hasMore tells whether something stands behind offset and these items.
    Row{"pagination", law::pagination},
    // {at, by, order?, ties?}: the items of each array are sorted by a number or an instant.
    Row{"sorted", law::sorted},
    // {at, time, is}: "3m" lies between each two points of each array, to a second.
    Row{"spacing", law::spacing},
    // {at, time}: point n of each array lies in day n of the answer's month.
    Row{"each-day", law::each_day},
    // {at}: the names of the days of the answer's month.
    Row{"weekdays", law::weekdays},
    // {at, time, within}: the last point of each array is at most so far from the answer's Date.
    Row{"ends-now", law::ends_now},
    // {at, from?, before?}: each instant is not before one and before the other.
    Row{"within", law::within},
    // {at, is}: the instant is this one.
    Row{"begins", law::begins},
    // {at, start, end, unit}: each bucket is one whole unit, UTC.
    Row{"units", law::units},
    // {at, start, end}: each bucket of an array begins where the one before it ends.
    Row{"contiguous", law::contiguous},
    // {of: [places], is: place, within?}: the numbers add up.
    Row{"sum", law::sum},
    // {parts, whole, values, start | end, lasts | end}: the parts that fill a bucket of the whole
    // add up to it; see laws_of_numbers.cpp.
    Row{"adds-up", law::adds_up},
    // {at, is}: equal to what stands at another place.
    Row{"same", law::same},
    // {at, is}: another than what stands at another place, or nothing.
    Row{"differs", law::differs},
    // {at, is, from}: these items are those of the whole from there on.
    Row{"slice", law::slice},
    // {at, part, whole, within}: 100 * part / whole.
    Row{"percentage", law::percentage},
};

}  // namespace

Check judge_law(const Json& law, const Scene& scene) {
  const auto& word = law["law"].get_ref<const std::string&>();
  Check check = row_for(word, kLaws, "law: ").judge(law, scene);
  check.name += '.' + word;
  return check;
}

}  // namespace mockmeter::conformance
