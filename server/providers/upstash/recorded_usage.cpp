#include "server/providers/upstash/recorded_usage.h"

#include <algorithm>
#include <vector>

#include "base/tables.h"

namespace mockmeter::upstash {
namespace {

const RecordedCounter& counter_of(const RecordedMetrics& metrics, std::string_view name) {
  static const RecordedCounter kNothing;
  const RecordedCounter* counter = metrics.counter(name);
  return counter == nullptr ? kNothing : *counter;
}

bool have_the_same_windows(const RecordedCounter& a, const RecordedCounter& b) {
  return std::ranges::equal(a.buckets(), b.buckets(), {}, &RecordedBucket::window,
                            &RecordedBucket::window);
}

/// What the series of a split have in common: "messages/" before the id.
struct SplitSource {
  std::string prefix;
  const Split& split;
  const RecordedMetrics& metrics;
  std::string pointer;
};

void check_ids(const SplitSource& source, const SectionReader& reader) {
  source.metrics.visit_counters([&](const std::string& name, const RecordedCounter&) {
    if (!name.starts_with(source.prefix)) return;
    const std::string id = name.substr(source.prefix.size());
    if (contains(source.split.ids, id)) return;
    reader.add_fault(source.pointer, "series of ids that usage has", name);
  });
}

/// By the ids of the split; empty when none of them was recorded, or when they do not fit.
std::vector<const RecordedCounter*> counters_of(const SplitSource& source,
                                                const SectionReader& reader) {
  check_ids(source, reader);
  std::vector<const RecordedCounter*> counters;
  const RecordedCounter* first = nullptr;
  for (const std::string& id : source.split.ids) {
    const RecordedCounter* counter = source.metrics.counter(source.prefix + id);
    counters.push_back(counter);
    if (counter == nullptr) continue;
    if (first == nullptr) first = counter;
    if (have_the_same_windows(*first, *counter)) continue;
    reader.add_fault(source.pointer, "the same windows for all series of " + source.prefix,
                     source.prefix + id);
    return {};
  }
  return counters;
}

template <typename Whole>
RecordedSplit split_of(const SplitSource& source, Whole whole, const SectionReader& reader) {
  return {counters_of(source, reader), whole, [&](std::size_t kind, std::int64_t count) {
            return source.split.parts[kind].sum_first(count);
          }};
}

}  // namespace

const RecordedGauge* RecordedUsage::dead_letters() const {
  return metrics == nullptr ? nullptr : metrics->gauge("dead_letters");
}

const RecordedCounter* RecordedUsage::micro_dollars() const {
  return metrics == nullptr ? nullptr : metrics->counter("micro_dollars");
}

void read_recorded_usage(const Json& user, const std::string& pointer, Usage& usage,
                         SectionReader& reader) {
  RecordedUsage& recorded = usage.recorded;
  recorded.metrics = read_recorded(user, pointer, reader);
  if (recorded.metrics == nullptr) return;
  const RecordedMetrics& metrics = *recorded.metrics;
  const auto requests = [&usage](Instant t) { return usage.requests_at(t); };
  const auto workflow = [&usage](Instant t) { return usage.workflow_at(t); };
  recorded.requests = {counter_of(metrics, "requests"),
                       [&usage](Instant t) { return usage.requests.at(t); }};
  recorded.workflow = {counter_of(metrics, "workflow"),
                       [&usage](Instant t) { return usage.workflow.at(t); }};
  recorded.bytes = {counter_of(metrics, "bytes"),
                    [&](Instant t) { return usage.bytes_of(requests(t)); }};
  recorded.runs = {counter_of(metrics, "workflow_runs"),
                   [&](Instant t) { return workflow(t) / usage.messages_per_run; }};
  const std::string within = pointer + "/recorded";
  recorded.messages = split_of({"messages/", usage.messages, metrics, within}, requests, reader);
  recorded.workflow_messages =
      split_of({"workflow_messages/", usage.workflow_messages, metrics, within}, workflow, reader);
}

}  // namespace mockmeter::upstash
