#include <mockmeter/catalogue.h>
#include <mockmeter/server.h>

#include <iostream>
#include <string>

// Prints where the mock listens, waits until stdin ends, and prints how often the mock was asked.
int main() {
  mockmeter::Server mock;
  std::cout << mock.url() << std::endl;
  std::string line;
  while (std::getline(std::cin, line)) {
  }
  std::cout << mock.requests().total << '\n';
}
