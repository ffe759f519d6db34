// Where the tests find what they read and run; the paths come from the build.
#include "platform/base/testing.hpp"

namespace kommin::testing {

std::filesystem::path source_folder()
{
    return KOMMIN_SOURCE_DIR;
}

std::string program_file()
{
    return KOMMIN_PROGRAM;
}

}
