#include "conformance/adapter/exact_json.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "conformance/evaluation/values/decimal.h"

namespace mockmeter::conformance {
namespace {

// nlohmann copies and writes a value by recursion, and looks through all members for each one.
constexpr std::size_t kMaxDepth = 512;
constexpr std::size_t kMostMembers = 1024;

/// Whether the shortest text of `value` is what `text` says. An integer comes here only when it is
/// beyond 64 bits.
bool is_exact(double value, std::string_view text) {
  if (text.find_first_of(".eE") == text.npos) return false;
  return decimal_of(value) == parse_decimal(text);
}

class Builder final : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override { return put(value); }
  bool number_unsigned(number_unsigned_t value) override { return put(value); }
  bool number_float(number_float_t value, const string_t& text) override {
    return is_exact(value, text) ? put(value) : put(text);
  }
  bool string(string_t& value) override { return put(std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    Json& object = *open_.back();
    place_ = &object[name];
    return object.size() <= kMostMembers;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }

  Json take() { return std::move(root_); }

 private:
  bool put(Json value) {
    if (!open_.empty() && open_.back()->is_array()) {
      open_.back()->push_back(std::move(value));
      place_ = &open_.back()->back();
    } else {
      *place_ = std::move(value);
    }
    return true;
  }
  bool open(Json container) {
    put(std::move(container));
    open_.push_back(place_);
    return open_.size() <= kMaxDepth;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  Json root_;
  Json* place_ = &root_;     // where the next value goes, when it is no item
  std::vector<Json*> open_;  // containers stay where they are while something is put into them
};

}  // namespace

std::optional<Json> parse_exactly(std::string_view text) {
  Builder builder;
  if (!Json::sax_parse(text, &builder)) return std::nullopt;
  return builder.take();
}

}  // namespace mockmeter::conformance
