#pragma once

#include <string>
#include <utility>
#include <vector>

namespace mockmeter::conformance {

using Environment = std::vector<std::pair<std::string, std::string>>;

/// A command that was found, with all that exec needs: after fork nothing may be allocated.
class Program {
 public:
  /// Looks it up as a shell would; `added` goes over our own environment. Throws
  /// std::runtime_error naming the command and the remedy when there is no such program.
  Program(std::vector<std::string> command, const Environment& added);
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// Becomes it. Returns the reason, an errno, only when it cannot. Safe after fork.
  int execute() const;

  const std::string& name() const { return command_.front(); }
  /// "cannot run "x": <reason>; <remedy>".
  std::string cannot_run(int reason) const;

 private:
  const std::vector<std::string> command_;
  std::vector<std::string> variables_;
  std::string path_;
  std::vector<char*> arguments_;
  std::vector<char*> script_;  ///< the arguments of a shell, for a file without "#!"
  std::vector<char*> environment_;
};

}  // namespace mockmeter::conformance
