// Stands between mockmeter and a client: reads a call per line, makes it, writes how it ended.
#include <httplib.h>

#include <cctype>
#include <cstdio>
#include <functional>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

using Json = nlohmann::json;

// 1. The client that is tested. Delete this one, and include yours.
struct ApiError : std::runtime_error {
  ApiError(int code, const std::string& message) : std::runtime_error(message), status(code) {}
  int status;
};

Json get(const Json& call, const std::string& path) {
  const std::string url = call["base_url"];
  const auto slash = url.find('/', url.find("://") + 3);
  httplib::Client client(url.substr(0, slash));
  client.set_url_encode(false);  // it is encoded already
  client.set_ca_cert_path(call["options"].value("ca_file", ""));
  client.set_basic_auth(call["credential"]["username"].get<std::string>(),
                        call["credential"]["password"].get<std::string>());
  const httplib::Result answer = client.Get(url.substr(slash) + path);
  if (!answer) throw std::runtime_error(httplib::to_string(answer.error()));
  if (answer->status >= 300) throw ApiError(answer->status, answer->body.substr(0, 500));
  return Json::parse(answer->body);
}

std::string escaped(const std::string& text) {
  std::string all;
  for (const unsigned char c : text) {
    char form[4] = {static_cast<char>(c)};
    if (!std::isalnum(c) && c != '-' && c != '_') std::snprintf(form, sizeof form, "%%%02X", c);
    all += form;
  }
  return all;
}

Json get_stats(const Json& call) {
  const Json& given = call["arguments"];
  const std::string path = "/qstash/stats/" + escaped(given["id"]);
  return get(call, given.contains("period") ? path + "?period=" + escaped(given["period"]) : path);
}

// 2. What it can do: one row per operation of `mockmeter list operations`; no other is supported.
const std::map<std::string, std::function<Json(const Json&)>> kOperations{
    {"upstash.list_qstash_users", [](const Json& call) { return get(call, "/qstash/users"); }},
    {"upstash.get_qstash_stats", get_stats},
};
// 3. Who it is. A feature that is not named is not tested: retry, timeout, paging, tls_ca, gzip.
const Json kHello = Json::parse(R"({"type": "hello", "features": ["tls_ca"],
    "client": {"name": "my-client", "version": "0.1.0", "language": "C++"},
    "operations": ["upstash.list_qstash_users", "upstash.get_qstash_stats"]})");

// 4. The protocol stays as it is: what the client returns is the result, what it throws an error.
Json outcome(const Json& call) try {
  const auto operation = kOperations.find(call["operation"]);
  if (operation == kOperations.end()) return {{"unsupported", "not written yet"}};
  return {{"result", operation->second(call)}};
} catch (const ApiError& error) {
  return {{"error", {{"class", "ApiError"}, {"status", error.status}, {"message", error.what()}}}};
} catch (const std::exception& error) {
  return {{"error", {{"class", "Failure"}, {"message", error.what()}}}};
}

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    const Json message = Json::parse(line);
    Json answer = message["type"] == "hello" ? kHello : outcome(message);
    if (message.contains("id")) answer["id"] = message["id"];
    std::cout << answer.dump(-1, ' ', false, Json::error_handler_t::replace) << std::endl;
  }
}
