#pragma once

#include <sys/types.h>

#include <string>

#include "base/process/process_ending.h"
#include "conformance/adapter/descriptor.h"
#include "conformance/adapter/program.h"

namespace mockmeter::conformance {

/// The exit code of a shell that finds no such program.
inline constexpr int kNotFound = 127;

/// A running program whose stdin, stdout and stderr are pipes of ours. It leads a process group of
/// its own and has no other file of ours, no blocked or ignored signal. Linux kills it when the
/// thread that started it ends: let that thread live longer than this object.
class Process {
 public:
  /// Throws std::runtime_error naming the command and the remedy when it cannot be run, and
  /// std::system_error when there is no pipe or process left.
  explicit Process(const Program& program);
  /// Kills what is left of the group.
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  /// Our ends: never blocking, closed with the object.
  Descriptor in;
  Descriptor out;
  Descriptor err;
  /// poll() finds it readable when the program has ended.
  int end_descriptor() const { return end_.get(); }
  pid_t id() const { return id_; }  ///< of its group, too; 0 once it is reaped
  /// To the whole group.
  void send(int signal) const;
  /// Kills what is left of its group and tells how the program itself ended; waits for that.
  ProcessEnding reap();

 private:
  pid_t id_ = 0;  // 0 = reaped
  Descriptor end_;
};

}  // namespace mockmeter::conformance
