#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace mockmeter::cli {

/// A file that is to be made.
struct NewFile {
  std::string name;
  std::string_view text;
  bool is_program = false;  ///< may be executed
};

/// Makes all of them in `folder`, which is made when it is not there, or none. Throws
/// std::runtime_error: it names every one that is there already, or what cannot be written and why.
void make_new_files(const std::filesystem::path& folder, const std::vector<NewFile>& files);

}  // namespace mockmeter::cli
