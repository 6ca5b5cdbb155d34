#include "server/control/journal/record.h"

#include <cstring>

#include "server/api/sent_part.h"
#include "server/control/journal/redact.h"

namespace mockmeter {
namespace {

constexpr std::size_t kUsualFields = 384;  // bytes: one allocation for most requests

PackedFields pack(const Headers& headers, Redactor& redactor) {
  PackedFields packed;
  packed.reserve(kUsualFields);
  for (const auto& [name, value] : headers) packed.add(name, redactor.field(name, value));
  return packed;
}

std::size_t memory_of(const std::vector<std::string>& texts) {
  std::size_t bytes = texts.capacity() * sizeof(std::string);
  for (const std::string& text : texts) bytes += text.capacity();
  return bytes;
}

}  // namespace

void PackedFields::add(std::string_view name, std::string_view value) {
  for (const std::string_view text : {name, value}) {
    const auto length = static_cast<std::uint32_t>(text.size());
    bytes_.append(reinterpret_cast<const char*>(&length), sizeof(length));
    bytes_ += text;
  }
}

std::vector<std::pair<std::string_view, std::string_view>> PackedFields::all() const {
  std::string_view rest = bytes_;
  const auto take = [&rest] {
    std::uint32_t length = 0;
    std::memcpy(&length, rest.data(), sizeof(length));
    const std::string_view text = rest.substr(sizeof(length), length);
    rest.remove_prefix(sizeof(length) + length);
    return text;
  };
  std::vector<std::pair<std::string_view, std::string_view>> fields;
  while (!rest.empty()) {
    const std::string_view name = take();
    fields.emplace_back(name, take());
  }
  return fields;
}

std::string_view ExchangeRecord::query() const {
  const std::string_view path_alone = path();
  return path_alone.size() == target.size()
             ? std::string_view()
             : std::string_view(target).substr(path_alone.size() + 1);
}

std::size_t ExchangeRecord::memory() const {
  return sizeof(ExchangeRecord) + credential.capacity() + method.capacity() + target.capacity() +
         fields.memory() + body.capacity() + response_fields.memory() + memory_of(faults);
}

std::shared_ptr<const ExchangeRecord> make_record(
    const Request& request, const Credential& credential, const Operation* operation,
    const Response& response, const SecretLabels& names, std::vector<std::string> faults) {
  Redactor redactor(names, &credential);
  auto record = std::make_shared<ExchangeRecord>();
  record->operation = operation;
  record->method = request.method;
  record->target = redactor.target(request.target);
  record->secret_in_target = redactor.saw_secret();
  record->fields = pack(request.headers, redactor);
  record->body = redactor.body(request.body);
  record->credential = redactor.credential();
  record->looks_live = redactor.saw_live();
  const SentPart sent = sent_part_of(response);
  record->status = sent.status;
  if (sent.status != 0) record->response_fields = pack(response.headers, redactor);
  record->response_size = sent.body_size;
  record->error = sent.error;
  record->faults = std::move(faults);
  record->traits = response.traits;
  return record;
}

}  // namespace mockmeter
