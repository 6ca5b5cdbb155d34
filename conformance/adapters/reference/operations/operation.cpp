#include "conformance/adapters/reference/operations/operation.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "schemas/data/embedded_files.h"

namespace mockmeter {
EmbeddedFiles reference_operations();  // the build makes it
}

namespace reference {
namespace {

/// A value of the file, and where it stands there.
class Node {
 public:
  Node(const Json& value, std::string where) : value_(&value), where_(std::move(where)) {}

  [[noreturn]] void fail(const std::string& what) const {
    throw std::invalid_argument(where_ + ": " + what);
  }
  Node at(const std::string& name) const {
    if (!value_->contains(name)) fail("has no \"" + name + '"');
    return Node(value_->at(name), where_ + '/' + name);
  }
  bool has(const std::string& name) const { return value_->contains(name); }
  template <typename Value>
  Value as() const {
    try {
      return value_->get<Value>();
    } catch (const Json::exception& error) {
      fail(error.what());
    }
  }
  template <typename Value>
  void read(const char* name, Value& value) const {
    if (has(name)) value = at(name).as<Value>();
  }
  std::vector<std::pair<std::string, Node>> members() const {
    if (!value_->is_object()) fail("is no object");
    std::vector<std::pair<std::string, Node>> members;
    for (const auto& [name, value] : value_->items()) members.emplace_back(name, at(name));
    return members;
  }
  /// Refuses a member that has none of these names.
  void allow(std::initializer_list<std::string_view> known) const {
    for (const auto& [name, member] : members()) {
      if (std::ranges::find(known, name) == known.end()) member.fail("is not known");
    }
  }
  /// What the table has for a word that stands here.
  template <typename Value, std::size_t size>
  Value pick(std::string_view word, const std::pair<std::string_view, Value> (&table)[size]) const {
    std::string words;
    for (const auto& [known, value] : table) {
      if (known == word) return value;
      words += (words.empty() ? "" : ", ") + std::string(known);
    }
    fail('"' + std::string(word) + "\" is none of " + words);
  }

 private:
  const Json* value_;
  std::string where_;
};

constexpr std::pair<std::string_view, ArgumentType> kArgumentTypes[] = {
    {"text", ArgumentType::kText},       {"enum", ArgumentType::kEnum},
    {"instant", ArgumentType::kInstant}, {"unix_seconds", ArgumentType::kUnixSeconds},
    {"integer", ArgumentType::kInteger}, {"boolean", ArgumentType::kTruth},
};
constexpr std::pair<std::string_view, Json::value_t> kResponses[] = {
    {"object", Json::value_t::object},
    {"array", Json::value_t::array},
    {"string", Json::value_t::string},
};
constexpr std::pair<std::string_view, Field::Type> kFieldTypes[] = {
    {"plain", Field::Type::kPlain},
    {"integer", Field::Type::kInteger},
    {"number", Field::Type::kNumber},
    {"float", Field::Type::kFloat},
    {"decimal", Field::Type::kDecimal},
    {"instant", Field::Type::kInstant},
    {"unix_seconds", Field::Type::kUnixSeconds},
    {"boolean_text", Field::Type::kTruthText},
    {"list", Field::Type::kList},
    {"open", Field::Type::kOpen},
};

auto pick(const Node& node, const auto& table) { return node.pick(node.as<std::string>(), table); }

Parameter read_parameter(const std::string& name, const Node& node) {
  node.allow({"type", "array", "brackets", "new", "translations", "default", "largest", "uuid"});
  Parameter parameter{name, ParameterLocation::kQuery, pick(node.at("type"), kArgumentTypes)};
  node.read("array", parameter.is_array);
  node.read("brackets", parameter.has_brackets);
  node.read("new", parameter.is_new);
  node.read("translations", parameter.translations);
  node.read("default", parameter.standard);
  node.read("largest", parameter.largest);
  node.read("uuid", parameter.is_uuid);
  return parameter;
}

void add_path_parameters(Operation& operation, const Node& path,
                         const std::map<std::string, Parameter>& parameters) {
  const std::string& text = operation.path;
  for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
    const auto close = text.find('}', open);
    if (close == std::string::npos) path.fail("has a { without a }");
    const std::string name = text.substr(open + 1, close - open - 1);
    const auto known = parameters.find(name);
    operation.parameters.push_back(known == parameters.end() ? Parameter{name} : known->second);
    operation.parameters.back().place = ParameterLocation::kPath;
  }
}

PagingStyle read_paging(const Node& node) {
  node.allow({"items", "argument", "more", "next", "offset", "limit"});
  PagingStyle paging{node.at("items").as<std::string>(), node.at("argument").as<std::string>()};
  node.read("more", paging.more);
  node.read("next", paging.next);
  node.read("offset", paging.offset);
  node.read("limit", paging.limit);
  if (paging.next.empty() == paging.offset.empty()) node.fail("has to have \"next\" or \"offset\"");
  if (paging.next.empty() && paging.more.empty()) node.fail("has no \"more\"");
  return paging;
}

/// `parameters` are those of the file.
Operation read_operation(const std::string& id, const Node& node,
                         const std::map<std::string, Parameter>& parameters) {
  node.allow({"method", "path", "query", "body", "response", "paging"});
  Operation operation{id, node.at("method").as<std::string>(), node.at("path").as<std::string>()};
  add_path_parameters(operation, node.at("path"), parameters);
  std::vector<std::string> query, body;
  node.read("query", query);
  node.read("body", body);
  for (const std::string& name : query) {
    if (!parameters.contains(name)) node.at("query").fail("no parameter is called " + name);
    operation.parameters.push_back(parameters.at(name));
  }
  for (const std::string& name : body)
    operation.parameters.push_back({name, ParameterLocation::kBody});
  operation.response = pick(node.at("response"), kResponses);
  if (!node.has("paging")) return operation;
  operation.paging = read_paging(node.at("paging"));
  const auto argument =
      std::ranges::find(operation.parameters, operation.paging.argument, &Parameter::name);
  if (argument == operation.parameters.end()) node.at("paging").fail("its argument is not sent");
  argument->is_cursor = !operation.paging.next.empty();
  return operation;
}

void read_fields(Model& model, const Node& node) {
  for (const auto& [type, names] : node.members()) {
    const auto add = [&, where = names](const std::string& name, const Field& field) {
      if (!model.fields.emplace(name, field).second) where.fail(name + " is there already");
    };
    if (type == "enum" || type == "word") {
      const Field::Type known = type == "enum" ? Field::Type::kEnum : Field::Type::kWord;
      for (const auto& [name, values] : names.members()) {
        add(name, {known, values.as<std::vector<std::string>>()});
      }
    } else {
      const Field field{names.pick(type, kFieldTypes)};
      for (const auto& name : names.as<std::vector<std::string>>()) add(name, field);
    }
  }
}

Model read_model(const Node& node) {
  Model model;
  read_fields(model, node.at("fields"));
  node.read("companions", model.companions);
  node.read("required", model.required);
  node.read("nullable", model.nullable);
  node.read("neighbours", model.neighbours);
  node.read("totals", model.totals);
  node.read("lists", model.lists);
  if (!node.has("points")) return model;
  node.at("points").allow({"time", "value"});
  model.time = node.at("points").at("time").as<std::string>();
  model.value = node.at("points").at("value").as<std::string>();
  return model;
}

std::vector<Operation> read_all_operations() {
  std::vector<Operation> all;
  for (const auto& file : mockmeter::reference_operations()) {
    std::ranges::move(
        read_operations(std::string(file.path), std::string_view(file.begin, file.end)),
        std::back_inserter(all));
  }
  return all;
}

}  // namespace

const Parameter* Operation::find_parameter(std::string_view name) const {
  const auto found = std::ranges::find(parameters, name, &Parameter::name);
  return found == parameters.end() ? nullptr : &*found;
}

std::vector<Operation> read_operations(const std::string& name, std::string_view text) {
  const Json file = Json::parse(text, nullptr, false);
  const Node root(file, name + '#');
  if (file.is_discarded()) root.fail("is no JSON");
  root.allow({"parameters", "operations", "fields", "companions", "required", "nullable",
              "neighbours", "totals", "lists", "points"});
  std::map<std::string, Parameter> parameters;
  for (const auto& [each, node] : root.at("parameters").members()) {
    parameters.emplace(each, read_parameter(each, node));
  }
  const auto model = std::make_shared<const Model>(read_model(root));
  std::vector<Operation> operations;
  for (const auto& [id, node] : root.at("operations").members()) {
    operations.push_back(read_operation(id, node, parameters));
    operations.back().model = model;
  }
  return operations;
}

const std::vector<Operation>& operations() {
  static const std::vector<Operation> all = read_all_operations();
  return all;
}

const Operation* find_operation(std::string_view id) {
  const auto found = std::ranges::find(operations(), id, &Operation::id);
  return found == operations().end() ? nullptr : &*found;
}

}  // namespace reference
