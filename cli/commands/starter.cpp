#include "cli/commands/starter.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <stdexcept>
#include <string_view>

#include "base/process/exit_code.h"
#include "base/tables.h"
#include "conformance/data/embedded.h"
#include "mockmeter/catalogue.h"

namespace mockmeter::cli {
namespace {

constexpr std::string_view kStarters = "conformance/starters/";

struct Language {
  std::string_view name;    // as it is asked for
  std::string_view folder;  // of kStarters
};
constexpr std::array<Language, 5> kLanguages{
    {{"bash", "bash"}, {"python", "python"}, {"node", "node"}, {"c++", "cpp"}, {"cpp", "cpp"}}};

/// What a file is for, by what its name begins with.
struct Purpose {
  std::string_view start;
  std::string_view text;
};
constexpr std::array<Purpose, 8> kPurposes{{
    {"adapter.", "speaks with mockmeter; your client goes in here"},
    {"CMakeLists", "builds it"},
    {"ci.sh", "tests it, here and in CI"},
    {"github-workflow", "runs that in GitHub Actions; its first lines say how"},
    {"get-mockmeter", "gets the released program, for CI"},
    {"known-failing", "says what may fail for a while"},
    {"drift.sh", "records an API, and compares it with its recording"},
    {"open-issue", "opens an issue with what differs, for CI"},
}};

std::string folder_of(const std::string& language) {
  if (const Language* known = find_by(kLanguages, &Language::name, language)) {
    return std::string(kStarters) + std::string(known->folder) + '/';
  }
  throw std::invalid_argument("--init \"" + language +
                              "\" is no language that there is a starter for; use one of bash, "
                              "python, node, c++ (or cpp), and copy from these for another one");
}

std::string_view purpose_of(std::string_view name) {
  const auto* const found = std::ranges::find_if(
      kPurposes, [name](const Purpose& each) { return name.starts_with(each.start); });
  return found == kPurposes.end() ? "" : found->text;
}

/// Of those below `prefix`, the ones without a folder in their names.
void add_files_of(const std::string& prefix, std::vector<NewFile>& files) {
  for (const std::string_view path : paths_under(suite_table(), prefix)) {
    const std::string_view name = path.substr(prefix.size());
    if (name.find('/') != name.npos) continue;
    const std::string_view text = find_file(suite_table(), path).value();
    files.push_back({std::string(name), text, text.starts_with("#!")});
  }
}

/// A word of sh.
std::string quoted(const std::string& text) {
  constexpr std::string_view kUnquoted =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+";
  if (!text.empty() && text.find_first_not_of(kUnquoted) == text.npos) return text;
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string(R"('\'')") : std::string(1, c);
  return word + '\'';
}

std::string next_command(const std::filesystem::path& folder, const std::string& script) {
  const auto ourselves = std::filesystem::read_symlink("/proc/self/exe");
  return "MOCKMETER=" + quoted(ourselves.string()) + " sh " + quoted((folder / script).string());
}

void write_files(const std::vector<NewFile>& files, const std::string& folder) {
  make_new_files(folder, files);
  constexpr int kColumn = 21;
  std::cout << "Written into " << folder << ":\n";
  for (const NewFile& file : files) {
    std::cout << "  " << std::left << std::setw(kColumn) << file.name << purpose_of(file.name)
              << '\n';
  }
}

}  // namespace

std::vector<NewFile> starter_of(const std::string& language) {
  std::vector<NewFile> files;
  add_files_of(folder_of(language), files);
  add_files_of(std::string(kStarters), files);  // those that every language has
  return files;
}

std::vector<NewFile> drift_starter() {
  std::vector<NewFile> files;
  add_files_of(std::string(kStarters) + "drift/", files);
  add_files_of(std::string(kStarters), files);
  std::erase_if(files, [](const NewFile& file) { return file.name.starts_with("known-failing"); });
  return files;
}

int write_starter(const std::string& language, const std::string& folder) {
  write_files(starter_of(language), folder);
  std::cout << "It passes as it is. Test it now, and again with each operation of yours:\n  "
            << next_command(folder, "ci.sh") << '\n';
  return kExitOk;
}

int write_drift_starter(const std::string& folder) {
  write_files(drift_starter(), folder);
  std::cout << "Record the API now, with its credentials in the environment, and compare it later "
               "without --record:\n  MOCKMETER_URL="
            << catalogue().front().url << ' ' << next_command(folder, "drift.sh") << " --record\n";
  return kExitOk;
}

}  // namespace mockmeter::cli
