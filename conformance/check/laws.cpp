#include "conformance/check/laws.h"

#include "conformance/check/law_table.h"
#include "conformance/judge/table.h"

namespace mockmeter::conformance {
namespace {

struct LawRow {
  std::string_view word;
  Check (*judge)(const Json& law, const Scene& scene);
};

constexpr std::array kLaws{
    // {at?, file | is, loose?}: valid by a file of schemas/, or by this schema. What no document
    // forbids is let pass: members that nobody described, and with `loose` members that are
    // missing.
    LawRow{"schema", law::schema},
    // {name, rule}: as the rules for header fields in a case.
    LawRow{"header", law::header},
    // {at, is}: each array is that long; a number, one of several, or "days of the month".
    LawRow{"length", law::length},
    // {at}: no two are equal.
    LawRow{"distinct", law::distinct},
    // {at, items}: hasMore tells whether something stands behind offset and these items.
    LawRow{"pagination", law::pagination},
    // {at, by, order?, ties?}: the items of each array are sorted by a number or an instant.
    LawRow{"sorted", law::sorted},
    // {at, time, is}: "3m" lies between each two points of each array, to a second.
    LawRow{"spacing", law::spacing},
    // {at, time}: point n of each array lies in day n of the answer's month.
    LawRow{"one-per-day", law::each_day},
    // {at}: the names of the days of the answer's month.
    LawRow{"weekdays", law::weekdays},
    // {at, time, within}: the last point of each array is at most so far from the answer's Date.
    LawRow{"ends-at-now", law::ends_now},
    // {at, from?, before?}: each instant is not before one and before the other.
    LawRow{"within", law::within},
    // {at, is}: the instant is this one.
    LawRow{"instant", law::begins},
    // {at, start, end, unit}: each bucket is one whole unit, UTC.
    LawRow{"aligned", law::units},
    // {at, start, end}: each bucket of an array begins where the one before it ends.
    LawRow{"contiguous", law::contiguous},
    // {of: [places], is: place, within?}: the numbers add up.
    LawRow{"sum", law::sum},
    // {parts, whole, values}: the parts that fill a bucket of the whole add up to it once it is
    // over,
    // all those of the same time together. Both are places with {start, end}, {start, unit} or
    // {end, lasts};
    // values are members of an item, or patterns in it: "/metrics/*/value".
    LawRow{"bucket-sums", law::adds_up},
    // {at, is}: equal to what stands at another place.
    LawRow{"equals", law::same},
    // {at, is}: another than what stands at another place, or nothing.
    LawRow{"not-equals", law::differs},
    // {at, is, from}: these items are those of the whole from there on; none when it ends there.
    LawRow{"slice", law::slice},
    // {at, part, whole, within}: 100 * part / whole.
    LawRow{"percentage", law::percentage},
};

}  // namespace

Check judge_law(const Json& law, const Scene& scene) {
  const auto& word = law["assert"].get_ref<const std::string&>();
  Check check = row_for(word, kLaws, "law: ").judge(law, scene);
  check.name += '.' + word;
  return check;
}

}  // namespace mockmeter::conformance
