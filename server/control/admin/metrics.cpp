#include <prometheus/text_serializer.h>

#include <chrono>
#include <utility>
#include <vector>

#include "server/control/admin/routes.h"
#include "server/control/version.h"

namespace mockmeter {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;
using Labels = std::vector<ClientMetric::Label>;

MetricFamily family(std::string name, std::string help, MetricType type) {
  return {std::move(name), std::move(help), type, {}};
}

template <typename Number>
void add(MetricFamily& family, Labels labels, Number value) {
  ClientMetric metric;
  metric.label = std::move(labels);
  (family.type == MetricType::Counter ? metric.counter.value : metric.gauge.value) =
      static_cast<double>(value);
  family.metric.push_back(std::move(metric));
}

template <typename Number>
MetricFamily single(std::string name, std::string help, MetricType type, Number value,
                    Labels labels = {}) {
  MetricFamily single = family(std::move(name), std::move(help), type);
  add(single, std::move(labels), value);
  return single;
}

Labels labels_of(const Operation& operation) {
  return {{"provider", std::string(operation.provider())},
          {"operation", std::string(operation.id)}};
}

MetricFamily requests(const Journal::Totals& journal) {
  MetricFamily requests =
      family("mockmeter_requests_total", "Answered requests that fitted an operation.",
             MetricType::Counter);
  for (const auto& [outcome, count] : journal.answered) {
    if (outcome.operation == nullptr) continue;
    Labels labels = labels_of(*outcome.operation);
    labels.push_back({"status", std::to_string(outcome.status)});
    add(requests, std::move(labels), count);
  }
  return requests;
}

/// Of the same responses as `requests`.
MetricFamily latencies(const Journal::Totals& journal) {
  using Seconds = std::chrono::duration<double>;
  MetricFamily latencies =
      family("mockmeter_response_duration_seconds",
             "From a request until its response is due: the work of the mock, and the delays of "
             "settings and faults. A response from the cache counts as 0.",
             MetricType::Histogram);
  for (const auto& [operation, histogram] : journal.latencies) {
    ClientMetric metric;
    metric.label = labels_of(*operation);
    metric.histogram.sample_count = histogram.count();
    metric.histogram.sample_sum = Seconds(histogram.sum()).count();
    const auto cumulative = histogram.cumulative();
    for (std::size_t i = 0; i < cumulative.size(); ++i) {
      metric.histogram.bucket.push_back(
          {cumulative.at(i), Seconds(LatencyHistogram::kBounds.at(i)).count()});
    }
    latencies.metric.push_back(std::move(metric));
  }
  return latencies;
}

MetricFamily unmatched(const Journal::Totals& journal) {
  MetricFamily unmatched =
      family("mockmeter_unmatched_requests_total", "Answered requests that fitted no operation.",
             MetricType::Counter);
  for (const auto& [outcome, count] : journal.answered) {
    if (outcome.operation != nullptr) continue;
    add(unmatched, {{"status", std::to_string(outcome.status)}}, count);
  }
  return unmatched;
}

MetricFamily fired_faults(const FaultCounts& counts) {
  MetricFamily faults =
      family("mockmeter_faults_fired_total", "Faults that fired, by kind.", MetricType::Counter);
  for (const FaultKind& kind : fault_kinds()) {
    add(faults, {{"kind", std::string(kind.name)}}, counts.fired(kind));
  }
  return faults;
}

}  // namespace

std::string metrics_text(const MockState& mock) {
  using std::chrono::duration;
  const Journal::Totals journal = mock.journal().totals();
  const Clock clock = mock.clock();
  return prometheus::TextSerializer().prometheus::Serializer::Serialize({
      requests(journal),
      latencies(journal),
      unmatched(journal),
      fired_faults(mock.fault_counts()),
      single("mockmeter_rate_limited_total", "Calls beyond a rate limit, answered with 429.",
             MetricType::Counter, mock.limiter().refusals()),
      single("mockmeter_journal_entries", "Requests that the journal keeps.", MetricType::Gauge,
             journal.entries),
      single("mockmeter_journal_bytes", "Memory of what the journal keeps, roughly.",
             MetricType::Gauge, journal.bytes),
      single("mockmeter_journal_dropped_total", "Requests that had to leave the journal.",
             MetricType::Counter, journal.dropped),
      single("mockmeter_clock_timestamp_seconds", "Where the mock's clock stands, Unix time.",
             MetricType::Gauge, duration<double>(clock.now().time_since_epoch()).count()),
      single("mockmeter_uptime_seconds", "Since the start, by the machine's clock.",
             MetricType::Gauge, duration<double>(clock.uptime()).count()),
      single("mockmeter_build_info", "1; the label says which version this is.", MetricType::Gauge,
             1, {{"version", std::string(kVersion)}}),
  });
}

namespace admin {

// Source: Prometheus, "Exposition formats": the content type of the text format.
Response get_metrics(const AdminRequest& call) {
  return {200,
          {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
          metrics_text(call.mock),
          {}};
}

}  // namespace admin
}  // namespace mockmeter
