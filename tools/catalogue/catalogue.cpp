#include "catalogue.hpp"

#include "pattern.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/text.hpp"
#include "po_file.hpp"
#include "source_scan.hpp"

#include <unicode/plurrule.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace kommin::catalogue {
namespace {

namespace fs = std::filesystem;

std::string read_file(fs::path const& path)
{
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        throw std::runtime_error("cannot read " + path.string());
    std::ostringstream content;
    content << stream.rdbuf();
    return std::move(content).str();
}

struct Use {
    std::string file;
    std::size_t line = 0;
};

class Loader {
public:
    Loader(fs::path locales, std::vector<fs::path> const& sources)
        : locales_(std::move(locales))
        , sources_(sources)
    { }

    Catalogue load()
    {
        read_languages();
        read_translations();
        if (catalogue_.translations.empty() || catalogue_.translations[0].language.tag != "de") {
            complain(
                locales_.string(), 0,
                "there is no <area>.de.po: German is what the others are compared with");
            return std::move(catalogue_);
        }
        read_areas();
        check_hashes();
        check_patterns();
        check_uses();
        complete_translations();
        return std::move(catalogue_);
    }

private:
    void complain(std::string file, std::size_t line, std::string what, Severity severity = Severity::error)
    {
        catalogue_.findings.push_back({severity, std::move(file), line, std::move(what)});
    }

    void read_languages()
    {
        fs::path const path = locales_ / "languages.csv";
        std::string const bytes = read_file(path);
        std::size_t number = 0;
        for (std::string_view const line : split(bytes, '\n')) {
            ++number;
            if (number == 1 || trim(line).empty())
                continue;
            auto const cells = split(trim(line), ',');
            if (cells.size() != 6 || cells[0].empty() || cells[1].empty() || cells[2].empty()
                || (cells[4] != "ltr" && cells[4] != "rtl") || cells[5].empty()) {
                complain(
                    path.string(), number,
                    "needs tag, name_de, autonym, script, direction (ltr or rtl), cldr");
                continue;
            }
            catalogue_.languages.push_back(
                {std::string(cells[0]), std::string(cells[1]), std::string(cells[2]), std::string(cells[3]),
                 std::string(cells[4]), std::string(cells[5])});
        }
    }

    void read_translations()
    {
        std::map<std::string, std::vector<fs::path>> files_by_tag;
        for (auto const& file : fs::directory_iterator(locales_)) {
            if (file.path().extension() != ".po")
                continue;
            std::string const stem = file.path().stem().string();
            std::size_t const dot = stem.find('.');
            std::string const tag = dot == std::string::npos ? stem : stem.substr(dot + 1);
            if (std::ranges::find(catalogue_.languages, tag, &LanguageRow::tag) == catalogue_.languages.end())
                complain(
                    file.path().string(), 0,
                    "`" + tag + "` is not in languages.csv: name it <area>.<tag>.po");
            else
                files_by_tag[tag].push_back(file.path());
        }
        for (LanguageRow const& language : catalogue_.languages) {
            auto const files = files_by_tag.find(language.tag);
            if (files == files_by_tag.end())
                continue;
            std::ranges::sort(files->second);
            Translation translation{language, {}};
            for (fs::path const& file : files->second)
                read_texts(file, translation.texts);
            catalogue_.translations.push_back(std::move(translation));
        }
        std::stable_partition(
            catalogue_.translations.begin(), catalogue_.translations.end(),
            [](Translation const& each) { return each.language.tag == "de"; });
    }

    void read_areas()
    {
        fs::path const path = locales_ / "areas.txt";
        if (!fs::exists(path))
            return;
        std::string const bytes = read_file(path);
        std::size_t number = 0;
        for (std::string_view line : split(bytes, '\n')) {
            ++number;
            line = trim(line);
            if (line.empty() || line.starts_with('#'))
                continue;
            auto const words = split(line, ' ');
            auto& tags = areas_[std::string(words[0])];
            for (auto const tag : std::span(words).subspan(1)) {
                if (std::ranges::find(catalogue_.languages, tag, &LanguageRow::tag)
                    == catalogue_.languages.end())
                    complain(path.string(), number, "`" + std::string(tag) + "` is not in languages.csv");
                tags.emplace(tag);
            }
            if (!tags.contains("de"))
                complain(path.string(), number, "every area has German texts: name de");
        }
    }

    // Whether a text of this German file is needed in the language.
    [[nodiscard]] bool is_needed(std::string const& german_file, std::string const& tag) const
    {
        auto const name = fs::path(german_file).filename().string();
        auto const area = areas_.find(name.substr(0, name.find('.')));
        return area == areas_.end() || area->second.contains(tag);
    }

    void read_texts(fs::path const& path, TextsById& texts)
    {
        std::string const file = path.string();
        for (PoEntry& entry : read_po(read_file(path), file, catalogue_.findings)) {
            auto const there = texts.find(entry.id);
            if (there != texts.end()) {
                complain(
                    file, entry.line,
                    "`" + entry.id + "` stands already in " + there->second.file + ':'
                        + std::to_string(there->second.line));
            } else if (entry.is_fuzzy) {
                complain(
                    file, entry.line, "`" + entry.id + "` is marked fuzzy: have it reviewed",
                    Severity::incomplete);
            } else if (trim(entry.text).empty()) {
                complain(file, entry.line, "`" + entry.id + "` has no text", Severity::incomplete);
            } else {
                if (trim(entry.text).size() != entry.text.size())
                    complain(file, entry.line, "`" + entry.id + "` begins or ends with white space");
                texts.emplace(std::move(entry.id), Text{std::move(entry.text), file, entry.line});
            }
        }
    }

    [[nodiscard]] TextsById& german() { return catalogue_.translations[0].texts; }

    void check_hashes()
    {
        std::map<std::uint64_t, std::string> ids;
        for (auto const& [id, text] : german()) {
            auto const [there, is_new] = ids.emplace(message_hash(id), id);
            if (!is_new)
                complain(
                    text.file, text.line,
                    "`" + id + "` and `" + there->second + "` have the same hash: rename one");
        }
    }

    void check_patterns()
    {
        std::map<std::string, PatternShape> shapes;
        for (Translation& translation : catalogue_.translations) {
            bool const is_german = &translation == &catalogue_.translations[0];
            auto const categories = plural_categories(translation.language.cldr_tag);
            for (auto& [id, text] : translation.texts) {
                auto read = read_pattern(text.text);
                if (auto const* error = std::get_if<std::string>(&read)) {
                    complain(text.file, text.line, "`" + id + "`: " + *error);
                    continue;
                }
                auto const& shape = std::get<PatternShape>(read);
                check_plurals(id, text, shape, categories, translation.language.tag);
                if (is_german)
                    shapes.emplace(id, shape);
                else if (auto const reference = shapes.find(id); reference != shapes.end())
                    check_names(id, text, shape, reference->second);
            }
        }
    }

    void check_names(
        std::string const& id, Text const& text, PatternShape const& shape, PatternShape const& reference)
    {
        for (std::string const& name : reference.names)
            if (!shape.names.contains(name))
                complain(
                    text.file, text.line,
                    "`" + id + "`: the hole {" + name + "} of the German text is missing");
        for (std::string const& name : shape.names)
            if (!reference.names.contains(name))
                complain(text.file, text.line, "`" + id + "`: the German text has no hole {" + name + "}");
    }

    void check_plurals(
        std::string const& id, Text const& text, PatternShape const& shape,
        std::vector<std::string> const& needed, std::string const& tag)
    {
        for (PluralHole const& plural : shape.plurals) {
            for (std::string const& category : needed)
                if (!plural.categories.contains(category))
                    complain(
                        text.file, text.line,
                        "`" + id + "`: the plural {" + plural.name + "} needs `" + category + "` in " + tag);
            for (std::string const& category : plural.categories)
                if (std::ranges::find(needed, category) == needed.end())
                    complain(
                        text.file, text.line,
                        "`" + id + "`: " + tag + " has no plural category `" + category + "`");
        }
    }

    void read_uses()
    {
        for (fs::path const& root : sources_) {
            std::vector<fs::path> files;
            for (auto entry = fs::recursive_directory_iterator(root);
                 entry != fs::recursive_directory_iterator(); ++entry) {
                if (entry->is_directory() && entry->path().filename() == "tests")
                    entry.disable_recursion_pending();
                else if (entry->path().extension() == ".cpp" || entry->path().extension() == ".hpp")
                    files.push_back(entry->path());
            }
            std::ranges::sort(files);
            for (fs::path const& file : files)
                for (MessageLiteral& literal : find_message_literals(read_file(file)))
                    uses_.emplace(std::move(literal.id), Use{file.string(), literal.line});
        }
    }

    void read_dynamic_keys()
    {
        fs::path const path = locales_ / "dynamic.txt";
        if (!fs::exists(path))
            return;
        std::string const bytes = read_file(path);
        std::size_t number = 0;
        for (std::string_view line : split(bytes, '\n')) {
            ++number;
            line = trim(line);
            if (line.empty() || line.starts_with('#'))
                continue;
            auto const matches = [line](std::string_view id) {
                return line.ends_with('.') ? id.starts_with(line) : id == line;
            };
            if (std::ranges::none_of(german(), [&](auto const& each) { return matches(each.first); }))
                complain(
                    path.string(), number, "`" + std::string(line) + "` names no text", Severity::incomplete);
            dynamic_.emplace_back(line);
        }
    }

    [[nodiscard]] bool is_used(std::string const& id) const
    {
        return uses_.contains(id) || std::ranges::any_of(dynamic_, [&id](std::string const& line) {
                   return line.ends_with('.') ? id.starts_with(line) : id == line;
               });
    }

    void check_uses()
    {
        read_uses();
        read_dynamic_keys();
        for (auto const& [id, text] : german())
            if (!is_used(id))
                complain(
                    text.file, text.line,
                    "`" + id + "` is used nowhere: remove it, or declare it in dynamic.txt",
                    Severity::incomplete);
        for (auto const& [id, use] : uses_) {
            if (german().contains(id))
                continue;
            complain(use.file, use.line, "there is no text `" + id + "`", Severity::incomplete);
            german().emplace(id, Text{'[' + id + ']', use.file, use.line});
            unwritten_.insert(id);
        }
    }

    void complete_translations()
    {
        for (std::size_t i = 1; i < catalogue_.translations.size(); ++i) {
            Translation& translation = catalogue_.translations[i];
            std::string const& tag = translation.language.tag;
            for (auto const& [id, text] : translation.texts)
                if (!german().contains(id))
                    complain(text.file, text.line, "`" + id + "` is not in the German texts");
            std::erase_if(
                translation.texts, [&](auto const& each) { return !german().contains(each.first); });
            for (auto const& [id, text] : german()) {
                if (!translation.texts.emplace(id, text).second || unwritten_.contains(id)
                    || !is_needed(text.file, tag))
                    continue;
                std::string file = text.file;
                if (file.ends_with(".de.po"))
                    file.replace(file.size() - 5, 2, tag);
                complain(
                    file, 0, "`" + id + "` is missing (" + text.file + ':' + std::to_string(text.line) + ')',
                    Severity::incomplete);
            }
        }
    }

    fs::path locales_;
    std::vector<fs::path> const& sources_;
    Catalogue catalogue_;
    std::map<std::string, Use> uses_;
    std::vector<std::string> dynamic_;
    std::map<std::string, std::set<std::string, std::less<>>> areas_; // the languages that an area needs
    std::set<std::string> unwritten_;
};

} // namespace

std::vector<std::string> plural_categories(std::string const& cldr_tag)
{
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale const locale = icu::Locale::forLanguageTag(cldr_tag, status);
    std::unique_ptr<icu::PluralRules> const rules(icu::PluralRules::forLocale(locale, status));
    if (U_FAILURE(status))
        throw std::runtime_error("ICU has no plural rules for " + cldr_tag);
    // CLDR knows categories that only fractions or a million need; nobody counts those here.
    std::set<std::string> categories{"other"};
    for (std::int32_t number = 0; number <= 1000; ++number) {
        std::string category;
        rules->select(number).toUTF8String(category);
        categories.insert(std::move(category));
    }
    return {categories.begin(), categories.end()};
}

Catalogue load_catalogue(fs::path const& locales, std::vector<fs::path> const& sources)
{
    return Loader(locales, sources).load();
}

} // namespace kommin::catalogue
