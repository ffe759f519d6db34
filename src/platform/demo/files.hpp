#pragma once
// Files: those of a demonstration, read by the modules that load it. They belong to the program: a broken one
// is our own fault, hence exceptions (std::runtime_error with the name of the file and its first error).

#include "platform/i18n/language.hpp"
#include "platform/json/json.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::demo {

class Files {
public:
    explicit Files(std::filesystem::path directory)
        : directory_(std::move(directory))
    { }
    [[nodiscard]] std::filesystem::path const& directory() const { return directory_; }
    // Throws where there is no such file or folder.
    void require(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] std::string text(std::string const& name) const;
    [[nodiscard]] json::Value json(std::string const& name) const;
    // Names of the files in a folder that end with a suffix, sorted.
    [[nodiscard]] std::vector<std::string> list(std::string const& folder, std::string_view suffix) const;

private:
    std::filesystem::path directory_;
};

// A file of translations of one subject: "offers.uk.json" for the subject "offers".
struct Translated {
    std::string name; // within the folder "translations"
    i18n::Language language;
};
std::vector<Translated> translations_of(Files const& files, std::string_view subject);

// A member of an object, which may be missing: "".
std::string text_at(json::Value const& object, std::string_view name);

} // namespace kommin::demo
