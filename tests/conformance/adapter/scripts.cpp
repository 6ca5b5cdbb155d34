#include "scripts.h"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace mockmeter::conformance {
namespace {

constexpr const char* kWords = R"(
next() {
  IFS= read -r line || exit 0
  id=${line#*'"id":"'}; id=${id%%'"'*}
  op=${line#*'"operation":"'}; op=${op%%'"'*}
}
hello() { echo '{"type":"hello","client":{"name":"test","version":"1","language":"sh"}}'; }
result() { printf '{"id":"%s","result":%s}\n' "$id" "$1"; }
is_hello() { case $line in *'"type":"hello"'*) true ;; *) false ;; esac; }
)";

}  // namespace

AdapterOptions in_sh(const std::string& script) {
  AdapterOptions options;
  options.command = {"sh", "-c", kWords + script};
  return options;
}

Call a_call(const std::string& operation) {
  Call call;
  call.operation = operation;
  call.base_url = "http://127.0.0.1:9/v1";
  return call;
}

bool is_alive(pid_t id) {
  std::ifstream file("/proc/" + std::to_string(id) + "/stat");
  const std::string stat(std::istreambuf_iterator<char>(file), {});
  const std::size_t name_end = stat.rfind(") ");
  return name_end != stat.npos && stat.at(name_end + 2) != 'Z' && stat.at(name_end + 2) != 'X';
}

Folder::Folder() : path_(std::filesystem::temp_directory_path() / "mockmeter-adapter-XXXXXX") {
  if (mkdtemp(path_.data()) == nullptr) throw std::runtime_error("cannot make a folder");
}

Folder::~Folder() { std::filesystem::remove_all(path_); }

std::string Folder::pipe(const std::string& name) const {
  if (mkfifo(file(name).c_str(), 0600) != 0) throw std::runtime_error("cannot make a pipe");
  return file(name);
}

}  // namespace mockmeter::conformance
