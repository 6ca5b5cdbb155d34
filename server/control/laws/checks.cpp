#include <chrono>
#include <iterator>

#include "server/control/laws/law.h"
#include "server/control/laws/neon.h"
#include "server/control/laws/upstash.h"
#include "server/control/laws/zkscore.h"

namespace mockmeter::laws {
namespace {

template <typename T>
std::vector<T> together(std::vector<T> a, std::vector<T> b, std::vector<T> c) {
  std::move(b.begin(), b.end(), std::back_inserter(a));
  std::move(c.begin(), c.end(), std::back_inserter(a));
  return a;
}

std::vector<Ladder> all_ladders(Witness& witness) {
  return together(neon::ladders(witness), zkscore::ladders(witness), upstash::ladders(witness));
}

std::vector<Overlap> all_overlaps(Witness& witness) {
  return together(neon::overlaps(witness), zkscore::overlaps(witness), upstash::overlaps(witness));
}

std::string at(const Series& series, const Bucket& bucket) {
  return series.name + ", bucket " + format_rfc3339(bucket.from);
}

/// Each bucket begins where the one before it ended.
void expect_no_gap(Witness& witness, const Series& series) {
  for (std::size_t i = 1; i < series.buckets.size(); ++i) {
    const Bucket& bucket = series.buckets[i];
    witness.expect_equal(at(series, bucket) + " follows the one before it",
                         format_rfc3339(series.buckets[i - 1].to), format_rfc3339(bucket.from),
                         {series.request});
  }
}

void expect_sums(Witness& witness, const Ladder& ladder) {
  const auto& [fine, coarse] = ladder;
  if (fine.buckets.empty()) return;
  for (const Bucket& whole : coarse.buckets) {
    if (whole.from < fine.buckets.front().from || whole.to > fine.buckets.back().to) continue;
    const Amounts parts = sum_of(beginning_in(fine, whole.from, whole.to));
    for (const auto& [name, amount] : whole.amounts) {
      const auto part = parts.find(name);
      witness.expect_equal(at(coarse, whole) + ": " + name + " is what its parts add up to", amount,
                           part == parts.end() ? 0 : part->second, {coarse.request, fine.request});
    }
  }
}

/// Where both have a bucket: what is not there is another law's concern. The first one may be cut
/// by the edge of its range.
void compare(Witness& witness, const Overlap& overlap,
             void (*expect)(Witness&, const std::string& what, const Overlap&, std::int64_t,
                            std::int64_t)) {
  const Series one = sorted(overlap.one);
  const Series other = sorted(overlap.other);
  for (std::size_t i = 1; i < one.buckets.size(); ++i) {
    const Bucket& bucket = one.buckets[i];
    for (std::size_t k = 1; k < other.buckets.size(); ++k) {
      if (other.buckets[k].from != bucket.from) continue;
      for (const auto& [name, amount] : bucket.amounts) {
        const auto same = other.buckets[k].amounts.find(name);
        if (same == other.buckets[k].amounts.end()) continue;
        expect(witness, at(one, bucket) + ": " + name, overlap, amount, same->second);
      }
    }
  }
}

void expect_in_order(Witness& witness, const Series& series) {
  for (std::size_t i = 1; i < series.buckets.size(); ++i) {
    const Instant before = series.buckets[i - 1].from;
    const Instant from = series.buckets[i].from;
    witness.expect(before <= from, series.name + ": no bucket comes before an earlier one",
                   "not before " + format_rfc3339(before), format_rfc3339(from), {series.request});
  }
}

}  // namespace

void check_adding_up(Witness& witness) {
  for (const Ladder& ladder : all_ladders(witness)) {
    const Ladder steady{sorted(ladder.fine), sorted(ladder.coarse)};
    for (const Series& series : {steady.fine, steady.coarse}) {
      if (series.says_ends) expect_no_gap(witness, series);
    }
    expect_sums(witness, steady);
  }
}

void check_order(Witness& witness) {
  for (const Overlap& overlap : all_overlaps(witness)) {
    expect_in_order(witness, overlap.one);
    expect_in_order(witness, overlap.other);
  }
}

void check_one_value(Witness& witness) {
  for (const Overlap& overlap : all_overlaps(witness)) {
    compare(
        witness, overlap,
        [](Witness& w, const std::string& what, const Overlap& of, std::int64_t a, std::int64_t b) {
          w.expect_equal(what + " is the same in both", a, b, {of.one.request, of.other.request});
        });
  }
}

void check_growth(Witness& witness) {
  for (const Overlap& overlap :
       together(neon::growing(witness), zkscore::growing(witness), upstash::growing(witness))) {
    compare(witness, overlap,
            [](Witness& w, const std::string& what, const Overlap& of, std::int64_t before,
               std::int64_t after) {
              w.expect(after >= before, what + " is no less later", before, after,
                       {of.one.request, of.other.request});
            });
  }
}

void check_levels(Witness& witness) {
  for (const Series& unsorted : neon::levels(witness)) {
    const Series series = sorted(unsorted);
    for (std::size_t i = 1; i < series.buckets.size(); ++i) {
      for (const auto& [name, level] : series.buckets[i].amounts) {
        const auto before = series.buckets[i - 1].amounts.find(name);
        if (before == series.buckets[i - 1].amounts.end()) continue;
        witness.expect(level >= before->second,
                       at(series, series.buckets[i]) + ": " + name + " does not fall",
                       before->second, level, {series.request});
      }
    }
  }
}

void check_parts(Witness& witness) {
  neon::check_parts(witness);
  zkscore::check_parts(witness);
  upstash::check_parts(witness);
}

void check_billing(Witness& witness) { upstash::check_billing(witness); }

void check_pages(Witness& witness) {
  neon::check_pages(witness);
  zkscore::check_pages(witness);
}

}  // namespace mockmeter::laws
