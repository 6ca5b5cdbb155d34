#include "schemas/validate.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "base/text/json_pointer.h"
#include "schemas/alternatives.h"
#include "schemas/keywords.h"
#include "schemas/words.h"

// valijson parses the schema and validates single values; the descent and the words are ours,
// because its own report names neither the keyword nor the cause. Weaknesses of 1.0 put right
// here: 1.0 is no `integer` to it, integers above 2^63 - 1 turn negative, and a validator is not
// thread-safe. One file: each that includes valijson takes half a minute to compile.

namespace mockmeter {

struct Schema::Compiled {
  Json document;
  Patterns patterns;
  valijson::Schema root;
};

namespace {

using Value = nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;
using Visitor = valijson::ValidationVisitor<Adapter>;
using Faults = std::vector<ValidationError>;

/// Exact for all integers that JSON values hold here.
long double as_number(const Value& value) {
  if (value.is_number_unsigned()) return static_cast<long double>(value.get<std::uint64_t>());
  if (value.is_number_integer()) return static_cast<long double>(value.get<std::int64_t>());
  return static_cast<long double>(value.get<double>());
}

bool is_whole(const Value& value) {
  return value.is_number_float() && std::trunc(value.get<double>()) == value.get<double>();
}

/// What a schema is checked against: `document` and `patterns` belong to the schema.
struct Context {
  const Json& document;
  const Patterns& patterns;
};

void check(const Context& context, const valijson::Subschema& schema, const Value& value,
           const std::string& pointer, Faults& faults);

/// Checks one value against the constraints of one schema. A visit returns false when the value
/// itself is at fault; faults inside it are reported from below.
class Checker final : public Visitor {
 public:
  Checker(const Context& context, const valijson::Subschema& schema, const Value& value,
          const std::string& pointer, Faults& faults)
      : Visitor(Adapter(value), {}, true, nullptr, unused_),
        context_(context),
        schema_(schema),
        value_(value),
        pointer_(pointer),
        faults_(faults) {}

  void check_all() {
    if (schema_.getAlwaysInvalid()) return report("nothing");
    valijson::Subschema::ApplyFunction visit_one =
        [this](const valijson::constraints::Constraint& constraint) {
          return constraint.accept(*this);
        };
    const std::size_t own = faults_.size();
    if (!schema_.apply(visit_one)) {
      faults_.insert(faults_.begin() + static_cast<std::ptrdiff_t>(own),
                     {pointer_, expected_words(node(schema_)), found_words(value_)});
    }
  }

  using Visitor::visit;

  bool visit(const TypeConstraint& constraint) override {
    bool integer_allowed = false;
    constraint.applyToNamedTypes([&](TypeConstraint::JsonType type) {
      integer_allowed = integer_allowed || type == TypeConstraint::kInteger;
      return true;
    });
    return (integer_allowed && is_whole(value_)) || Visitor::visit(constraint);
  }

  bool visit(const MinimumConstraint& constraint) override {
    if (!value_.is_number()) return true;
    const long double limit = static_cast<long double>(constraint.getMinimum());
    const long double number = as_number(value_);
    return constraint.getExclusiveMinimum() ? number > limit : number >= limit;
  }

  bool visit(const MaximumConstraint& constraint) override {
    if (!value_.is_number()) return true;
    const long double limit = static_cast<long double>(constraint.getMaximum());
    const long double number = as_number(value_);
    return constraint.getExclusiveMaximum() ? number < limit : number <= limit;
  }

  bool visit(const PatternConstraint& constraint) override {
    std::string pattern;
    constraint.getPattern(pattern);
    return !value_.is_string() ||
           matches(context_.patterns, pattern, value_.get_ref<const std::string&>());
  }

  bool visit(const FormatConstraint&) override { return true; }  // documentation only

  bool visit(const RequiredConstraint& constraint) override {
    if (!value_.is_object()) return true;
    constraint.applyToRequiredProperties([&](const auto& name) {
      const std::string member(name.c_str());
      if (!value_.contains(member)) faults_.push_back({pointer_, member_words(member), "missing"});
      return true;
    });
    return true;
  }

  bool visit(const PropertiesConstraint& constraint) override {
    if (!value_.is_object()) return true;
    std::set<std::string> known;
    constraint.applyToProperties([&](const auto& name, const auto* schema) {
      const auto member = value_.find(name.c_str());
      if (member != value_.end()) check_member(*schema, member, known);
      return true;
    });
    constraint.applyToPatternProperties([&](const auto& pattern, const auto* schema) {
      for (auto member = value_.begin(); member != value_.end(); ++member) {
        if (matches(context_.patterns, pattern.c_str(), member.key())) {
          check_member(*schema, member, known);
        }
      }
      return true;
    });
    check_other_members(constraint.getAdditionalPropertiesSubschema(), known);
    return true;
  }

  bool visit(const PropertyNamesConstraint& constraint) override {
    if (!value_.is_object()) return true;
    for (auto member = value_.begin(); member != value_.end(); ++member) {
      check_below(*constraint.getSubschema(), Value(member.key()), below(pointer_, member.key()));
    }
    return true;
  }

  bool visit(const SingularItemsConstraint& constraint) override {
    if (value_.is_array()) check_items(*constraint.getItemsSubschema(), 0);
    return true;
  }

  bool visit(const LinearItemsConstraint& constraint) override {
    if (!value_.is_array()) return true;
    constraint.applyToItemSubschemas([&](unsigned index, const auto* schema) {
      if (index < value_.size()) check_item(*schema, index);
      return true;
    });
    if (const auto* rest = constraint.getAdditionalItemsSubschema()) {
      check_items(*rest, constraint.getItemSubschemaCount());
    } else if (value_.size() > constraint.getItemSubschemaCount()) {
      report("an array of at most " + std::to_string(constraint.getItemSubschemaCount()) +
             " items");
    }
    return true;
  }

  bool visit(const ContainsConstraint& constraint) override {
    return !value_.is_array() || std::ranges::any_of(value_, [&](const Value& item) {
      return below_faults(*constraint.getSubschema(), item).empty();
    });
  }

  bool visit(const AllOfConstraint& constraint) override {
    constraint.applyToSubschemas([&](unsigned, const auto* schema) {
      check_below(*schema, value_, pointer_);
      return true;
    });
    return true;
  }

  bool visit(const AnyOfConstraint& constraint) override {
    const Alternatives tried = try_each(constraint);
    if (tried.fitting() == 0) report_nearest(tried);
    return true;
  }

  bool visit(const OneOfConstraint& constraint) override {
    const Alternatives tried = try_each(constraint);
    if (tried.fitting() == 0) report_nearest(tried);
    if (tried.fitting() > 1) {
      report("a value that fits exactly one of " + std::to_string(tried.count()) +
             " alternatives, not " + std::to_string(tried.fitting()));
    }
    return true;
  }

  bool visit(const NotConstraint& constraint) override {
    return !below_faults(*constraint.getSubschema(), value_).empty();
  }

  bool visit(const ConditionalConstraint& constraint) override {
    const bool holds = below_faults(*constraint.getIfSubschema(), value_).empty();
    const auto* schema = holds ? constraint.getThenSubschema() : constraint.getElseSubschema();
    if (schema) check_below(*schema, value_, pointer_);
    return true;
  }

 private:
  template <typename Constraint>
  Alternatives try_each(const Constraint& constraint) const {
    Alternatives tried(pointer_);
    constraint.applyToSubschemas([&](unsigned, const auto* schema) {
      tried.add(below_faults(*schema, value_));
      return true;
    });
    return tried;
  }

  /// The faults of the alternative that was meant help. Without one, all that would have been
  /// accepted is named.
  void report_nearest(const Alternatives& tried) {
    const Faults nearest = tried.nearest();
    if (!nearest.empty()) {
      faults_.insert(faults_.end(), nearest.begin(), nearest.end());
      return;
    }
    const Json& own = node(schema_);
    report(own.is_object() && own.contains("title") ? own["title"].get<std::string>()
                                                    : tried.expected());
  }

  void check_member(const valijson::Subschema& schema, const Value::const_iterator& member,
                    std::set<std::string>& known) {
    known.insert(member.key());
    check_below(schema, *member, below(pointer_, member.key()));
  }

  void check_other_members(const valijson::Subschema* schema, const std::set<std::string>& known) {
    for (auto member = value_.begin(); member != value_.end(); ++member) {
      if (known.count(member.key()) != 0) continue;
      const std::string place = below(pointer_, member.key());
      if (schema) {
        check_below(*schema, *member, place);
      } else {
        faults_.push_back({place, "no " + member_words(member.key()), found_words(*member)});
      }
    }
  }

  void check_item(const valijson::Subschema& schema, std::size_t index) {
    check_below(schema, value_[index], below(pointer_, std::to_string(index)));
  }

  void check_items(const valijson::Subschema& schema, std::size_t first) {
    for (std::size_t index = first; index < value_.size(); ++index) check_item(schema, index);
  }

  void check_below(const valijson::Subschema& schema, const Value& value,
                   const std::string& pointer) {
    check(context_, schema, value, pointer, faults_);
  }

  Faults below_faults(const valijson::Subschema& schema, const Value& value) const {
    Faults faults;
    check(context_, schema, value, pointer_, faults);
    return faults;
  }

  void report(std::string expected) {
    faults_.push_back({pointer_, std::move(expected), found_words(value_)});
  }

  /// The schema as it was written: annotate_schema() left its place in the description.
  const Json& node(const valijson::Subschema& schema) const {
    static const Json kNone;
    if (!schema.hasDescription()) return kNone;
    return context_.document.at(Json::json_pointer(schema.getDescription()));
  }

  std::unordered_map<std::string, std::regex> unused_;
  const Context& context_;
  const valijson::Subschema& schema_;
  const Value& value_;
  const std::string& pointer_;
  Faults& faults_;
};

void check(const Context& context, const valijson::Subschema& schema, const Value& value,
           const std::string& pointer, Faults& faults) {
  Checker(context, schema, value, pointer, faults).check_all();
}

}  // namespace

Schema::Schema(const Json& document) {
  auto compiled = std::make_shared<Compiled>();
  compiled->document = document;
  Value annotated = document;
  compiled->patterns = annotate_schema(annotated);
  try {
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(Adapter(annotated), compiled->root);
  } catch (const std::exception& error) {
    throw std::invalid_argument(std::string("schema: ") + error.what());
  }
  compiled_ = std::move(compiled);
}

std::vector<ValidationError> Schema::validate(const Json& value) const {
  Faults faults;
  check({compiled_->document, compiled_->patterns}, compiled_->root, Value(value), "", faults);
  return faults;
}

}  // namespace mockmeter
