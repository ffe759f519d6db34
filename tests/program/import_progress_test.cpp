// Who waits at a terminal for a large import sees how far it is; in a log that would be noise.

#include "platform/base/testing.hpp"
#include "program/installation.hpp"

#include <gmock/gmock.h>

namespace kommin::program_tests {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// What `kommin` says to a terminal. util-linux's `script` makes one.
std::string said_at_a_terminal(std::vector<std::string> const& arguments)
{
    std::string command = "'" + testing::program_file() + "'";
    for (auto const& argument : arguments)
        command += " '" + argument + "'";
    return printed_by("script -qec \"" + command + "\" /dev/null");
}

TEST(ImportProgress, is_shown_at_a_terminal_and_nowhere_else)
{
    Installation const place(db::Engine::sqlite);
    auto const import = place.command({"import", "offers", write_offers(place.data(), 250).string()});
    EXPECT_THAT(
        said_at_a_terminal(import),
        AllOf(
            HasSubstr("\rGelesen: 100"), HasSubstr("\rGelesen: 250\r\n"),
            HasSubstr("\r[############                  ] 100 von 250"),
            HasSubstr("\r[##############################] 250 von 250\r\n"),
            HasSubstr("250 neu, 0 geändert, 0 unverändert")));
    EXPECT_THAT(run(import).err, AllOf(Not(HasSubstr("Gelesen")), Not(HasSubstr("von 250"))));
}

}
} // namespace kommin::program_tests
