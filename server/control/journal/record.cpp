#include "server/control/journal/record.h"

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

}  // namespace

void PackedFields::add(std::string_view name, std::string_view value) {
  for (const std::string_view text : {name, value}) {
    bytes_ += text.substr(0, text.find('\0'));
    bytes_ += '\0';
  }
}

std::vector<std::pair<std::string_view, std::string_view>> PackedFields::all() const {
  std::vector<std::pair<std::string_view, std::string_view>> fields;
  for (std::string_view rest = bytes_; !rest.empty();) {
    const std::string_view name = rest.substr(0, rest.find('\0'));
    rest.remove_prefix(name.size() + 1);
    const std::string_view value = rest.substr(0, rest.find('\0'));
    rest.remove_prefix(value.size() + 1);
    fields.emplace_back(name, value);
  }
  return fields;
}

std::size_t Record::memory() const {
  return sizeof(Record) + credential.capacity() + method.capacity() + target.capacity() +
         fields.memory() + body.capacity() + response_fields.memory();
}

std::shared_ptr<const Record> make_record(const Request& request, const Operation* operation,
                                          const Response& response, const SecretNames& names) {
  Redactor redactor(names);
  auto record = std::make_shared<Record>();
  record->operation = operation;
  record->method = request.method;
  record->target = redactor.target(request.target);
  record->fields = pack(request.headers, redactor);
  record->body = redactor.body(request.body);
  record->credential = redactor.credential();
  record->looks_live = redactor.saw_live();
  record->status = response.status;
  record->response_fields = pack(response.headers, redactor);
  record->response_size = response.body.size();
  return record;
}

}  // namespace mockmeter
