#include "cli/commands/bench_target.h"

#include <stdexcept>
#include <string_view>

#include "base/text/numbers.h"
#include "mockmeter/catalogue.h"

namespace mockmeter::cli {
namespace {

std::invalid_argument bad_url(const std::string& url) {
  return std::invalid_argument("\"" + url + "\" cannot be measured: use http://HOST:PORT");
}

const OperationInfo& operation_or_throw(const std::string& id) {
  const OperationInfo* operation = find_operation_info(id);
  if (operation == nullptr) {
    throw std::invalid_argument("operation \"" + id +
                                "\" is unknown; see `mockmeter list operations`");
  }
  if (operation->method != "GET") {
    throw std::invalid_argument("operation \"" + id + "\" is a " + std::string(operation->method) +
                                "; a benchmark only reads: choose a GET");
  }
  return *operation;
}

}  // namespace

HostPort parse_url(const std::string& url) {
  constexpr std::string_view kScheme = "http://";
  std::string_view rest = url;
  if (!rest.starts_with(kScheme)) throw bad_url(url);
  rest.remove_prefix(kScheme.size());
  if (rest.ends_with('/')) rest.remove_suffix(1);

  HostPort address{"", 80};
  const std::size_t bracket = rest.starts_with('[') ? rest.find(']') : std::string_view::npos;
  const std::size_t colon = rest.find(':', bracket == std::string_view::npos ? 0 : bracket);
  address.host = rest.substr(0, colon);
  if (bracket != std::string_view::npos) address.host = rest.substr(1, bracket - 1);
  if (colon != std::string_view::npos) {
    address.port = whole_number<std::uint16_t>(rest.substr(colon + 1)).value_or(0);
    if (address.port == 0) throw bad_url(url);
  }
  if (address.host.empty() || address.host.find_first_of("/@?#[") != std::string::npos) {
    throw bad_url(url);
  }
  return address;
}

BenchRequest make_bench_request(const std::string& operation_id, const HostPort& address,
                                std::string target) {
  const OperationInfo& operation = operation_or_throw(operation_id);
  if (target.empty()) target = operation.example;
  const ProviderInfo& provider = *find_provider_info(operation.provider());
  const bool is_ipv6 = address.host.find(':') != std::string::npos;
  const std::string host = is_ipv6 ? "[" + address.host + "]" : address.host;
  std::string bytes =
      "GET " + target + " HTTP/1.1\r\nHost: " + host + ":" + std::to_string(address.port) + "\r\n";
  if (!operation.open) bytes += "Authorization: " + mock_authorization_of(provider) + "\r\n";
  return {operation_id, target, bytes + "\r\n"};
}

}  // namespace mockmeter::cli
