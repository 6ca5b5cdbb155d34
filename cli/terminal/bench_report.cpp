#include "cli/terminal/bench_report.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "server/control/version.h"

namespace mockmeter::cli {
namespace {

struct Rank {
  const char* name;
  double percent;
};
constexpr std::array<Rank, 4> kRanks{{{"p50", 50}, {"p90", 90}, {"p99", 99}, {"p99_9", 99.9}}};

double milliseconds(std::chrono::nanoseconds time) {
  return std::round(static_cast<double>(time.count()) / 1e3) / 1e3;
}

template <typename... Values>
std::string line(const char* format, Values... values) {
  std::array<char, 256> text{};
  const int size = std::snprintf(text.data(), text.size(), format, values...);
  return {text.data(), std::min(static_cast<std::size_t>(size), text.size() - 1)};
}

Json latency_document(const load::Histogram& latency) {
  Json document;
  for (const Rank& rank : kRanks) {
    document[rank.name] = milliseconds(latency.percentile(rank.percent));
  }
  document["max"] = milliseconds(latency.max());
  document["mean"] = milliseconds(latency.mean());
  return document;
}

/// Only the kinds that happened.
Json errors_document(const load::LoadReport& report) {
  Json document = Json::object();
  for (std::size_t kind = 0; kind < report.failures.size(); ++kind) {
    if (report.failures[kind] != 0) document[load::kFailureNames[kind]] = report.failures[kind];
  }
  return document;
}

Json cell_document(const BenchCell& cell) {
  const load::LoadReport& report = cell.report;
  return {{"operation", cell.operation},
          {"target", cell.target},
          {"loop", cell.rate > 0 ? "open" : "closed"},
          {"connections", cell.connections},
          {"rate", cell.rate > 0 ? Json(cell.rate) : Json()},
          {"seconds", milliseconds(report.elapsed) / 1000},
          {"requests", report.requests},
          {"requests_per_second", std::round(report.requests_per_second() * 10) / 10},
          {"bytes", report.bytes},
          {"latency_ms", latency_document(report.latency)},
          {"errors", report.failed()},
          {"errors_by_kind", errors_document(report)},
          {"unanswered", report.unanswered}};
}

std::string cell_text(const BenchCell& cell) {
  const load::LoadReport& report = cell.report;
  const auto at = [&](double percent) { return milliseconds(report.latency.percentile(percent)); };
  std::string text =
      line("%-32s %6u %10.0f %9.3f %9.3f %9.3f %9.3f %9.3f %8.1f %7llu", cell.operation.c_str(),
           cell.connections, report.requests_per_second(), at(50), at(90), at(99), at(99.9),
           milliseconds(report.latency.max()), static_cast<double>(report.bytes) / 1e6,
           static_cast<unsigned long long>(report.failed()));
  const Json errors = errors_document(report);
  for (const auto& [kind, count] : errors.items()) text += " " + kind + "=" + count.dump();
  if (report.unanswered != 0) text += " unanswered=" + std::to_string(report.unanswered);
  return text + "\n";
}

}  // namespace

std::string bench_text(const std::string& url, const std::vector<BenchCell>& cells) {
  std::string text =
      "mockmeter " + std::string(kVersion) + " at " + url + "\n\n" +
      line("%-32s %6s %10s %9s %9s %9s %9s %9s %8s %7s\n", "operation", "conns", "requests/s",
           "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms", "MB", "errors");
  for (const BenchCell& cell : cells) text += cell_text(cell);
  return text;
}

Json bench_document(const std::string& url, const std::vector<BenchCell>& cells) {
  Json document = {{"url", url}, {"version", kVersion}, {"cells", Json::array()}};
  for (const BenchCell& cell : cells) document["cells"].push_back(cell_document(cell));
  return document;
}

}  // namespace mockmeter::cli
