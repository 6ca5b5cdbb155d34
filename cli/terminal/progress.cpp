#include "cli/terminal/progress.h"

#include <unistd.h>

#include <array>
#include <cstdio>

#include "cli/terminal/terminal.h"
#include "conformance/report/summary.h"

namespace mockmeter::cli {
namespace {

using std::chrono::seconds;

constexpr seconds kBeat{1};
constexpr seconds kLong{3};  // a case that takes longer tells how long

long long whole_seconds(std::chrono::nanoseconds time) {
  return std::chrono::duration_cast<seconds>(time).count();
}

/// "0:41", "12:05"
std::string elapsed_text(std::chrono::nanoseconds time) {
  const long long all = whole_seconds(time);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%lld:%02lld", all / 60, all % 60);
  return text.data();
}

std::string under_way_text(const Progress& progress) {
  if (progress.under_way.empty()) return {};
  const Progress::UnderWay& oldest = progress.under_way.front();
  std::string text = "  " + oldest.subject->id;
  const std::chrono::nanoseconds taken = progress.elapsed - oldest.since;
  if (taken >= kLong) text += " (" + std::to_string(whole_seconds(taken)) + " s)";
  const std::size_t more = progress.under_way.size() - 1;
  return more == 0 ? text : text + ", and " + std::to_string(more) + " more";
}

}  // namespace

std::string progress_text(const Progress& progress) {
  if (progress.all == 0) return progress.first + ", " + elapsed_text(progress.elapsed);
  std::string text =
      std::to_string(progress.done) + " of " + std::to_string(progress.all) + " done, ";
  if (progress.failed != 0) text += std::to_string(progress.failed) + " failed, ";
  return text + elapsed_text(progress.elapsed) + under_way_text(progress);
}

ProgressLine::ProgressLine(const std::string& first) {
  progress_.first = first;
  const std::lock_guard lock(mutex_);
  show();
  ticker_ = std::jthread([this](const std::stop_token& stop) { tick(stop); });
}

void ProgressLine::clear() {
  if (!ticker_.joinable()) return;
  ticker_.request_stop();
  ticker_.join();
  show_progress("");
}

void ProgressLine::begin(const conformance::Case& subject, std::size_t all) {
  const std::lock_guard lock(mutex_);
  progress_.all = all;
  progress_.under_way.push_back({&subject, watch_.elapsed()});
  show();
}

void ProgressLine::end(const conformance::Case& subject) {
  const std::lock_guard lock(mutex_);
  const auto is_it = [&](const Progress::UnderWay& each) { return each.subject == &subject; };
  std::erase_if(progress_.under_way, is_it);
}

void ProgressLine::count(const conformance::CaseResult& result, std::size_t done) {
  const std::lock_guard lock(mutex_);
  if (conformance::fails_run(result.verdict, conformance::Level::kMust)) ++progress_.failed;
  progress_.done = done;
  show();
}

void ProgressLine::show() {
  progress_.elapsed = watch_.elapsed();
  show_progress(progress_text(progress_));
}

void ProgressLine::tick(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, stop, kBeat, [&] { return stop.stop_requested(); })) show();
}

}  // namespace mockmeter::cli
