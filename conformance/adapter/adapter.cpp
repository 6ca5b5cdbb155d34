#include "conformance/adapter/adapter.h"

#include <poll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/process/environment.h"
#include "conformance/adapter/message.h"
#include "conformance/model/display.h"

namespace mockmeter::conformance {

Environment adapter_environment() {
  Environment environment = proxy_bypass(environment_variable);
  environment.emplace_back("TZ", "Pacific/Auckland");
  return environment;
}

namespace {

using Clock = std::chrono::steady_clock;

/// Signals are for others, and SIGPIPE is for nobody.
std::jthread thread_with_blocked_signals(auto work) {
  sigset_t all{};
  sigset_t before{};
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  std::jthread thread(std::move(work));
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return thread;
}

int timeout_until(TimePoint due) {
  if (due == TimePoint::max()) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(due - Clock::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
}

std::chrono::nanoseconds scaled(std::chrono::nanoseconds time, double scale) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(time * scale);
}

ProcessTimeouts scaled_timeouts(double scale) {
  ProcessTimeouts timeouts;
  for (auto* each : {&timeouts.hello, &timeouts.at_eof, &timeouts.at_term}) {
    *each = scaled(*each, scale);
  }
  return timeouts;
}

}  // namespace

Adapter::Adapter(AdapterOptions options)
    : options_(std::move(options)),
      wake_event_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      state_{scaled_timeouts(options_.timeout_scale)} {
  if (!wake_event_.is_open()) {
    throw std::system_error(errno, std::generic_category(), "cannot make an event");
  }
  thread_ = thread_with_blocked_signals([this](const std::stop_token& stop) { work(stop); });
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return is_greeted_; });
  if (failure_) std::rethrow_exception(failure_);
}

CallOutcome Adapter::call(const Call& call, std::chrono::milliseconds limit,
                          std::string* stderr_output, std::size_t process) {
  std::condition_variable ended;  // its own: no other call's end wakes who waits for this one
  PendingCall pending;
  pending.id = new_id();
  pending.line = call_line(pending.id, call);
  pending.credential = call.credential;
  pending.process = process;
  pending.limit = scaled(limit, options_.timeout_scale);
  pending.ended = &ended;
  std::unique_lock lock(mutex_);
  queue_.push_back(&pending);
  wake();
  ended.wait(lock, [&] { return pending.outcome || pending.failure; });
  if (pending.failure) std::rethrow_exception(pending.failure);
  if (stderr_output != nullptr) *stderr_output = std::move(pending.stderr_output);
  return std::move(*pending.outcome);
}

bool Adapter::exits_on_eof() {
  std::unique_lock lock(mutex_);
  is_closing_ = true;
  ignored_eof_ = false;
  wake();
  changed_.wait(lock, [this] { return processes_.empty(); });
  is_closing_ = false;
  return !ignored_eof_;
}

std::vector<pid_t> Adapter::processes() const {
  const std::lock_guard lock(mutex_);
  std::vector<pid_t> ids;
  for (const AdapterProcess& process : processes_) {
    if (!process.is_gone()) ids.push_back(process.id());
  }
  return ids;
}

std::size_t Adapter::peak_processes() const {
  const std::lock_guard lock(mutex_);
  return peak_;
}

bool Adapter::is_one_shot() const {
  const std::lock_guard lock(mutex_);
  return state_.mode == AdapterMode::kOneShot;
}

void Adapter::work(const std::stop_token& stop) {
  const std::stop_callback wake_to_stop(stop, [this] { wake(); });
  std::unique_lock lock(mutex_);
  for (;;) {
    const TimePoint now = Clock::now();
    for (AdapterProcess& process : processes_) {
      process.tick(now);
      if (is_closing_ || stop.stop_requested()) process.close_stdin(now);
    }
    if (!is_greeted_) advance_hello(now);
    remove_reaped();
    dispatch();
    changed_.notify_all();
    if (stop.stop_requested() && processes_.empty()) return;
    poll_processes(lock);
  }
}

void Adapter::wake() const { eventfd_write(wake_event_.get(), 1); }

void Adapter::advance_hello(TimePoint now) try {
  if (processes_.empty()) start(0).exchange_hello(hello_line(options_.operations), now);
  const AdapterProcess& process = processes_.front();
  if (process.session().awaits_hello()) return;
  if (process.is_reaped()) check_shell(process);
  if (const auto& said = process.session().hello()) hello_ = read_hello(*said);
  is_greeted_ = true;
} catch (const std::exception&) {
  failure_ = std::current_exception();
  is_greeted_ = true;
}

ClientInfo Adapter::read_hello(const Json& said) const try {
  return to_hello(said);
} catch (const std::runtime_error& error) {
  throw std::runtime_error("the adapter \"" + options_.command.front() + "\" cannot be used: " +
                           error.what() + "; conformance/adapter/README.md shows a hello");
}

/// A one-shot adapter may well end with 127 at hello, which it does not know; but a shell that
/// finds no program says so.
void Adapter::check_shell(const AdapterProcess& process) const {
  const int code = process.ending().code;
  const bool is_shells = code == kExitNotFound || code == kExitNotRunnable;
  const std::string_view output = process.session().greeting_output();
  if (!is_shells || process.session().replies() > 0 || output.empty()) return;
  throw std::runtime_error("cannot run \"" + options_.command.front() +
                           "\": " + to_string(process.ending()) + ", and it said " +
                           to_display(output.substr(0, output.find('\n'))) +
                           "; is every program that it starts installed, and in a folder of PATH?");
}

void Adapter::remove_reaped() {
  for (const AdapterProcess& process : processes_) {
    if (!process.is_reaped()) continue;
    ignored_eof_ = ignored_eof_ || process.ignored_eof();
    queue_.insert(queue_.begin(), process.left().begin(), process.left().end());
  }
  processes_.remove_if([](const AdapterProcess& process) { return process.is_reaped(); });
}

void Adapter::dispatch() {
  // A call that waits for its process is in the way of none that is for another one.
  for (auto next = queue_.begin(); next != queue_.end();) {
    PendingCall& call = **next;
    try {
      AdapterProcess* const process = process_for(call);
      if (process == nullptr) {
        ++next;
        continue;
      }
      process->assign(call, Clock::now());
    } catch (const std::exception&) {
      call.failure = std::current_exception();
      call.ended->notify_one();
    }
    next = queue_.erase(next);
  }
}

AdapterProcess* Adapter::process_for(const PendingCall& call) {
  const bool is_one_shot = state_.mode == AdapterMode::kOneShot;
  const auto parallel = static_cast<std::size_t>(hello_.parallel);
  int running = 0;
  for (AdapterProcess& process : processes_) {
    if (process.is_gone() || (!is_one_shot && process.number() != call.process)) continue;
    ++running;
    const bool has_room = !is_one_shot && process.session().pending() < parallel;
    if (process.takes_calls() && has_room) return &process;
  }
  // Calls of the same number share a process that goes on, and so its connections.
  if (running >= (is_one_shot ? std::max(1, options_.processes) : 1)) return nullptr;
  return &start(call.process);
}

AdapterProcess& Adapter::start(std::size_t number) {
  AdapterProcess& process =
      processes_.emplace_back(options_.command, options_.environment, state_, number);
  const auto running =
      std::ranges::count_if(processes_, [](const AdapterProcess& each) { return !each.is_gone(); });
  peak_ = std::max(peak_, static_cast<std::size_t>(running));
  return process;
}

void Adapter::poll_processes(std::unique_lock<std::mutex>& lock) {
  std::vector<pollfd> files{{wake_event_.get(), POLLIN, 0}};
  TimePoint due = TimePoint::max();
  for (const AdapterProcess& process : processes_) {
    const AdapterProcess::Descriptors watched = process.watched();
    files.insert(files.end(), watched.begin(), watched.end());
    due = std::min(due, process.due());
  }
  lock.unlock();
  const bool has_news = poll(files.data(), files.size(), timeout_until(due)) > 0;
  lock.lock();
  eventfd_t wakes = 0;
  eventfd_read(wake_event_.get(), &wakes);
  if (!has_news) return;
  const TimePoint now = Clock::now();
  std::size_t first = 1;
  for (AdapterProcess& process : processes_) {
    process.handle(std::span(files).subspan(first).first<AdapterProcess::kDescriptors>(), now);
    first += AdapterProcess::kDescriptors;
  }
}

}  // namespace mockmeter::conformance
