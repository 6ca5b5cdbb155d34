// What a fixed run looks like in each format: golden/*. A new format gets a row in kGoldens.
// MOCKMETER_UPDATE_GOLDEN=1 writes the files anew; review them as a diff.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "base/tables.h"
#include "conformance/report/formats.h"
#include "tests/conformance/report/records.h"

namespace mockmeter::conformance {
namespace {

struct Golden {
  const char* file;
  const char* format;
  Records (*records)();
};

Records good() { return {}; }

Records interrupted() {
  Records records;
  records.end(records.month(), Verdict::kWarning);
  records.month().checks.back().passed = false;
  records.end(records.retry(), Verdict::kNotRun, "the run was interrupted");
  records.run.interrupted = true;
  return records;
}

const Golden kGoldens[] = {
    {"everything.tap", "tap", Records::of_everything},
    {"everything.md", "markdown", Records::of_everything},
    {"everything.har", "har", Records::of_everything},
    {"everything.svg", "badge", Records::of_everything},
    {"good.tap", "tap", good},
    {"good.md", "markdown", good},
    {"good.svg", "badge", good},
    {"interrupted.tap", "tap", interrupted},
    {"interrupted.md", "markdown", interrupted},
    {"interrupted.svg", "badge", interrupted},
};

std::string path_of(const Golden& golden) {
  return MOCKMETER_SOURCE_DIR "/tests/conformance/report/formats/golden/" +
         std::string(golden.file);
}

std::string text_of(const Golden& golden) {
  const Records records = golden.records();
  return find_by(kReportFormats, &ReportFormat::name, golden.format)->text(records.record());
}

TEST(GoldenReports, AreTheSameFromAFile) {
  for (const Golden& golden : kGoldens) {
    const Records records = golden.records();
    const ReportFormat& format = *find_by(kReportFormats, &ReportFormat::name, golden.format);
    EXPECT_EQ(format.text(records.saved()), format.text(records.record()))
        << golden.file
        << ": a saved run has its texts as UTF-8, so a format has to write them with "
        << "to_utf8 of base/text/utf8.h";
  }
}

TEST(GoldenReports, AreWrittenByteForByte) {
  for (const Golden& golden : kGoldens) {
    const std::string text = text_of(golden);
    if (std::getenv("MOCKMETER_UPDATE_GOLDEN") != nullptr) {
      std::ofstream(path_of(golden)) << text;
      continue;
    }
    std::ostringstream kept;
    kept << std::ifstream(path_of(golden)).rdbuf();
    EXPECT_EQ(text, kept.str()) << golden.file
                                << ": if that is meant, MOCKMETER_UPDATE_GOLDEN=1 ./dev unit "
                                << "conformance/report Golden writes it anew; review the diff";
  }
}

}  // namespace
}  // namespace mockmeter::conformance
