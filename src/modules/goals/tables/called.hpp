#pragma once
// Called: what things are called, and which of them a cell means.

#include "platform/search/fold.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

// By the first of several ways of calling a thing that finds any: as it is written, else whatever case and
// signs say. Several things with one name are all found.
template<class Thing>
class Called {
public:
    // `way`: 0 is asked first: the whole title; 1: a part of it; and so on.
    void add(int way, std::string_view name, Thing thing)
    {
        if (name.empty())
            return;
        add_to(written_[way][std::string(name)], thing);
        if (auto folded = search::folded_text(name); !folded.empty())
            add_to(folded_[way][std::move(folded)], thing);
    }
    [[nodiscard]] std::vector<Thing> find_as_written(std::string_view name) const
    {
        return find_in(written_, std::string(name));
    }
    [[nodiscard]] std::vector<Thing> find(std::string_view name) const
    {
        if (auto found = find_as_written(name); !found.empty())
            return found;
        return find_in(folded_, search::folded_text(name));
    }

private:
    using Names = std::map<int, std::map<std::string, std::vector<Thing>>>;

    static void add_to(std::vector<Thing>& things, Thing thing)
    {
        if (std::ranges::find(things, thing) == things.end())
            things.push_back(thing);
    }
    static std::vector<Thing> find_in(Names const& names, std::string const& name)
    {
        for (auto const& [way, things] : names) {
            if (auto const found = things.find(name); found != things.end())
                return found->second;
        }
        return {};
    }

    Names written_, folded_;
};

} // namespace kommin::goals
