#include "platform/web/module.hpp"

#include <set>
#include <stdexcept>

namespace kommin::web {

void check_modules(std::span<Module const> modules)
{
    std::set<std::string_view> names;
    std::set<std::string_view> subjects;
    for (auto const& module : modules) {
        if (!names.insert(module.name).second)
            throw std::logic_error("two modules have the name " + std::string(module.name));
        for (auto const& subject : module.subjects) {
            if (!subjects.insert(subject.word()).second)
                throw std::logic_error("two modules have the subject " + std::string(subject.word()));
        }
    }
}

} // namespace kommin::web
