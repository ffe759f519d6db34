#pragma once
// Demo: a demonstration while it is being loaded, module by module, in one work.

#include "platform/demo/files.hpp"
#include "platform/demo/story.hpp"
#include "platform/work/work.hpp"

#include <map>
#include <optional>
#include <string>

namespace kommin::demo {

struct Demo {
    Work& work; // of the district that was founded for it
    Files const& files;
    std::optional<Story> story = {};
    std::map<std::string, int> counts = {}; // "offers": how many were made

    // Where all of the district is one; null where its days are those of the files.
    [[nodiscard]] Story const* story_of_district() const
    {
        return story && story->is_of_folder() ? &*story : nullptr;
    }
};

} // namespace kommin::demo
