#include <array>
#include <utility>

#include "base/tables.h"
#include "base/text/decimal_text.h"
#include "base/text/utf8.h"
#include "conformance/judge/shown.h"
#include "conformance/throughput/bench_events.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kBenchLabelWidth = 30;
constexpr int kMostDigits = 3;         // more than that no repetition bears out
constexpr double kMostUnbegun = 0.01;  // of all calls: the last ones are always cut off

/// With as many digits as are known: "0.083", "1.24", "35.2", "128".
std::string digits(double value) {
  int places = kMostDigits;
  for (double left = value; left >= 1 && places > 0; left /= 10) --places;
  return decimal_text(value, places);
}

std::string whole(double value) { return decimal_text(value, 0); }

/// A client and what it was given in another measure than asked: "acme 2.4.1 (4)", "acme at 500/s".
/// The width is in bytes: a name in another script is narrower than its column.
std::string label_of(const Row& row) {
  std::string suffix;
  if (row.given < row.in_flight) suffix = " (" + std::to_string(row.given) + ")";
  if (row.rate > 0) suffix = " at " + whole(row.rate) + "/s";
  const std::size_t room = kBenchLabelWidth - suffix.size();
  if (row.client.size() <= room) return row.client + suffix;
  return row.client.substr(0, end_of_character(row.client, room - 2)) + ".." + suffix;
}

using Cells = std::array<std::string, 6>;
using Widths = std::array<std::size_t, 6>;

/// Cells behind a label, each with a blank before it.
std::string line(const std::string& label, const Cells& cells, const Widths& widths) {
  std::string text = padded(label, kBenchLabelWidth);
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    text += " " + right(cells[cell], widths[cell]);
  }
  return text + "\n";
}

/// One of the two tables: what stands above its cells, and what is in them.
struct Table {
  Cells titles;
  Widths widths;
  Cells (*cells_of)(const RowFigures& figures);
};

Cells speed_cells(const RowFigures& figures) {
  return {whole(figures.per_second), whole(figures.spread * 100) + " %",
          digits(figures.p50_ms),    digits(figures.p90_ms),
          digits(figures.p99_ms),    digits(figures.max_ms)};
}

Cells cost_cells(const RowFigures& figures) {
  const auto or_dash = [](const std::optional<double>& value, double unit) {
    return value ? digits(*value / unit) : "-";
  };
  return {digits(figures.requests),         digits(figures.connections),
          whole(figures.bytes_sent),        whole(figures.bytes_received),
          or_dash(figures.processor_us, 1), or_dash(figures.memory, 1e6)};
}

const Table kSpeed{
    {"calls/s", "spread", "p50 ms", "p90 ms", "p99 ms", "max ms"}, {8, 6, 7, 7, 7, 7}, speed_cells};
const Table kCost{
    {"requests", "conns", "B out", "B in", "CPU us", "RSS MB"}, {8, 6, 7, 7, 7, 7}, cost_cells};

/// A part per load, under its name.
std::string figures_table(const Table& table, const std::vector<Row>& rows) {
  const Cells nothing{"-", "-", "-", "-", "-", "-"};
  std::string text;
  std::string load;
  for (const Row& row : rows) {
    if (std::exchange(load, load_name(row)) != load_name(row)) {
      text += "\n" + line(load, table.titles, table.widths);
    }
    const bool is_there = !row.repetitions.empty();
    text += line(label_of(row), is_there ? table.cells_of(figures_of(row)) : nothing, table.widths);
  }
  return text;
}

std::string repetitions_text(const ThroughputPlan& plan) {
  const double seconds = std::chrono::duration<double>(plan.duration).count();
  return std::to_string(plan.repetitions) + " x " + digits(seconds) + " s";
}

/// What the figures alone do not say, a line each.
std::string remarks(const BenchRecord& record) {
  std::vector<std::string> lines;
  const auto say = [&lines](const std::string& text) {
    if (!contains(lines, text)) lines.push_back(text);
  };
  for (const Row& row : record.rows) {
    const RowFigures figures = figures_of(row);
    const std::string where = row.client + ", " + load_name(row) + ": ";
    for (const std::string& remark : row.remarks) say(row.client + ": " + remark);
    if (const std::size_t failed = figures.troubles.total(); failed != 0) {
      say("failed: " + where + std::to_string(failed) + " of " + std::to_string(figures.calls) +
          " calls (" + figures.troubles.text() + "); the first: " + figures.troubles.first);
    }
    if (static_cast<double>(figures.unbegun) > kMostUnbegun * static_cast<double>(figures.calls)) {
      say("too slow: " + where + std::to_string(figures.unbegun) +
          " calls were due and never begun; their waiting counts");
    }
    if (!row.is_complete) {
      say("incomplete: " + where + std::to_string(row.repetitions.size()) + " of " +
          std::to_string(record.plan.repetitions) + " repetitions");
    }
  }
  for (const std::string& noise : noise_in(record.surroundings)) say("noisy: " + noise);
  if (record.is_interrupted) say("interrupted: what was measured until then is shown");
  std::string text;
  for (const std::string& each : lines) text += each + "\n";
  return text.empty() ? text : "\n" + text;
}

}  // namespace

std::string bench_table(const BenchRecord& record) {
  return record.operation + " (" + record.target + "), medians of " +
         repetitions_text(record.plan) + "\n" + figures_table(kSpeed, record.rows) +
         "\nPer call, as the mock and the system saw it; (4): it takes 4 at once\n" +
         figures_table(kCost, record.rows) + remarks(record);
}

}  // namespace mockmeter::conformance
