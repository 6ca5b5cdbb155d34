#pragma once

#include <sys/types.h>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/process/child_process.h"
#include "base/process/file_descriptor.h"
#include "conformance/adapter/adapter_process.h"
#include "conformance/adapter/protocol_session.h"
#include "conformance/model/call.h"
#include "conformance/model/trace.h"

namespace mockmeter::conformance {

/// A zone that is never UTC, so that local time shows; no proxy before the mock.
Environment adapter_environment();

struct AdapterOptions {
  std::vector<std::string> command;  ///< with its arguments; found in PATH as a shell would
  Environment environment = adapter_environment();  ///< over ours
  std::vector<std::string> operations;              ///< of the hello
  double timeout_scale = 1;                         ///< of every limit, that of a call too
  /// How many processes of an adapter that replies with a line and exits may run at once. Of one
  /// that loops there are as many as call() names, each with as many calls at once as its hello
  /// says.
  int processes = 1;
};

/// A client behind its adapter: one JSON object per line, version 1 of the protocol (README.md).
/// Starts the program when it is needed, again when it has ended, and ends it with this object.
/// Thread-safe: as many calls may be under way as the client takes; more wait for their turn.
/// Nothing of it is left behind: its processes are killed even when ours is.
class Adapter {
 public:
  /// Starts the program and waits for its hello, or until it is clear that none comes. Throws
  /// std::runtime_error naming the command and the remedy when it cannot be started, or when its
  /// hello breaks the schema.
  explicit Adapter(AdapterOptions options);
  ~Adapter() = default;  ///< no call may be under way
  Adapter(const Adapter&) = delete;
  Adapter& operator=(const Adapter&) = delete;

  /// What it said of itself; one that replies with a line and exits says nothing.
  const ClientInfo& hello() const { return hello_; }
  /// Makes a call and waits for its outcome, at most `limit` times the scale from when its turn has
  /// come. Never throws for what a client does; std::logic_error when the call breaks its schema,
  /// std::runtime_error when there is no process to be had. `noise` gets what came on stderr
  /// meanwhile, cut at 64 kB, always UTF-8. Of an adapter that loops, calls with the same `process`
  /// go to the same process, which is started when it is first needed; process 0 said the hello.
  CallOutcome call(const Call& call, std::chrono::milliseconds limit,
                   std::string* stderr_output = nullptr, std::size_t process = 0);
  /// Closes its stdin: whether it ended within two seconds. It is started again by the next call.
  /// No call may be under way.
  bool exits_on_eof();
  /// The ids of its processes that run now; each leads a process group.
  std::vector<pid_t> processes() const;
  /// The most processes that ran at the same time so far.
  std::size_t peak_processes() const;
  /// Whether it has shown that it replies with a line and exits: at the end of the first call at
  /// the latest.
  bool is_one_shot() const;
  /// What was odd so far, each kind once: "3 lines on stdout were no messages; the first: ...".
  /// Credentials of calls are not shown.
  std::vector<std::string> warnings() const { return state_.warnings.texts(); }

 private:
  // One thread owns the processes, and holds the mutex but while it polls. Callers queue what they
  // want, wake it and wait.
  void work(const std::stop_token& stop);
  void wake() const;
  void advance_hello(TimePoint now);
  ClientInfo read_hello(const Json& said) const;
  void check_shell(const AdapterProcess& process) const;
  void remove_reaped();
  void dispatch();
  /// Null when the call has to wait; starts a process when one may be started.
  AdapterProcess* process_for(const PendingCall& call);
  AdapterProcess& start(std::size_t number);
  void poll_processes(std::unique_lock<std::mutex>& lock);

  const AdapterOptions options_;
  const FileDescriptor wake_event_;
  AdapterState state_;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  ClientInfo hello_;
  bool is_greeted_ = false;     // hello is over, well or with:
  std::exception_ptr failure_;  // it cannot be used
  bool is_closing_ = false;     // the stdin of all that run
  bool ignored_eof_ = false;    // one of them, meanwhile
  std::deque<PendingCall*> queue_;
  std::list<AdapterProcess> processes_;
  std::size_t peak_ = 0;
  std::jthread thread_;  // ends before the rest
};

}  // namespace mockmeter::conformance
