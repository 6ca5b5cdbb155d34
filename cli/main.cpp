#include "cli/options/command_line.h"

int main(int argc, char** argv) { return mockmeter::cli::run_command_line(argc, argv); }
