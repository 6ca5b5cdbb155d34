#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "server/metering/integers.h"
#include "server/metering/json_text.h"
#include "server/providers/openai/operations.h"
#include "server/providers/openai/query/question.h"
#include "server/providers/openai/rows.h"
#include "server/providers/openai/traffic/readout.h"
#include "server/providers/openai/variants.h"

namespace mockmeter::openai {
namespace {

constexpr int kNano = 9;  // digits behind the point

/// What is billed under one group. Sums stop at the largest number: 9 billion dollars.
struct Bill {
  std::int64_t quantity = 0;
  std::int64_t nanodollars = 0;
  const LineItem* line = nullptr;  ///< of any of its leaves

  void add(const LineItem& item, const Amounts& amounts) {
    std::int64_t billed = 0;
    for (std::size_t m = 0; m < kMeasures; ++m) {
      if ((item.measures >> m & 1U) != 0) billed = saturating_add(billed, amounts[m]);
    }
    constexpr UInt128 kMost = std::numeric_limits<std::int64_t>::max();
    const UInt128 price =
        UInt128{static_cast<std::uint64_t>(billed)} * static_cast<std::uint64_t>(item.nanodollars);
    quantity = saturating_add(quantity, billed);
    nanodollars = saturating_add(nanodollars, static_cast<std::int64_t>(std::min(price, kMost)));
    line = &item;
  }
};

/// Observed: public clients, 2026: thirty digits behind the point, and "0E-6176" for nothing.
std::string padded(std::int64_t nanodollars) {
  if (nanodollars == 0) return "0E-6176";
  std::string digits = std::to_string(nanodollars);
  if (digits.size() <= kNano) digits.insert(0, kNano + 1 - digits.size(), '0');
  digits.insert(digits.size() - kNano, 1, '.');
  return digits + std::string(30 - kNano, '0');
}

// Source: OpenAPI file f85dbe2, amount: value and currency in lower case, "usd". Observed:
// langwatch and the cookbook: dollars, not cents.
void append_amount(std::string& out, std::int64_t nanodollars, const RequestContext& context) {
  const bool is_number = context.is(kAmountValue, "number");
  out += is_number ? R"(,"amount":{"value":)" : R"(,"amount":{"value":")";
  if (context.is(kAmountValue, "padded")) {
    out += padded(nanodollars);
  } else {
    append_decimal(out, nanodollars, kNano);
  }
  out += is_number ? R"(,"currency":"usd"})" : R"(","currency":"usd"})";
}

/// Source: OpenAPI file f85dbe2: quantity and quantity_unit, when grouped by line_item.
void append_quantity(std::string& out, const Bill* bill) {
  if (bill == nullptr) {
    out += R"(,"quantity":null,"quantity_unit":null)";
    return;
  }
  append_member(out, "quantity", bill->quantity);
  append_nullable_member(out, "quantity_unit", bill->line->unit);
}

// As the example of the documentation has them, then the younger ones.
constexpr std::array<Dimension, 5> kMembers{kLineItem, kProject, kApiKey, kUser, kApiSource};

void append_row(std::string& out, const Bill& bill, const Labels& labels, const Question& question,
                const RequestContext& context) {
  append_separator(out);
  out += '{';
  append_member(out, "object", question.endpoint->object);
  append_amount(out, bill.nanodollars, context);
  for (const Dimension dimension : kMembers) append_dimension(out, dimension, labels);
  append_quantity(out, question.groups[kLineItem] ? &bill : nullptr);
  append_names(out, question, labels, context);
  out += '}';
}

}  // namespace

// Choice: costs come from the same calls as usage, at the world's prices, and from some that no
// usage endpoint shows. Source: reference page of usage: "may not always reconcile perfectly".
Response get_costs(const OperationRequest& call) {
  const Question question = read_question(call, kCosts);
  const std::vector<Leaf> leaves = leaves_of(question);
  const Groups groups(question, leaves);
  Readout readout(leaves, question.first, call.now);
  return page_of_buckets(call, question, [&](std::string& out, Instant end) {
    std::vector<Bill> bills(groups.size());
    const std::vector<Amounts>& by_leaf = readout.read_until(end);
    for (std::size_t i = 0; i < leaves.size(); ++i) {
      bills[groups.of_leaf(i)].add(*leaves[i].line, by_leaf[i]);
    }
    for (std::size_t i = 0; i < bills.size(); ++i) {
      if (bills[i].quantity == 0) continue;
      append_row(out, bills[i], groups.labels(i), question, call);
    }
  });
}

}  // namespace mockmeter::openai
