#include "platform/web/module.hpp"

#include <set>
#include <stdexcept>
#include <utility>

namespace kommin::web {

void Publishing::list_paths(ListPaths paths)
{
    if (!paths_) {
        paths_ = std::move(paths);
        return;
    }
    paths_ = [first = std::move(paths_), then = std::move(paths)](auto const& take) {
        first(take);
        then(take);
    };
}

void Publishing::find_pages_with(FindPage find)
{
    if (!find_page_) {
        find_page_ = std::move(find);
        return;
    }
    find_page_ = [first = std::move(find_page_),
                  then = std::move(find)](std::string_view path, i18n::Texts const& texts) {
        auto page = first(path, texts);
        return page ? std::move(page) : then(path, texts);
    };
}

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
