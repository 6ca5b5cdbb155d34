#include "conformance/benchmark/benchmark.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace mockmeter::conformance {
namespace {

unsigned at_most(unsigned wanted, const Participant& participant) {
  return participant.most == 0 ? wanted : std::min(wanted, participant.most);
}

ResultRow row_of(const Participant& participant) {
  ResultRow row;
  row.client = participant.name;
  row.role = participant.role;
  row.remarks = participant.remarks;
  return row;
}

/// Not finer than one knows it: three digits.
double round_rate(double rate) {
  if (rate <= 0) return 0;
  const double unit = std::pow(10, std::floor(std::log10(rate)) - 2);
  return std::round(rate / unit) * unit;
}

/// One measurement from begin to end.
class MeasurementRun {
 public:
  MeasurementRun(const ThroughputPlan& plan, const std::vector<Participant>& participants,
                 const IsStopped& is_stopped, const std::function<void(const Step&)>& on_step)
      : plan_(plan), participants_(participants), is_stopped_(is_stopped), on_step_(on_step) {}

  std::vector<ResultRow> rows() {
    for (const unsigned in_flight : plan_.in_flight) add_closed(in_flight);
    repeat(0);
    const std::size_t closed = rows_.size();
    for (const Participant& participant : participants_) add_open(participant);
    repeat(closed);
    return std::move(rows_);
  }

 private:
  void add_closed(unsigned in_flight) {
    for (const Participant& participant : participants_) {
      ResultRow& row = rows_.emplace_back(row_of(participant));
      row.in_flight = in_flight;
      row.given = at_most(in_flight, participant);
    }
  }

  void add_open(const Participant& participant) {
    ResultRow row = row_of(participant);
    row.given = at_most(*std::ranges::max_element(plan_.in_flight), participant);
    row.rate = plan_.rate > 0 ? plan_.rate : round_rate(best_of(participant) / 2);
    rows_.push_back(std::move(row));
  }

  double best_of(const Participant& participant) const {
    double best = 0;
    for (const ResultRow& row : rows_) {
      if (row.client == participant.name) best = std::max(best, median(rates_of(row)));
    }
    return best;
  }

  /// All rows from `first` on, once after the other, and again.
  void repeat(std::size_t first) {
    for (int repetition = 1; repetition <= plan_.repetitions; ++repetition) {
      for (std::size_t index = first; index < rows_.size(); ++index) {
        take_turn(rows_[index], participants_[index % participants_.size()], repetition);
      }
    }
    for (std::size_t index = first; index < rows_.size(); ++index) {
      const auto measured = static_cast<int>(rows_[index].repetitions.size());
      rows_[index].is_complete = measured == plan_.repetitions;
    }
  }

  void take_turn(ResultRow& row, const Participant& participant, int repetition) {
    const Step step{row, repetition, done_++, count_steps(plan_, participants_.size())};
    const bool has_rate = !row.is_open() || row.rate > 0;
    if (is_stopped_() || given_up_.contains(participant.name) || !has_rate) return;
    on_step_(step);
    load::LoadPlan load;
    load.connections = row.given;
    load.rate = row.rate;
    load.duration = plan_.duration;
    auto measured = participant.measure(load);
    if (!measured) return;
    if (measured->driven.results == 0) {
      given_up_.insert(participant.name);
      row.remarks.push_back("given up after a repetition without a result");
    }
    row.repetitions.push_back(std::move(*measured));
  }

  const ThroughputPlan& plan_;
  const std::vector<Participant>& participants_;
  const IsStopped& is_stopped_;
  const std::function<void(const Step&)>& on_step_;
  std::vector<ResultRow> rows_;
  std::set<std::string> given_up_;
  std::size_t done_ = 0;
};

}  // namespace

std::size_t count_steps(const ThroughputPlan& plan, std::size_t participants) {
  const std::size_t loads = plan.in_flight.size() + 1;
  return loads * participants * static_cast<std::size_t>(plan.repetitions);
}

std::vector<ResultRow> measure(const ThroughputPlan& plan,
                               const std::vector<Participant>& participants,
                               const IsStopped& is_stopped,
                               const std::function<void(const Step&)>& on_step) {
  return MeasurementRun(plan, participants, is_stopped, on_step).rows();
}

std::vector<double> rates_of(const ResultRow& row) {
  std::vector<double> rates;
  for (const Measurement& each : row.repetitions) rates.push_back(each.driven.results_per_second());
  return rates;
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double spread(const std::vector<double>& values) {
  const double middle = median(values);
  if (middle == 0) return 0;
  const auto [least, most] = std::ranges::minmax_element(values);
  return (*most - *least) / middle;
}

double ceiling_spread(const std::vector<ResultRow>& rows) {
  double widest = 0;
  for (const ResultRow& row : rows) {
    const bool counts = row.role == ParticipantKind::kCeiling && !row.is_open();
    if (counts) widest = std::max(widest, spread(rates_of(row)));
  }
  return widest;
}

}  // namespace mockmeter::conformance
