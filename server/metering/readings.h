#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

namespace mockmeter {

/// One way to read the public record, and who says so.
struct ReadingValue {
  std::string_view value;
  std::string_view source;
};

/// A few of them. A span of its own rows, so that a reading can be written as one constant.
class ReadingValues {
 public:
  constexpr ReadingValues(std::initializer_list<ReadingValue> values) : size_(values.size()) {
    std::copy(values.begin(), values.end(), rows_.begin());
  }
  constexpr const ReadingValue* begin() const { return rows_.data(); }
  constexpr const ReadingValue* end() const { return rows_.data() + size_; }
  constexpr const ReadingValue* data() const { return rows_.data(); }
  constexpr const ReadingValue& front() const { return rows_.front(); }
  constexpr const ReadingValue& back() const { return rows_[size_ - 1]; }
  constexpr std::size_t size() const { return size_; }

 private:
  std::array<ReadingValue, 4> rows_{};
  std::size_t size_;
};

/// A point where the sources disagree and it matters to a client. The first value is the default.
struct Reading {
  std::string_view name;  ///< "acme.period_30d"
  std::string_view question;
  ReadingValues values;

  bool allows(std::string_view value) const;
};

/// The chosen value of every reading that is not at its default. A value; copy it freely.
class Readings {
 public:
  void set(const Reading& reading, std::string_view value) {
    chosen_.insert_or_assign(std::string(reading.name), std::string(value));
  }
  /// Takes over every choice of `other`.
  void choose(const Readings& other);
  std::string_view get(const Reading& reading) const;
  bool is(const Reading& reading, std::string_view value) const { return get(reading) == value; }
  bool operator==(const Readings&) const = default;

 private:
  std::map<std::string, std::string, std::less<>> chosen_;
};

}  // namespace mockmeter
