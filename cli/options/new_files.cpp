#include "cli/options/new_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <system_error>

namespace mockmeter::cli {
namespace {

namespace fs = std::filesystem;

/// What was made so far; it goes again unless it is kept.
class Made {
 public:
  Made() = default;
  Made(const Made&) = delete;
  Made& operator=(const Made&) = delete;
  ~Made() {
    std::error_code ignored;  // a folder stays when somebody else put something into it
    for (auto path = paths_.rbegin(); path != paths_.rend(); ++path) fs::remove(*path, ignored);
  }

  void add(fs::path path) { paths_.push_back(std::move(path)); }
  void keep() { paths_.clear(); }

 private:
  std::vector<fs::path> paths_;
};

void refuse_those_that_exist(const fs::path& folder, const std::vector<NewFile>& files) {
  std::string there;
  for (const NewFile& file : files) {
    const fs::path path = folder / file.name;
    if (!fs::exists(fs::symlink_status(path))) continue;
    there += (there.empty() ? "" : ", ") + path.string();
  }
  if (there.empty()) return;
  throw std::runtime_error("nothing is overwritten, and there is already: " + there +
                           "; move that away, or choose another folder with --init-dir");
}

void make_folder(const fs::path& folder, Made& made) {
  if (folder.empty() || fs::is_directory(folder)) return;
  make_folder(folder.parent_path(), made);
  if (fs::create_directory(folder)) made.add(folder);
}

void make_file(const fs::path& path, const NewFile& file, Made& made) {
  constexpr int kNewOnly = O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC;
  const int descriptor = open(path.c_str(), kNewOnly, file.is_program ? 0777 : 0666);
  if (descriptor < 0) throw fs::filesystem_error("", path, {errno, std::generic_category()});
  close(descriptor);
  made.add(path);
  errno = 0;
  if (!(std::ofstream(path, std::ios::binary) << file.text << std::flush)) {
    throw fs::filesystem_error("", path, {errno, std::generic_category()});
  }
}

}  // namespace

void make_new_files(const fs::path& folder, const std::vector<NewFile>& files) try {
  refuse_those_that_exist(folder, files);
  Made made;
  make_folder(folder, made);
  for (const NewFile& file : files) make_file(folder / file.name, file, made);
  made.keep();
} catch (const fs::filesystem_error& error) {
  throw std::runtime_error("cannot write " + error.path1().string() + " (" +
                           error.code().message() +
                           "); choose a folder that is writable with --init-dir");
}

}  // namespace mockmeter::cli
