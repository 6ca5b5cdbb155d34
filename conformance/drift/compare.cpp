#include "conformance/drift/compare.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/tables.h"
#include "base/text/json_pointer.h"
#include "base/text/wording.h"

namespace mockmeter::conformance::drift {
namespace {

/// So many values on each side let "always" and "never" mean something.
constexpr std::size_t kMinEvidence = 2;
/// So many values have shown the usual ones of a list.
constexpr std::size_t kMinListEvidence = 10;
constexpr std::size_t kMaxNamedTexts = 8;

constexpr const char* kAbsent = "absent";

/// Whether a value of this type is one of these: every integer is a number.
bool allows(const TypeSet& types, JsonType type) {
  return types.contains(type) || (type == JsonType::kInteger && types.contains(JsonType::kNumber));
}

TypeSet types_beyond(const TypeSet& now, const TypeSet& before) {
  TypeSet beyond;
  for (const JsonType type : now) {
    if (!allows(before, type)) beyond.insert(type);
  }
  return beyond;
}

std::set<std::string> texts_beyond(const std::set<std::string>& now,
                                   const std::set<std::string>& before) {
  std::set<std::string> beyond;
  std::ranges::set_difference(now, before, std::inserter(beyond, beyond.end()));
  return beyond;
}

std::string list_text(const std::set<std::string>& texts) {
  if (texts.size() <= kMaxNamedTexts) return join(texts, ", ");
  const auto end = std::next(texts.begin(), kMaxNamedTexts);
  return join(std::vector<std::string>(texts.begin(), end), ", ") + " and " +
         std::to_string(texts.size() - kMaxNamedTexts) + " more";
}

bool is_always(const ShapeMember& member, const Shape& shape) {
  return member.present == shape.objects;
}

const Shape* items_of(const Shape* shape) {
  return shape == nullptr || shape->items.empty() ? nullptr : &shape->items.front();
}

const Shape* shape_in(const ShapeMember* member) {
  return member == nullptr ? nullptr : &member->shape;
}

/// What a document says of one member.
enum class MemberRule { kNoDocument, kNotNamed, kOptional, kRequired };

MemberRule rule_of(const Shape* documented, const std::string& name) {
  if (documented == nullptr) return MemberRule::kNoDocument;
  const ShapeMember* member = documented->find(name);
  if (member == nullptr) return MemberRule::kNotNamed;
  return is_always(*member, *documented) ? MemberRule::kRequired : MemberRule::kOptional;
}

class ShapeComparison {
 public:
  void compare(const Shape& before, const Shape& now, const Shape* documented,
               const std::string& path) {
    if (before.values == 0 || now.values == 0) return;
    if (documented != nullptr && documented->is_any) documented = nullptr;
    compare_types(before, now, documented, path);
    compare_texts(before, now, documented, path);
    if (now.exceeds_double && !before.exceeds_double) {
      add({DriftKind::kIntegerRange, DriftSeverity::kChange, path, "integers below 2^53",
           "integers beyond 2^53"});
    }
    if (before.objects != 0 && now.objects != 0) compare_members(before, now, documented, path);
    if (before.items.empty() || now.items.empty()) return;
    compare(before.items.front(), now.items.front(), items_of(documented), below(path, kAnyName));
  }

  std::vector<ShapeDifference> take() { return std::move(found_); }

 private:
  void add(ShapeDifference difference) { found_.push_back(std::move(difference)); }

  void compare_types(const Shape& before, const Shape& now, const Shape* documented,
                     const std::string& path) {
    const TypeSet beyond = types_beyond(now.types, before.types);
    if (beyond.empty()) return;
    const bool is_documented =
        documented != nullptr && types_beyond(beyond, documented->types).empty();
    if (is_documented && !is_switch(before, now)) return;
    const bool is_null =
        beyond == TypeSet{JsonType::kNull} || before.types == TypeSet{JsonType::kNull};
    const bool is_data = is_documented && is_null;
    add({DriftKind::kType, is_data ? DriftSeverity::kChange : DriftSeverity::kBreaking, path,
         to_text(before.types), to_text(now.types)});
  }

  /// Whether what was always of some types never is now.
  static bool is_switch(const Shape& before, const Shape& now) {
    const bool is_seen = before.values >= kMinEvidence && now.values >= kMinEvidence;
    const bool is_numeric =
        allows(now.types, JsonType::kInteger) && allows(before.types, JsonType::kInteger);
    return is_seen && !is_numeric && std::ranges::none_of(now.types, [&](JsonType type) {
             return allows(before.types, type);
           });
  }

  void compare_texts(const Shape& before, const Shape& now, const Shape* documented,
                     const std::string& path) {
    const bool is_form = before.forms.size() == 1 && !before.forms.contains(TextForm::kOther);
    const bool is_seen = before.values >= kMinEvidence && now.values >= kMinEvidence;
    if (is_form && is_seen && !now.forms.empty() && !now.forms.contains(*before.forms.begin())) {
      add({DriftKind::kTextForm, DriftSeverity::kBreaking, path,
           std::string(to_string(*before.forms.begin())),
           join(now.forms, " or ", [](TextForm form) { return to_string(form); })});
    }
    if (!before.is_enumerated || !now.is_enumerated) return;
    const bool is_listed = documented != nullptr && documented->is_enumerated;
    if (!is_listed && before.values < kMinListEvidence) return;
    std::set<std::string> known = before.texts;
    if (is_listed) known.insert(documented->texts.begin(), documented->texts.end());
    for (const std::string& text : texts_beyond(now.texts, known)) {
      add({DriftKind::kNewValue, DriftSeverity::kChange, path, list_text(before.texts), text});
    }
  }

  void compare_members(const Shape& before, const Shape& now, const Shape* documented,
                       const std::string& path) {
    for (const ShapeMember& member : before.members) {
      const std::string place = below(path, member.name);
      const ShapeMember* same = now.find(member.name);
      if (member.name != kAnyName) {
        compare_presence(before, now, member, rule_of(documented, member.name), place);
      }
      if (same == nullptr) continue;
      const Shape* rule = documented == nullptr ? nullptr : shape_in(documented->find(member.name));
      compare(member.shape, same->shape, rule, place);
    }
    for (const ShapeMember& member : now.members) {
      if (member.name == kAnyName || before.find(member.name) != nullptr) continue;
      compare_new(before, now, member, rule_of(documented, member.name), below(path, member.name));
    }
  }

  void compare_presence(const Shape& before, const Shape& now, const ShapeMember& member,
                        MemberRule rule, const std::string& place) {
    const ShapeMember* same = now.find(member.name);
    const bool was_always = is_always(member, before);
    const bool is_seen = before.objects >= kMinEvidence && now.objects >= kMinEvidence;
    const bool is_due = rule == MemberRule::kRequired || rule == MemberRule::kNoDocument;
    const auto severity = is_due ? DriftSeverity::kBreaking : DriftSeverity::kChange;
    const std::string type = to_text(member.shape);
    const bool is_told = rule == MemberRule::kRequired || (was_always && is_seen);
    if (same == nullptr) {
      if (is_told) add({DriftKind::kMissingMember, severity, place, type, kAbsent});
    } else if (is_told && was_always && !is_always(*same, now) && rule != MemberRule::kOptional) {
      add({DriftKind::kOptionalMember, severity, place, type,
           "absent in " + std::to_string(now.objects - same->present) + " of " +
               std::to_string(now.objects)});
    }
  }

  void compare_new(const Shape& before, const Shape& now, const ShapeMember& member,
                   MemberRule rule, const std::string& place) {
    const bool is_seen = before.objects >= kMinEvidence && now.objects >= kMinEvidence;
    const bool is_documented = rule == MemberRule::kOptional || rule == MemberRule::kRequired;
    if (is_documented && !(is_seen && is_always(member, now))) return;
    add({DriftKind::kNewMember, DriftSeverity::kChange, place, kAbsent, to_text(member.shape)});
  }

  std::vector<ShapeDifference> found_;
};

class DocumentComparison {
 public:
  void compare(const Shape& documented, const Shape& now, const std::string& path) {
    if (now.values == 0 || documented.is_any) return;
    if (!types_beyond(now.types, documented.types).empty()) {
      add({DriftKind::kType, DriftSeverity::kBreaking, path, to_text(documented.types),
           to_text(now.types)});
    }
    if (now.is_enumerated && documented.is_enumerated) {
      for (const std::string& text : texts_beyond(now.texts, documented.texts)) {
        add({DriftKind::kNewValue, DriftSeverity::kChange, path, list_text(documented.texts),
             text});
      }
    }
    if (now.objects != 0 && documented.objects != 0) compare_members(documented, now, path);
    if (now.items.empty() || documented.items.empty()) return;
    compare(documented.items.front(), now.items.front(), below(path, kAnyName));
  }

  std::vector<ShapeDifference> take() { return std::move(found_); }

 private:
  void add(ShapeDifference difference) { found_.push_back(std::move(difference)); }

  void compare_members(const Shape& documented, const Shape& now, const std::string& path) {
    for (const ShapeMember& member : documented.members) {
      if (member.name == kAnyName || !is_always(member, documented)) continue;
      const ShapeMember* same = now.find(member.name);
      if (same != nullptr && is_always(*same, now)) continue;
      add({same == nullptr ? DriftKind::kMissingMember : DriftKind::kOptionalMember,
           DriftSeverity::kBreaking, below(path, member.name), to_text(member.shape),
           same == nullptr ? kAbsent : "absent at times"});
    }
    for (const ShapeMember& member : now.members) {
      const std::string place = below(path, member.name);
      if (const ShapeMember* same = documented.find(member.name)) {
        compare(same->shape, member.shape, place);
      } else if (!documented.is_open) {
        add({DriftKind::kNewMember, DriftSeverity::kChange, place, "not named",
             to_text(member.shape)});
      }
    }
  }

  std::vector<ShapeDifference> found_;
};

}  // namespace

std::vector<ShapeDifference> compare(const Shape& before, const Shape& now,
                                     const Shape* documented) {
  ShapeComparison comparison;
  comparison.compare(before, now, documented, "");
  return comparison.take();
}

std::vector<ShapeDifference> compare_documented(const Shape& documented, const Shape& now) {
  DocumentComparison comparison;
  comparison.compare(documented, now, "");
  return comparison.take();
}

std::string to_text(const Shape& shape) {
  if (shape.is_any) return "any value";
  std::string text = to_text(shape.types);
  const bool is_array = shape.types == TypeSet{JsonType::kArray} && !shape.items.empty();
  return is_array ? text + " of " + to_text(shape.items.front().types) : text;
}

std::string text_at(const Shape& shape, std::string_view path) {
  const Shape* here = &shape;
  std::string presence;
  for (const std::string& token : pointer_tokens(path)) {
    presence.clear();
    const ShapeMember* member = here->find(token);
    if (member != nullptr) {
      if (token != kAnyName && !is_always(*member, *here)) presence = ", or absent";
      here = &member->shape;
    } else if (token == kAnyName && !here->items.empty()) {
      here = &here->items.front();
    } else {
      return here->objects != 0 ? kAbsent : "";
    }
  }
  if (here->values == 0) return {};
  return here->is_enumerated && !here->texts.empty() ? list_text(here->texts) + presence
                                                     : to_text(*here) + presence;
}

}  // namespace mockmeter::conformance::drift
