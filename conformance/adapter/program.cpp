#include "conformance/adapter/program.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string_view>

namespace mockmeter::conformance {
namespace {

constexpr const char* kShell = "/bin/sh";
constexpr std::string_view kUsualPath = "/usr/local/bin:/usr/bin:/bin";

std::vector<std::string> merged(const Environment& added) {
  std::vector<std::string> variables;
  for (char** each = environ; *each != nullptr; ++each) variables.emplace_back(*each);
  for (const auto& [name, value] : added) {
    const std::string start = name + '=';
    std::erase_if(variables, [&start](const std::string& old) { return old.starts_with(start); });
    variables.push_back(start + value);
  }
  return variables;
}

std::string_view value_of_variable(std::string_view name,
                                   const std::vector<std::string>& variables) {
  for (const std::string_view variable : variables) {
    if (variable.starts_with(name) && variable.substr(name.size()).starts_with('=')) {
      return variable.substr(name.size() + 1);
    }
  }
  return kUsualPath;
}

/// Why the file cannot be run; 0 = nothing speaks against it.
int objection_to(const std::string& path) {
  struct stat about {};
  if (stat(path.c_str(), &about) != 0) return errno;
  if (!S_ISREG(about.st_mode)) return EACCES;
  return access(path.c_str(), X_OK) == 0 ? 0 : errno;
}

struct FoundProgram {
  std::string path;
  int objection = ENOENT;
};

/// The first file of that name in `folders` that can be run; why not, when there is none.
FoundProgram look_up(const std::string& name, std::string_view folders) {
  if (name.find('/') != name.npos) return {name, objection_to(name)};
  FoundProgram found;
  for (bool more = !name.empty(); more && found.objection != 0;) {
    const std::size_t end = folders.find(':');
    more = end != folders.npos;
    const std::string folder(folders.substr(0, end));
    const std::string path = (folder.empty() ? "." : folder) + '/' + name;
    const int objection = objection_to(path);
    if (objection == 0 || objection == EACCES) found = {path, objection};
    if (more) folders.remove_prefix(end + 1);
  }
  return found;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> all;
  all.reserve(texts.size() + 2);
  for (const std::string& text : texts) all.push_back(const_cast<char*>(text.c_str()));
  all.push_back(nullptr);
  return all;
}

}  // namespace

Program::Program(std::vector<std::string> command, const Environment& added)
    : command_(std::move(command)), variables_(merged(added)) {
  if (command_.empty()) throw std::runtime_error("there is no command to run");
  FoundProgram found = look_up(command_.front(), value_of_variable("PATH", variables_));
  if (found.objection != 0) throw std::runtime_error(cannot_run(found.objection));
  path_ = std::move(found.path);
  arguments_ = pointers(command_);
  environment_ = pointers(variables_);
  script_ = arguments_;
  script_.front() = const_cast<char*>(path_.c_str());
  script_.insert(script_.begin(), const_cast<char*>(kShell));
}

int Program::execute() const {
  execve(path_.c_str(), arguments_.data(), environment_.data());
  if (errno == ENOEXEC) execve(kShell, script_.data(), environment_.data());
  return errno;
}

std::string Program::cannot_run(int reason) const {
  const bool is_found = reason != ENOENT && reason != ENOTDIR;
  return "cannot run \"" + command_.front() + "\": " + std::strerror(reason) +
         (is_found ? "; is it a program, and executable (chmod +x)? A script may be given to its "
                     "interpreter: \"python3 adapter.py\""
                   : "; is it spelt right, and in a folder of PATH? A script may also name an "
                     "interpreter that is not there in its first line");
}

}  // namespace mockmeter::conformance
