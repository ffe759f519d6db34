#pragma once
// The information and legal pages in the folder "pages" of a founding or of the demonstration:
// <slug>.de.md, and <slug>.<language>.md for each translation.

#include "modules/portal/directory/info_page.hpp"
#include "modules/tenants/api.hpp"
#include "platform/work/work.hpp"

#include <filesystem>
#include <map>
#include <string>

namespace kommin::portal {

struct FolderPages {
    std::map<std::string, InfoPage> pages; // by slug
    tenants::FolderProblems problems; // empty: they can be stored
};

// Reads all and tells all problems at once; a folder without pages has none.
FolderPages read_folder_pages(std::filesystem::path const& folder, tenants::NewDistrict const& district);

// What keeps pages from being shown to the public of a real district: a legal page that is missing, or a form
// that nobody has filled in.
tenants::FolderProblems check_for_public(std::filesystem::path const& folder, FolderPages const& pages);

// Stores them for the tenant of the work and publishes.
void insert_folder_pages(Work& work, FolderPages const& pages);

} // namespace kommin::portal
