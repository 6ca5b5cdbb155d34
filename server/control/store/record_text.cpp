#include "server/control/store/record_text.h"

#include "server/api/sent_part.h"
#include "server/control/catalog.h"
#include "server/metering/json_text.h"

namespace mockmeter {

std::string text_of(const PackedFields& fields) {
  std::string text = "[";
  for (const auto& [name, value] : fields.all()) {
    text += text.size() == 1 ? "[" : ",[";
    append_quoted(text, name);
    text += ',';
    append_quoted(text, value);
    text += ']';
  }
  return text += ']';
}

PackedFields read_fields(const Json& fields) {
  PackedFields packed;
  for (const Json& field : fields) {
    packed.add(field.at(0).get_ref<const std::string&>(),
               field.at(1).get_ref<const std::string&>());
  }
  return packed;
}

std::string text_of(const std::vector<std::string>& faults) {
  return faults.empty() ? "[]" : Json(faults).dump(-1, ' ', false, Json::error_handler_t::replace);
}

void append_record(std::string& out, const ExchangeRecord& record) {
  out += '[';
  append_quoted(out, record.operation == nullptr ? "" : record.operation->id);
  for (const std::string_view text :
       {std::string_view(record.credential), std::string_view(record.method),
        std::string_view(record.target), std::string_view(record.body), record.error}) {
    out += ',';
    append_quoted(out, text);
  }
  for (const std::string& list :
       {text_of(record.fields), text_of(record.response_fields), text_of(record.faults)}) {
    out += ',';
    out += list;
  }
  for (const std::int64_t number :
       {std::int64_t{record.status}, static_cast<std::int64_t>(record.response_size),
        std::int64_t{record.looks_live}, std::int64_t{record.secret_in_target},
        static_cast<std::int64_t>(record.traits.bits())}) {
    out += ',';
    append_int(out, number);
  }
  out += ']';
}

std::shared_ptr<const ExchangeRecord> read_record(const Json& row) {
  const auto text = [&](std::size_t i) { return row.at(i).get<std::string>(); };
  const auto number = [&](std::size_t i) { return row.at(i).get<std::int64_t>(); };
  auto record = std::make_shared<ExchangeRecord>();
  // An operation that this version does not have any more is as good as none.
  record->operation = find_operation(text(0));
  record->credential = text(1);
  record->method = text(2);
  record->target = text(3);
  record->body = text(4);
  record->error = sent_error(text(5));
  record->fields = read_fields(row.at(6));
  record->response_fields = read_fields(row.at(7));
  record->faults = row.at(8).get<std::vector<std::string>>();
  record->status = static_cast<int>(number(9));
  record->response_size = static_cast<std::size_t>(number(10));
  record->looks_live = number(11) != 0;
  record->secret_in_target = number(12) != 0;
  record->traits = Traits::of_bits(static_cast<unsigned long>(number(13)));
  return record;
}

}  // namespace mockmeter
