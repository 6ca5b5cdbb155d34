#include "server/providers/openai/traffic/readout.h"

#include <algorithm>

namespace mockmeter::openai {
namespace {

bool is_chosen(const Question& question, const Labels& labels) {
  return std::ranges::all_of(question.filters, [&](const Chosen& chosen) {
    const std::string_view label = labels.at(chosen.dimension);
    return std::ranges::binary_search(chosen.values, label);
  });
}

/// Where the calls of a stream come from.
struct Origin {
  const Project& project;
  const ProjectKey* key = nullptr;
};

Labels labels_of(const Origin& origin, const PartShape& part) {
  Labels labels{};
  std::copy(part.labels.begin(), part.labels.end(), labels.begin());
  labels[kProject] = origin.project.id;
  if (origin.key != nullptr) {
    labels[kApiKey] = origin.key->id;
    labels[kUser] = origin.key->user;
  }
  return labels;
}

void add_if_chosen(std::vector<Leaf>& leaves, const Question& question, const Leaf& leaf) {
  if (is_chosen(question, leaf.labels)) leaves.push_back(leaf);
}

void add_stream(std::vector<Leaf>& leaves, const Question& question, const Origin& origin,
                const Stream& stream) {
  const Mix& mix = *stream.mix;
  for (std::size_t part = 0; part < mix.size(); ++part) {
    Leaf leaf{&stream.calls, &mix, part, nullptr, labels_of(origin, mix.part(part))};
    if (!question.endpoint->is_costs) {
      if (mix.endpoint() == question.endpoint->name) add_if_chosen(leaves, question, leaf);
      continue;
    }
    for (const LineItem& line : mix.line_items()) {
      leaf.line = &line;
      leaf.labels[kLineItem] = line.name;
      add_if_chosen(leaves, question, leaf);
    }
  }
}

void add_project(std::vector<Leaf>& leaves, const Question& question, const Project& project) {
  if (question.endpoint == &kVectorStores) {
    Leaf level{.curve = &project.vector_store_bytes};
    level.labels[kProject] = project.id;
    add_if_chosen(leaves, question, level);
  }
  for (const Stream& stream : project.traffic) add_stream(leaves, question, {project}, stream);
  for (const ProjectKey& key : project.keys) {
    for (const Stream& stream : key.traffic) add_stream(leaves, question, {project, &key}, stream);
  }
}

}  // namespace

std::vector<Leaf> leaves_of(const Question& question) {
  std::vector<Leaf> leaves;
  for (const Project& project : question.organization->projects) {
    add_project(leaves, question, project);
  }
  return leaves;
}

Readout::Readout(const std::vector<Leaf>& leaves, Instant begin, Instant now)
    : leaves_(leaves),
      now_(now),
      last_(begin),
      cursors_(leaves.size()),
      until_(leaves.size()),
      added_(leaves.size()) {
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    const bool is_first = i == 0 || leaves[i - 1].curve != leaves[i].curve;
    if (is_first) cursors_[i].emplace(*leaves[i].curve);
  }
  read(begin);
}

const std::vector<Amounts>& Readout::read_until(Instant end) {
  const bool has_begun = last_ < now_;
  before_ = until_;
  read(end);
  last_ = end;
  for (std::size_t i = 0; i < leaves_.size(); ++i) {
    if (leaves_[i].mix == nullptr) {
      added_[i][kBytes] = has_begun ? until_[i][kBytes] : 0;
      continue;
    }
    for (std::size_t m = 0; m < kMeasures; ++m) added_[i][m] = until_[i][m] - before_[i][m];
  }
  return added_;
}

void Readout::read(Instant end) {
  std::int64_t reached = 0;
  for (std::size_t i = 0; i < leaves_.size(); ++i) {
    const Leaf& leaf = leaves_[i];
    if (cursors_[i]) reached = cursors_[i]->at(std::min(end, now_));
    if (leaf.mix == nullptr) {
      until_[i][kBytes] = reached;
    } else {
      until_[i] = leaf.mix->sums(leaf.part, reached);
    }
  }
}

}  // namespace mockmeter::openai
