// The program.
#include "app/cli.h"

int main(int argc, char** argv) { return postern::app::command_line(argc, argv); }
