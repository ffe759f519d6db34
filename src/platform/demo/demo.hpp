#pragma once
// Demo: a demonstration while it is being loaded, module by module, in one work.

#include "platform/demo/files.hpp"
#include "platform/work/work.hpp"

#include <map>
#include <string>

namespace kommin::demo {

struct Demo {
    Work& work; // of the district that was founded for it
    Files const& files;
    std::map<std::string, int> counts = {}; // "offers": how many were made
};

} // namespace kommin::demo
