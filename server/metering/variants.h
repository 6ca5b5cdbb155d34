#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

#include "base/tables.h"

namespace mockmeter {

/// One way to read the public record, and who says so.
struct VariantValue {
  std::string_view value;
  std::string_view source;
};

/// A few of them. A span of its own rows, so that a variant can be written as one constant.
class VariantValues {
 public:
  constexpr VariantValues(std::initializer_list<VariantValue> values) : size_(values.size()) {
    std::copy(values.begin(), values.end(), rows_.begin());
  }
  constexpr const VariantValue* begin() const { return rows_.data(); }
  constexpr const VariantValue* end() const { return rows_.data() + size_; }
  constexpr const VariantValue* data() const { return rows_.data(); }
  constexpr const VariantValue& front() const { return rows_.front(); }
  constexpr const VariantValue& back() const { return rows_[size_ - 1]; }
  constexpr std::size_t size() const { return size_; }

 private:
  std::array<VariantValue, 4> rows_{};
  std::size_t size_;
};

/// A point where the sources disagree and it matters to a client. The first value is the default.
struct Variant {
  std::string_view name;  ///< "acme.period_30d"
  std::string_view question;
  VariantValues values;

  bool allows(std::string_view value) const {
    return find_by(values, &VariantValue::value, value) != nullptr;
  }
};

/// The chosen value of every variant that is not at its default. A value; copy it freely.
class VariantSelection {
 public:
  void set(const Variant& variant, std::string_view value) {
    chosen_.insert_or_assign(std::string(variant.name), std::string(value));
  }
  /// Takes over every choice of `other`.
  void choose(const VariantSelection& other) {
    for (const auto& [name, value] : other.chosen_) chosen_.insert_or_assign(name, value);
  }
  std::string_view get(const Variant& variant) const {
    const auto found = chosen_.find(variant.name);
    return found == chosen_.end() ? variant.values.front().value : std::string_view(found->second);
  }
  bool is(const Variant& variant, std::string_view value) const { return get(variant) == value; }
  /// The chosen values by the names of their variants.
  const std::map<std::string, std::string, std::less<>>& chosen() const { return chosen_; }
  bool operator==(const VariantSelection&) const = default;

 private:
  std::map<std::string, std::string, std::less<>> chosen_;
};

}  // namespace mockmeter
