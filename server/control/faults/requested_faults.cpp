#include "server/control/faults/requested_faults.h"

#include <algorithm>

namespace mockmeter {
namespace {

/// Reads a field from its front.
class FieldReader {
 public:
  explicit FieldReader(std::string_view text) : text_(text) {}

  bool done() const { return text_.empty(); }
  bool take(char c) {
    skip_blanks();
    if (!text_.starts_with(c)) return false;
    text_.remove_prefix(1);
    skip_blanks();
    return true;
  }
  /// Up to one of `stops`.
  std::string_view word(std::string_view stops) {
    skip_blanks();
    const std::size_t size = std::min(text_.find_first_of(stops), text_.size());
    const std::string_view word = text_.substr(0, size);
    text_.remove_prefix(size);
    return word;
  }
  std::string value() {
    if (!take('"')) return std::string(word(" \t,;"));
    std::string value;
    while (!text_.empty() && text_.front() != '"') {
      if (text_.front() == '\\' && text_.size() > 1) text_.remove_prefix(1);
      value += text_.front();
      text_.remove_prefix(1);
    }
    take('"');
    return value;
  }
  void skip_one() { text_.remove_prefix(std::min<std::size_t>(1, text_.size())); }

 private:
  void skip_blanks() {
    text_.remove_prefix(std::min(text_.find_first_not_of(" \t"), text_.size()));
  }
  std::string_view text_;
};

std::optional<std::string> preference_in(std::string_view field, std::string_view name) {
  FieldReader reader(field);
  while (!reader.done()) {
    const std::string_view token = reader.word(" \t=,;");
    const std::string value = reader.take('=') ? reader.value() : std::string();
    if (equal_without_case(token, name)) return value;
    while (reader.take(';')) {  // parameters of another preference
      reader.word(" \t=,;");
      if (reader.take('=')) reader.value();
    }
    if (!reader.take(',')) reader.skip_one();
  }
  return std::nullopt;
}

}  // namespace

RequestedFaults read_requested_faults(const Request& request, Credential& credential) {
  RequestedFaults faults;
  faults.preference = preference(request.headers, "fault");
  if (const std::size_t mark = credential.secret.find('!'); mark != std::string::npos) {
    faults.suffix = credential.secret.substr(mark + 1);
    credential.secret.resize(mark);
    faults.stripped = request;
    faults.stripped->headers.set("Authorization", write_credential(credential));
    if (credential.scheme == "bearer" && mark == 0) credential = {};
  }
  if (faults) faults.requester = request.headers.get("Authorization").value_or("");
  return faults;
}

std::optional<std::string> preference(const Headers& headers, std::string_view name) {
  for (const auto& [field, text] : headers) {
    if (!equal_without_case(field, "Prefer")) continue;
    if (auto value = preference_in(text, name)) return value;
  }
  return std::nullopt;
}

}  // namespace mockmeter
