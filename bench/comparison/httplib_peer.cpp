// A cpp-httplib server as its manual shows one, tuned: what this project's listener is compared to.
// Usage: mockmeter_httplib_peer PORT CONTENT-TYPE (PATH FILE)...
#include <httplib.h>
#include <sys/socket.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace {

constexpr std::size_t kThreads = 256;  // as many as the benchmark has connections
constexpr std::size_t kRequestsPerConnection = 1'000'000'000;  // httplib's own is 5
constexpr int kBacklog = 1024;                                 // httplib's own is 5

std::string read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::cerr << "cannot read " << path << '\n';
    std::exit(1);
  }
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5 || argc % 2 == 0) {
    std::cerr << "usage: mockmeter_httplib_peer PORT CONTENT-TYPE (PATH FILE)...\n";
    return 2;
  }
  const std::string type = argv[2];
  httplib::Server server;
  server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
  server.set_keep_alive_max_count(kRequestsPerConnection);
  server.set_tcp_nodelay(true);
  int listener = -1;
  server.set_socket_options([&](socket_t socket) { listener = socket; });
  for (int i = 3; i < argc; i += 2) {
    server.Get(argv[i], [body = read_file(argv[i + 1]), type](const httplib::Request&,
                                                              httplib::Response& response) {
      response.set_content(body, type);
    });
  }
  if (!server.bind_to_port("127.0.0.1", std::atoi(argv[1])) || ::listen(listener, kBacklog) != 0) {
    std::cerr << "cannot listen on port " << argv[1] << '\n';
    return 1;
  }
  server.listen_after_bind();
}
