#include "conformance/setup/test_authority.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "base/files/temporary_file.h"
#include "base/process/environment.h"

namespace mockmeter::conformance {
TestAuthority::TestAuthority() : folder_(temporary_folder() / "mockmeter-trust-XXXXXX") {
  const bool is_made = mkdtemp(folder_.data()) != nullptr;
  file_ = folder_ + "/authority.pem";
  if (is_made && std::ofstream(file_) << certificate_of(*authority_) << std::flush) return;
  if (is_made) remove();
  throw std::runtime_error("cannot write " + file_ + "; let TMPDIR name a writable folder");
}

TestAuthority::~TestAuthority() { remove(); }

std::vector<std::pair<std::string, std::string>> TestAuthority::environment() const {
  std::vector<std::pair<std::string, std::string>> variables;
  variables.reserve(kTrustVariables.size());
  for (const TrustVariable& variable : kTrustVariables) {
    variables.emplace_back(variable.name, file_);
  }
  return variables;
}

void TestAuthority::remove() const noexcept {
  unlink(file_.c_str());
  rmdir(folder_.c_str());
}

}  // namespace mockmeter::conformance
