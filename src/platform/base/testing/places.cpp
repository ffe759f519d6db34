// Where the tests find what they read and run; the paths come from the build.
#include "platform/base/testing.hpp"

#include <cstdlib>

namespace kommin::testing {

std::filesystem::path source_folder()
{
    return KOMMIN_SOURCE_DIR;
}

std::string program_file()
{
    auto const* const other = std::getenv("KOMMIN_TEST_PROGRAM");
    return other != nullptr && *other != '\0' ? other : KOMMIN_PROGRAM;
}

}
