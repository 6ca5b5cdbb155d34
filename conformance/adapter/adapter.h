#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "conformance/judge/judge.h"
#include "conformance/model/outcome.h"

namespace mockmeter::conformance {

struct AdapterOptions {
  std::vector<std::string> command;  ///< with its arguments; found in PATH as a shell would
  std::vector<std::pair<std::string, std::string>> environment;  ///< added to ours
  std::vector<std::string> operations;                           ///< of the hello
  double timeout_scale = 1;
};

/// A client behind its adapter: one JSON object per line, version 1 of the protocol (README.md).
/// Starts the program when it is needed, again when it has ended, and ends it with this object.
/// Thread-safe: as many calls may be under way as the client takes; more wait for their turn.
class Adapter {
 public:
  /// Throws std::runtime_error naming the command and the remedy when it cannot be started.
  explicit Adapter(AdapterOptions options);
  ~Adapter();
  Adapter(const Adapter&) = delete;
  Adapter& operator=(const Adapter&) = delete;

  /// What it said of itself; one that answers a line and exits says nothing.
  const Hello& hello() const;
  /// Makes a call and waits for its outcome, at most `limit` times the scale. Never throws for what
  /// a client does. `noise` gets what came on stderr meanwhile, cut at 64 kB.
  Outcome call(const Call& call, std::chrono::milliseconds limit, std::string* noise = nullptr);
  /// Closes its stdin: whether it ended within two seconds. It is started again by the next call.
  bool ends_at_eof();
  /// What was odd so far, each kind once: "3 lines on stdout were no messages; the first: ...".
  std::vector<std::string> warnings() const;

 private:
  struct Running;
  std::unique_ptr<Running> running_;
};

}  // namespace mockmeter::conformance
