#include "conformance/model/wire.h"

#include <algorithm>
#include <chrono>
#include <span>

#include "base/tables.h"
#include "base/text/ascii.h"
#include "base/text/numbers.h"
#include "conformance/model/provider.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kMostShown = 200;

std::string size_text(std::size_t bytes) {
  if (bytes < 1000) return std::to_string(bytes) + " B";
  return decimal_text(static_cast<double>(bytes) / 1000, 1) + " kB";
}

std::string response_text(const Exchange& exchange) {
  const std::string whole = size_text(exchange.response_body.size());
  if (exchange.error.empty()) return std::to_string(exchange.status) + ", " + whole;
  if (exchange.sent_status == 0) return "no response, " + exchange.error;
  return std::to_string(exchange.sent_status) + ", " + size_text(exchange.sent_body_size) + " of " +
         whole + ", " + exchange.error;
}

std::string wire_line(const Exchange& exchange) {
  return exchange.method + ' ' + exchange.target + " -> " + response_text(exchange);
}

std::string gap_text(std::chrono::nanoseconds gap) {
  const auto whole = std::chrono::duration_cast<std::chrono::milliseconds>(gap);
  return ", " + std::to_string(whole.count()) + " ms after the response before";
}

/// For a shell, with variables left alone.
std::string double_quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\' || c == '`' || c == '$') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

/// A client that asks without end shows what it does in its first requests.
std::span<const Exchange> beginning_of(const std::vector<Exchange>& exchanges) {
  return std::span(exchanges).first(std::min(exchanges.size(), kMostShown));
}

}  // namespace

std::vector<std::string> wire_lines(const std::vector<Exchange>& exchanges,
                                    std::optional<std::size_t> scripted) {
  std::vector<std::string> lines;
  for (const Exchange& exchange : beginning_of(exchanges)) {
    std::string line = wire_line(exchange);
    if (scripted && lines.size() >= *scripted) line += ", the script has ended";
    if (!lines.empty())
      line += gap_text(exchange.received_at - exchanges[lines.size() - 1].responded_at);
    lines.push_back(std::move(line));
  }
  if (exchanges.size() > kMostShown) {
    lines.push_back("and " + std::to_string(exchanges.size() - kMostShown) + " requests more");
  }
  return lines;
}

std::string curl_line(const Exchange& exchange, const std::string& options) {
  const bool is_head = exchange.method == "HEAD";  // -X HEAD would wait for a body
  std::string line = is_head ? "curl -I " : "curl -i ";
  if (exchange.method != "GET" && !is_head) line += "-X " + exchange.method + ' ';
  line += options;
  if (!exchange.body.empty()) {
    const std::string* type = find_field(exchange.headers, "content-type");
    if (type != nullptr) line += "-H " + double_quoted("Content-Type: " + *type) + ' ';
    line += "-d " + double_quoted(exchange.body) + ' ';
  }
  return line + "--path-as-is \"$URL" + double_quoted(exchange.target).substr(1);
}

std::vector<std::string> curl_lines(const std::vector<Exchange>& exchanges,
                                    const std::string& operation) {
  std::vector<std::string> lines;
  const std::string credential = curl_option_of(provider_info_of(operation).inputs.front()) + ' ';
  for (const Exchange& exchange : beginning_of(exchanges)) {
    const bool has_credential = find_field(exchange.headers, "authorization") != nullptr;
    const std::string line = curl_line(exchange, has_credential ? credential : "");
    if (!contains(lines, line)) lines.push_back(line);
  }
  return lines;
}

}  // namespace mockmeter::conformance
