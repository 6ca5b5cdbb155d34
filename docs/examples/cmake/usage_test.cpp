#include <mockmeter/server.h>

#include <cstdlib>
#include <iostream>
#include <string>

// Stands for your client: it returns false when the call fails.
bool read_usage(const std::string& base_url) {
  const std::string command =
      "curl -fsS --retry 1 --retry-delay 1 -o usage.json"
      " -H 'Authorization: Bearer zk_test_professional' '" +
      base_url + "/developer/usage?timeframe=1h'";
  return std::system(command.c_str()) == 0;
}

int main() {
  mockmeter::Server mock;  // on a free port; stops at the end of main
  mock.add_fault("status=503,times=1,op=zkscore.get_usage");
  const bool ok = read_usage(mock.url() + "/v1");

  for (const mockmeter::Finding& finding : mock.findings()) {
    std::cerr << finding.name << ": " << finding.message << '\n';
  }
  if (!ok || mock.requests().total != 2 || !mock.findings().empty()) return EXIT_FAILURE;
  std::cout << "the client tried again after the 503\n";
}
