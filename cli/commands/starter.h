#pragma once

#include <string>
#include <vector>

#include "cli/options/new_files.h"

namespace mockmeter::cli {

/// The files of an adapter to begin with, in this language. Throws std::invalid_argument that names
/// the languages when it is none of them.
std::vector<NewFile> starter_of(const std::string& language);

/// The files of a job that compares an API with a recording every night.
std::vector<NewFile> drift_starter();

/// `check --init`: as write_starter().
int write_drift_starter(const std::string& folder);

/// `conform --init`: writes them into `folder` and says what they are and what comes next. Throws
/// as starter_of() and make_new_files() do.
int write_starter(const std::string& language, const std::string& folder);

}  // namespace mockmeter::cli
