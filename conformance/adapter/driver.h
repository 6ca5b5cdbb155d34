#pragma once

#include <sys/types.h>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "conformance/adapter/descriptor.h"
#include "conformance/adapter/program.h"
#include "conformance/adapter/shared.h"
#include "conformance/adapter/ticket.h"
#include "conformance/adapter/worker.h"

namespace mockmeter::conformance {

/// Starts the processes of an adapter and hands calls out to them. One thread of its own does all
/// that has to do with processes; whoever wants something leaves the wish, rings, and waits.
class Driver {
 public:
  /// `processes` = how many may run at once when each answers one line and exits.
  Driver(const Program& program, Shared& shared, std::size_t processes);
  /// Ends the processes. No call may be under way.
  ~Driver();
  Driver(const Driver&) = delete;
  Driver& operator=(const Driver&) = delete;

  /// Starts a process and tells it the line; what it said, if that is a hello. Throws as Process
  /// does, and std::runtime_error when all that came was a shell's "not found". Once, and first.
  std::optional<Json> greet(const std::string& line);
  /// How many calls a process takes at once. Before the first one.
  void set_parallel(std::size_t calls) { parallel_ = calls; }
  /// Waits until the ticket has its outcome, or its failure.
  void run(Ticket& ticket);
  /// Whether what runs ended when its stdin was closed. No call may be under way.
  bool ends_at_eof();
  std::vector<pid_t> processes();  ///< that run now; each leads a process group
  std::size_t peak_processes();    ///< the most that ran at once
  Life life();

 private:
  struct Greeting {
    const std::string& line;
    Worker* worker = nullptr;
    std::optional<Json> hello{};
    std::exception_ptr failure{};
    bool is_done = false;
  };
  struct Farewell {
    bool is_begun = false;
    bool was_enough = true;
    bool is_done = false;
  };

  void ring() const;

  // The thread does the rest, and holds the mutex but while it polls.
  void loop();
  void begin_wishes(TimePoint now);
  void begin_greeting(TimePoint now);
  void hand_out();
  /// Null when it has to wait; starts a process when one may be started.
  Worker* worker_for(const Ticket& ticket);
  Worker& start(std::size_t number);
  bool collect(TimePoint now);
  void end_wishes();
  void poll_workers(std::unique_lock<std::mutex>& lock);
  std::exception_ptr trouble_of(const Worker& worker) const;

  const Program& program_;
  Shared& shared_;
  const std::size_t processes_;
  std::size_t parallel_ = 1;
  Descriptor bell_;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Ticket*> queue_;
  Greeting* greeting_ = nullptr;
  Farewell* farewell_ = nullptr;
  bool is_stopping_ = false;
  std::list<Worker> workers_;
  std::size_t peak_ = 0;
  std::thread thread_;
};

}  // namespace mockmeter::conformance
