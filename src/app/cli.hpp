#pragma once
// The command line of Kommin. Exit codes: 0 done, 1 the work failed, 2 wrong use, 3 the input has errors
// (nothing was stored), 4 the database is newer, changed or not migrated.

namespace kommin::app {

int run(int argc, char** argv);

} // namespace kommin::app
