#include "modules/portal/editing/folder_pages.hpp"

#include "modules/portal/directory/info_page_store.hpp"
#include "modules/portal/directory/publication.hpp"
#include "modules/portal/editing/translating.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/demo/front_matter.hpp"
#include "platform/files/files.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

namespace {

using i18n::Language;
using tenants::FolderProblems;

constexpr std::string_view page_suffix = ".md";
constexpr std::string_view source_suffix = ".de.md";

// The footer of every page leads to them: §§ 5 and 18 of the laws on digital services and media, Articles 13
// of the GDPR and 7 of Directive (EU) 2016/2102.
constexpr std::array<std::string_view, 3> legal_pages{"barrierefreiheit", "datenschutz", "impressum"};

// What the template folder holds in every field that only the district can fill in.
constexpr std::string_view to_be_filled_in = "bitte eintragen";

std::vector<std::string> names_of_pages(std::filesystem::path const& folder)
{
    std::vector<std::string> names;
    std::error_code unknown;
    for (auto const& entry : std::filesystem::directory_iterator(folder / "pages", unknown)) {
        auto name = entry.path().filename().string();
        if (name.ends_with(page_suffix))
            names.push_back(std::move(name));
    }
    std::ranges::sort(names);
    return names;
}

class PageFolder {
public:
    PageFolder(std::filesystem::path const& folder, tenants::NewDistrict const& district, FolderPages& result)
        : folder_(folder)
        , district_(district)
        , result_(result)
    { }

    void read()
    {
        auto const names = names_of_pages(folder_);
        for (auto const& name : names) {
            if (name.ends_with(source_suffix))
                read_source(name);
        }
        for (auto const& name : names) {
            if (!name.ends_with(source_suffix))
                read_translation(name);
        }
        check_parents();
    }

private:
    void refuse(std::string const& name, std::string_view field, MessageKey message, std::string value = {})
    {
        result_.problems.push_back(
            {"pages/" + name, 0,
             Problem::invalid(std::string(field), message, {{"value", std::move(value)}})});
    }

    std::optional<demo::FrontMatter> text_of(std::string const& name)
    {
        auto const bytes = files::read_file(folder_ / "pages" / name, tenants::largest_folder_file);
        if (!bytes)
            result_.problems.push_back({"pages/" + name, 0, bytes.problem()});
        else if (!is_valid_utf8(*bytes))
            refuse(name, {}, "founding.problem.utf8"_msg);
        else
            return demo::parse_front_matter(*bytes);
        return std::nullopt;
    }

    template<class Enum>
    std::optional<Enum> word(std::string const& name, demo::FrontMatter const& page, std::string_view field)
    {
        auto const text = page.value(field);
        auto const known = enum_from<Enum>(text);
        if (!known && !text.empty())
            refuse(name, field, "import.problem.code"_msg, text);
        return known;
    }

    void read_source(std::string const& name)
    {
        auto const source = text_of(name);
        if (!source)
            return;
        InfoPage page;
        page.slug = name.substr(0, name.size() - source_suffix.size());
        if (!is_slug(page.slug))
            refuse(name, {}, "import.problem.slug"_msg, page.slug);
        page.parent = source->value("parent");
        if (auto const order = source->value("order"); !order.empty()) {
            auto const position = parse_number<int>(order);
            if (!position)
                refuse(name, "order", "import.problem.number"_msg);
            page.position = position.value_or(0);
        }
        page.kind = word<PageKind>(name, *source, "kind").value_or(PageKind::info);
        page.situation = word<Situation>(name, *source, "life_situation");
        if (page.situation && is_own(*page.situation)) { // a new district has none of its own
            refuse(name, "life_situation", "import.problem.code"_msg, source->value("life_situation"));
            page.situation.reset();
        }
        page.municipality = source->value("municipality");
        if (!page.municipality.empty() && !district_.has_municipality(page.municipality))
            refuse(name, "municipality", "import.problem.municipality"_msg, page.municipality);
        check_kind(name, page);
        page.title.source = source->value("title");
        if (page.title.source.empty())
            refuse(name, "title", "import.problem.required"_msg);
        page.summary.source = source->value("summary");
        page.content.source = source->body;
        result_.pages.emplace(page.slug, std::move(page));
    }

    // What no address leads to would be lost without a word.
    void check_kind(std::string const& name, InfoPage const& page)
    {
        if (page.kind == PageKind::legal && std::ranges::find(legal_pages, page.slug) == legal_pages.end())
            refuse(name, "kind", "founding.problem.other_legal"_msg);
        else if (page.kind == PageKind::place && page.municipality.empty())
            refuse(name, "municipality", "founding.problem.place_of_none"_msg);
        else if (page.kind != PageKind::place && !page.municipality.empty())
            refuse(name, "municipality", "founding.problem.not_a_place"_msg);
    }

    void read_translation(std::string const& name)
    {
        auto const dot = name.find('.');
        auto const slug = name.substr(0, dot);
        std::string const tag(
            dot + page_suffix.size() < name.size()
                ? name.substr(dot + 1, name.size() - dot - 1 - page_suffix.size())
                : std::string{});
        auto const language = Language::find(tag);
        if (!language)
            return refuse(name, {}, "import.problem.language"_msg, tag);
        auto const page = result_.pages.find(slug);
        if (page == result_.pages.end())
            return refuse(name, {}, "founding.problem.no_source"_msg, slug + std::string(source_suffix));
        auto const translated = text_of(name);
        if (!translated)
            return;
        // A translation counts as checked only if its file names who has read it.
        auto const origin
            = translated->value("reviewed_by").empty() ? content::Origin::machine : content::Origin::person;
        auto const add = [&](content::LocalisedText& text, std::string value) {
            if (!value.empty())
                text.translations.push_back(
                    {*language, std::move(value), origin, content::source_hash(text.source)});
        };
        add(page->second.title, translated->value("title"));
        add(page->second.summary, translated->value("summary"));
        add(page->second.content, translated->body);
    }

    void check_parents()
    {
        for (auto const& [slug, page] : result_.pages) {
            auto const parent = result_.pages.find(page.parent);
            bool const is_top = page.parent.empty()
                || (parent != result_.pages.end() && parent->second.parent.empty() && page.parent != slug);
            if (!is_top)
                refuse(
                    slug + std::string(source_suffix), "parent", "founding.problem.page_parent"_msg,
                    page.parent);
        }
    }

    std::filesystem::path const& folder_;
    tenants::NewDistrict const& district_;
    FolderPages& result_;
};

}

FolderPages read_folder_pages(std::filesystem::path const& folder, tenants::NewDistrict const& district)
{
    FolderPages result;
    PageFolder(folder, district, result).read();
    return result;
}

FolderProblems check_for_public(std::filesystem::path const& folder, FolderPages const& pages)
{
    FolderProblems problems;
    for (auto const slug : legal_pages) {
        auto const name = std::string(slug) + std::string(source_suffix);
        auto const page = pages.pages.find(std::string(slug));
        if (!std::filesystem::exists(folder / "pages" / name))
            problems.push_back({"pages/" + name, 0, Problem::invalid({}, "founding.problem.legal"_msg)});
        else if (page != pages.pages.end() && page->second.kind != PageKind::legal)
            problems.push_back(
                {"pages/" + name, 0, Problem::invalid("kind", "founding.problem.legal_kind"_msg)});
    }
    for (auto const& name : names_of_pages(folder)) {
        auto const bytes = files::read_file(folder / "pages" / name, tenants::largest_folder_file);
        if (!bytes)
            continue; // told while reading
        std::size_t line = 0;
        for (auto const text : split(*bytes, '\n')) {
            ++line;
            if (text.find(to_be_filled_in) != std::string_view::npos)
                problems.push_back(
                    {"pages/" + name, line,
                     Problem::invalid(
                         {}, "founding.problem.blank"_msg, {{"value", std::string(trim(text))}})});
        }
    }
    return problems;
}

void insert_folder_pages(Work& work, FolderPages const& pages)
{
    ProgressKeeper progress(work);
    for (bool const has_parent : {false, true}) { // parents before children
        for (auto const& [slug, page] : pages.pages) {
            if (page.parent.empty() != has_parent)
                progress.note(page, insert_page(work.db(), work.tenant(), page, work.now()));
        }
    }
    for (auto const& body : tenants::list_bodies(work.db(), work.tenant()))
        progress.note(body); // the introductions came with the district
    work.publish(published_as);
}

} // namespace kommin::portal
