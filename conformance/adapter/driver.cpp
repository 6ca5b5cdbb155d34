#include "conformance/adapter/driver.h"

#include <poll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "conformance/model/shown.h"

namespace mockmeter::conformance {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kNotRunnable = 126;  // as shells have it

/// A thread that gets no signal: they are for others, and SIGPIPE is for nobody.
std::thread deaf_thread(auto work) {
  sigset_t all{};
  sigset_t before{};
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  std::thread thread(std::move(work));
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return thread;
}

int timeout_until(TimePoint due) {
  if (due == TimePoint::max()) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(due - Clock::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
}

}  // namespace

Driver::Driver(const Program& program, Shared& shared, std::size_t processes)
    : program_(program),
      shared_(shared),
      processes_(processes),
      bell_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!bell_.is_open()) {
    throw std::system_error(errno, std::generic_category(), "cannot make an event");
  }
  thread_ = deaf_thread([this] { loop(); });
}

Driver::~Driver() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  ring();
  thread_.join();
}

std::optional<Json> Driver::greet(const std::string& line) {
  Greeting greeting{line};
  std::unique_lock lock(mutex_);
  greeting_ = &greeting;
  ring();
  changed_.wait(lock, [&] { return greeting.is_done; });
  if (greeting.failure) std::rethrow_exception(greeting.failure);
  return std::move(greeting.hello);
}

void Driver::run(Ticket& ticket) {
  std::condition_variable ended;  // its own: no other call's end wakes who waits for this one
  ticket.ended = &ended;
  std::unique_lock lock(mutex_);
  queue_.push_back(&ticket);
  ring();
  ended.wait(lock, [&] { return ticket.outcome || ticket.failure; });
}

bool Driver::ends_at_eof() {
  Farewell farewell;
  std::unique_lock lock(mutex_);
  farewell_ = &farewell;
  ring();
  changed_.wait(lock, [&] { return farewell.is_done; });
  return farewell.was_enough;
}

std::vector<pid_t> Driver::processes() {
  const std::lock_guard lock(mutex_);
  std::vector<pid_t> ids;
  for (const Worker& worker : workers_) {
    if (!worker.has_ended()) ids.push_back(worker.process_id());
  }
  return ids;
}

std::size_t Driver::peak_processes() {
  const std::lock_guard lock(mutex_);
  return peak_;
}

Life Driver::life() {
  const std::lock_guard lock(mutex_);
  return shared_.life;
}

void Driver::ring() const { eventfd_write(bell_.get(), 1); }

void Driver::loop() {
  std::unique_lock lock(mutex_);
  for (;;) {
    const TimePoint now = Clock::now();
    for (Worker& worker : workers_) worker.tick(now);
    begin_wishes(now);
    do hand_out();
    while (collect(Clock::now()));
    end_wishes();
    changed_.notify_all();
    if (is_stopping_ && workers_.empty()) return;
    poll_workers(lock);
  }
}

void Driver::begin_wishes(TimePoint now) {
  if (greeting_ != nullptr && greeting_->worker == nullptr) begin_greeting(now);
  const bool is_parting = farewell_ != nullptr && !std::exchange(farewell_->is_begun, true);
  if (!is_parting && !is_stopping_) return;
  for (Worker& worker : workers_) worker.dismiss(now);
}

void Driver::begin_greeting(TimePoint now) {
  try {
    greeting_->worker = &start(0);
    greeting_->worker->greet(greeting_->line, now);
  } catch (const std::exception&) {
    greeting_->failure = std::current_exception();
    greeting_->is_done = true;
    greeting_ = nullptr;
  }
}

void Driver::hand_out() {
  // A call that waits for its process is in the way of none that is for another one.
  for (auto next = queue_.begin(); next != queue_.end();) {
    Ticket& ticket = **next;
    try {
      Worker* const worker = worker_for(ticket);
      if (worker == nullptr) {
        ++next;
        continue;
      }
      worker->give(ticket, Clock::now());
    } catch (const std::exception&) {
      ticket.failure = std::current_exception();
      ticket.ended->notify_one();
    }
    next = queue_.erase(next);
  }
}

Worker* Driver::worker_for(const Ticket& ticket) {
  const bool one_line_each = shared_.life == Life::kOneShot;
  std::size_t running = 0;
  for (Worker& worker : workers_) {
    if (worker.has_ended() || (!one_line_each && worker.number() != ticket.process)) continue;
    ++running;
    const Conversation& talk = worker.conversation();
    const bool has_room = one_line_each ? talk.is_untouched() : talk.pending() < parallel_;
    if (worker.takes_calls() && has_room) return &worker;
  }
  // Calls of the same number share a process that loops, and so its connections.
  if (running >= (one_line_each ? processes_ : 1)) return nullptr;
  return &start(ticket.process);
}

Worker& Driver::start(std::size_t number) {
  Worker& worker = workers_.emplace_back(program_, shared_, number);
  const auto running = std::count_if(workers_.begin(), workers_.end(),
                                     [](const Worker& each) { return !each.has_ended(); });
  peak_ = std::max(peak_, static_cast<std::size_t>(running));
  return worker;
}

/// Takes back the calls that others have to make; whether there were any.
bool Driver::collect(TimePoint now) {
  std::vector<Ticket*> returned;
  for (Worker& worker : workers_) {
    Conversation& talk = worker.conversation();
    for (Ticket* ticket : talk.take_returned()) returned.push_back(ticket);
    const bool has_served = talk.answered() > 0 && talk.pending() == 0;
    if (shared_.life == Life::kOneShot && has_served) worker.dismiss(now);
  }
  queue_.insert(queue_.begin(), returned.begin(), returned.end());
  return !returned.empty();
}

void Driver::end_wishes() {
  if (greeting_ != nullptr && !greeting_->worker->conversation().awaits_hello()) {
    const Worker& worker = *greeting_->worker;
    greeting_->hello = worker.conversation().hello();
    if (worker.is_gone()) greeting_->failure = trouble_of(worker);
    greeting_->is_done = true;
    greeting_ = nullptr;
  }
  std::erase_if(workers_, [this](const Worker& worker) {
    if (farewell_ != nullptr && worker.outlived_eof()) farewell_->was_enough = false;
    return worker.is_gone();
  });
  if (farewell_ != nullptr && farewell_->is_begun && workers_.empty()) {
    farewell_->is_done = true;
    farewell_ = nullptr;
  }
}

void Driver::poll_workers(std::unique_lock<std::mutex>& lock) {
  std::vector<pollfd> files{{bell_.get(), POLLIN, 0}};
  TimePoint due = TimePoint::max();
  for (const Worker& worker : workers_) {
    const Worker::Descriptors watched = worker.watched();
    files.insert(files.end(), watched.begin(), watched.end());
    due = std::min(due, worker.due());
  }
  lock.unlock();
  const bool has_news = poll(files.data(), files.size(), timeout_until(due)) > 0;
  lock.lock();
  eventfd_t rings = 0;
  eventfd_read(bell_.get(), &rings);
  if (!has_news) return;
  const TimePoint now = Clock::now();
  std::size_t first = 1;
  for (Worker& worker : workers_) {
    worker.handle(std::span(files).subspan(first).first<Worker::kDescriptors>(), now);
    first += Worker::kDescriptors;
  }
}

/// What speaks against a program that ended before it said anything. A one-shot adapter may well
/// end with 127 at hello, which it does not know; but a shell that finds no program says so.
std::exception_ptr Driver::trouble_of(const Worker& worker) const {
  const ProcessEnding& ending = worker.ending();
  const bool is_shells = ending.code == kNotFound || ending.code == kNotRunnable;
  const Conversation& talk = worker.conversation();
  const std::string_view noise = talk.greeting_noise();
  if (!is_shells || talk.answered() > 0 || noise.empty()) return nullptr;
  return std::make_exception_ptr(
      std::runtime_error("cannot run \"" + program_.name() + "\": " + to_string(ending) +
                         ", and it said " + shown(noise.substr(0, noise.find('\n'))) +
                         "; is every program that it starts installed, and in a folder of PATH?"));
}

}  // namespace mockmeter::conformance
