#include "app/command_outcome.hpp"

#include <cstdio>

namespace kommin::app {

i18n::Texts const& german()
{
    return i18n::Texts::of(i18n::Language::german());
}

int tell(Problem const& problem, ExitCode code)
{
    std::fprintf(stderr, "kommin: %s\n", i18n::text_of(problem, german()).c_str());
    return code;
}

} // namespace kommin::app
