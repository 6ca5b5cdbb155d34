#include <bit>
#include <span>
#include <string>
#include <vector>

#include "server/metering/integers.h"
#include "server/metering/json_text.h"
#include "server/providers/openai/operations.h"
#include "server/providers/openai/query/question.h"
#include "server/providers/openai/rows.h"
#include "server/providers/openai/traffic/readout.h"
#include "server/providers/openai/variants.h"

namespace mockmeter::openai {
namespace {

std::int64_t sum_of(MeasureSet measures, const Amounts& amounts) {
  std::int64_t sum = 0;
  for (; measures != 0; measures &= measures - 1) {
    const auto measure = static_cast<std::size_t>(std::countr_zero(measures));
    sum = saturating_add(sum, amounts.at(measure));
  }
  return sum;
}

/// The numbers of a row, by the variants.
struct Columns {
  std::span<const Counter> first;
  std::span<const Counter> more;
};

Columns columns_of(const Endpoint& endpoint, const RequestContext& context) {
  const bool is_old = &endpoint == &kCompletions && context.is(kTokenMembers, "text");
  if (is_old) return {kOldCompletionCounters, kOldCompletionParts};
  return {endpoint.counters, endpoint.more_counters};
}

void append_counters(std::string& out, std::span<const Counter> counters, const Amounts& amounts) {
  for (const Counter& counter : counters) {
    append_member(out, counter.name, sum_of(counter.sum, amounts));
  }
}

/// What the leaves of each group measured.
std::vector<Amounts> by_group(const Groups& groups, const std::vector<Amounts>& by_leaf) {
  std::vector<Amounts> sums(groups.size(), Amounts{});
  for (std::size_t i = 0; i < by_leaf.size(); ++i) {
    Amounts& sum = sums[groups.of_leaf(i)];
    for (std::size_t m = 0; m < kMeasures; ++m) sum[m] = saturating_add(sum[m], by_leaf[i][m]);
  }
  return sums;
}

}  // namespace

// Choice: a group without usage in a bucket has no row there. Observed: cookbook notebook, a bucket
// without usage has "results": [].
Response respond_with_usage(const OperationRequest& call, const Endpoint& endpoint) {
  const Question question = read_question(call, endpoint);
  const std::vector<Leaf> leaves = leaves_of(question);
  const Groups groups(question, leaves);
  const Columns columns = columns_of(endpoint, call);
  Readout readout(leaves, question.first, call.now);
  return page_of_buckets(call, question, [&](std::string& out, Instant end) {
    const std::vector<Amounts> sums = by_group(groups, readout.read_until(end));
    for (std::size_t i = 0; i < sums.size(); ++i) {
      if (sums[i] == Amounts{}) continue;
      append_separator(out);
      out += '{';
      append_member(out, "object", endpoint.object);
      append_counters(out, columns.first, sums[i]);
      for (const Dimension dimension : endpoint.dimensions) {
        append_dimension(out, dimension, groups.labels(i));
      }
      append_counters(out, columns.more, sums[i]);
      append_names(out, question, groups.labels(i), call);
      out += '}';
    }
  });
}

}  // namespace mockmeter::openai
