#include "app/demo.hpp"

#include "app/front_matter.hpp"
#include "modules/portal/api.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/text.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/files/files.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/i18n/zone.hpp"
#include "platform/json/json.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace kommin::app {

namespace {

using content::LocalisedText;
using i18n::Language;

constexpr std::size_t largest_file = std::size_t{16} << 20U;

// Everything below belongs to the program; a broken file is our fault, hence exceptions.
class DemoFiles {
public:
    explicit DemoFiles(std::filesystem::path directory)
        : directory_(std::move(directory))
    { }
    [[nodiscard]] std::string text(std::string const& name) const
    {
        auto bytes = files::read_file(directory_ / name, largest_file);
        if (!bytes)
            throw std::runtime_error("demonstration: cannot read " + (directory_ / name).string());
        return std::move(*bytes);
    }
    [[nodiscard]] bool has(std::string const& name) const
    {
        return std::filesystem::exists(directory_ / name);
    }
    [[nodiscard]] json::Value json(std::string const& name) const
    {
        auto parsed = json::parse(text(name));
        if (auto const* error = std::get_if<json::SyntaxError>(&parsed))
            throw std::runtime_error(
                "demonstration: " + name + ", line " + std::to_string(error->line) + ": " + error->what);
        return std::move(std::get<json::Value>(parsed));
    }
    // Names of the files in a folder that end with a suffix, sorted.
    [[nodiscard]] std::vector<std::string> list(std::string const& folder, std::string_view suffix) const
    {
        std::vector<std::string> names;
        for (auto const& entry : std::filesystem::directory_iterator(directory_ / folder)) {
            auto name = entry.path().filename().string();
            if (name.ends_with(suffix))
                names.push_back(std::move(name));
        }
        std::sort(names.begin(), names.end());
        return names;
    }

private:
    std::filesystem::path directory_;
};

std::string text_at(json::Value const& object, std::string_view name)
{
    auto const* value = object.find(name);
    auto const* text = value == nullptr ? nullptr : value->as_string();
    return text == nullptr ? std::string{} : *text;
}

bool is_true(json::Value const& object, std::string_view name)
{
    auto const* value = object.find(name);
    return value != nullptr && value->as_bool().value_or(false);
}

std::optional<double> number_at(json::Value const& object, std::string_view name)
{
    auto const* value = object.find(name);
    return value == nullptr ? std::nullopt : value->as_number();
}

json::Value::Array const& list_at(json::Value const& object, std::string_view name)
{
    static json::Value::Array const nothing;
    auto const* value = object.find(name);
    auto const* list = value == nullptr ? nullptr : value->as_array();
    return list == nullptr ? nothing : *list;
}

// In simple German readers know German; all others are shown German, openly.
std::optional<Language> fallback_of(Language language)
{
    return language.tag() == "de-simple" ? std::optional(Language::german()) : std::nullopt;
}

// A translation counts as checked only if its file names who has read it.
content::Origin origin_of(std::string_view reviewed_by)
{
    return reviewed_by.empty() ? content::Origin::machine : content::Origin::person;
}

tenants::Tenant read_tenant(json::Value const& root, json::Value const& map)
{
    tenants::Tenant tenant;
    tenant.slug = text_at(root, "slug");
    tenant.name = text_at(root, "name");
    tenant.ags = text_at(root, "ags");
    tenant.zone = text_at(root, "time_zone");
    tenant.is_demonstration = true;
    tenant.help_name = "Kommunales Integrationszentrum " + tenant.name;
    tenant.map_view_box = text_at(map, "viewBox");
    tenant.map_attribution = text_at(map, "attribution");
    for (auto const& tag : list_at(root, "languages")) {
        auto const language = tag.as_string() == nullptr ? std::nullopt : Language::find(*tag.as_string());
        if (!language)
            throw std::runtime_error("demonstration: tenant.json: unknown language");
        tenant.languages.push_back({*language, fallback_of(*language)});
    }
    return tenant;
}

class Loader {
public:
    Loader(Work& work, DemoFiles files)
        : work_(work)
        , files_(std::move(files))
    { }

    void load_bodies(json::Value const& root, json::Value const& map)
    {
        auto const places = files_.json("places.json");
        tenants::Body district;
        district.kind = tenants::BodyKind::district;
        district.slug = text_at(root, "slug");
        district.name = text_at(root, "name");
        district.official_kind = text_at(root, "kind");
        district.ags = text_at(root, "ags");
        bodies_[district.slug] = tenants::insert_body(work_.db(), work_.tenant(), std::nullopt, district);

        for (auto const& entry : list_at(root, "municipalities")) {
            tenants::Body body;
            body.slug = text_at(entry, "slug");
            body.name = text_at(entry, "name");
            body.official_kind = text_at(entry, "kind");
            body.ags = text_at(entry, "ags");
            body.ars = text_at(entry, "ars");
            body.latitude = number_at(entry, "lat");
            body.longitude = number_at(entry, "lon");
            body.area_km2 = number_at(entry, "area_km2");
            if (auto const* population = entry.find("population"))
                body.population = population->as_integer();
            body.population_source = text_at(entry, "population_source");
            if (auto const* place = places.find(body.slug))
                body.intro = text_at(*place, "intro");
            draw_outline(body, map);
            auto const id = tenants::insert_body(work_.db(), work_.tenant(), bodies_.at(district.slug), body);
            bodies_[body.slug] = id;
            translate_intro(id, body);
            ++report_.municipalities;
        }
    }

    void load_units(json::Value const& root)
    {
        for (auto const& entry : list_at(root, "organisational_units")) {
            tenants::OrganisationalUnit unit;
            unit.key = text_at(entry, "key");
            unit.body = bodies_.at(text_at(entry, "body"));
            unit.kind
                = enum_from<tenants::UnitKind>(text_at(entry, "kind")).value_or(tenants::UnitKind::office);
            unit.parent = text_at(entry, "parent");
            unit.remark = text_at(entry, "remark");
            for (auto const& code : list_at(entry, "codes"))
                unit.codes.push_back(
                    {text_at(code, "code"), PartialDate::parse(text_at(code, "seen_in")),
                     is_true(code, "uncertain")});
            for (auto const& name : list_at(entry, "names"))
                unit.names.push_back(
                    {text_at(name, "name"), PartialDate::parse(text_at(name, "valid_from")),
                     PartialDate::parse(text_at(name, "valid_to")), is_true(name, "uncertain"),
                     text_at(name, "remark"), text_at(name, "short_name"),
                     PartialDate::parse(text_at(name, "seen_in")), text_at(name, "source")});
            tenants::insert_unit(work_.db(), work_.tenant(), unit);
        }
    }

    void load_offers(std::string const& name)
    {
        auto const bytes = files_.text(name);
        auto read = portal::read_kommin_json(bytes, {municipalities(), work_.today()});
        for (auto const& file : files_.list("translations", ".json")) {
            auto const language = language_of(file, "offers.");
            if (!language)
                continue;
            auto problems
                = portal::add_translations(read.offers, *language, files_.text("translations/" + file));
            read.problems.insert(read.problems.end(), problems.begin(), problems.end());
        }
        auto const report = portal::import_offers(
            work_, read, {.source_name = name, .source_hash = crypto::sha256_hex(bytes), .progress = {}});
        if (!report.problems.empty()) {
            auto const& first = report.problems.front();
            throw std::runtime_error(
                "demonstration: " + name + ", " + first.row + ", " + first.problem.field + ": "
                + i18n::text_of(first.problem, i18n::Texts::of(Language::german())));
        }
        report_.offers += report.created;
    }

    void load_pages()
    {
        std::map<std::string, portal::InfoPage> pages;
        for (auto const& file : files_.list("pages", ".de.md")) {
            auto const source = parse_front_matter(files_.text("pages/" + file));
            portal::InfoPage page;
            page.slug = file.substr(0, file.size() - std::string_view(".de.md").size());
            page.parent = source.value("parent");
            page.position = std::atoi(source.value("order").c_str());
            page.kind = enum_from<portal::PageKind>(source.value("kind")).value_or(portal::PageKind::info);
            page.situation = enum_from<portal::Situation>(source.value("life_situation"));
            page.municipality = source.value("municipality");
            page.title.source = source.value("title");
            page.summary.source = source.value("summary");
            page.content.source = source.body;
            pages.emplace(page.slug, std::move(page));
        }
        for (auto const& file : files_.list("pages", ".md"))
            add_page_translation(pages, file);
        // Parents before children.
        for (auto const& [slug, page] : pages) {
            if (page.parent.empty())
                insert(page);
        }
        for (auto const& [slug, page] : pages) {
            if (!page.parent.empty())
                insert(page);
        }
    }

    [[nodiscard]] DemoReport report() const
    {
        auto report = report_;
        report.translations = static_cast<int>(files_.list("translations", ".json").size());
        return report;
    }

private:
    [[nodiscard]] std::vector<std::string> municipalities() const
    {
        std::vector<std::string> slugs;
        for (auto const& body : tenants::list_bodies(work_.db(), work_.tenant())) {
            if (body.kind == tenants::BodyKind::municipality)
                slugs.push_back(body.slug);
        }
        return slugs;
    }

    // The language of "offers.uk.json".
    static std::optional<Language> language_of(std::string_view file, std::string_view prefix)
    {
        constexpr std::string_view suffix = ".json";
        if (!file.starts_with(prefix) || !file.ends_with(suffix))
            return std::nullopt;
        return Language::find(file.substr(prefix.size(), file.size() - prefix.size() - suffix.size()));
    }

    static void draw_outline(tenants::Body& body, json::Value const& map)
    {
        for (auto const& area : list_at(map, "areas")) {
            if (text_at(area, "ags") != body.ags)
                continue;
            body.outline = text_at(area, "d");
            if (auto const* label = area.find("label")) {
                body.label_x = number_at(*label, "x");
                body.label_y = number_at(*label, "y");
            }
        }
    }

    void translate_intro(tenants::BodyId id, tenants::Body const& body)
    {
        LocalisedText intro{body.intro, {}};
        for (auto const& file : files_.list("translations", ".json")) {
            auto const language = language_of(file, "places.");
            if (!language)
                continue;
            auto const root = files_.json("translations/" + file);
            auto text = text_at(root, body.slug);
            if (!text.empty())
                intro.translations.push_back(
                    {*language, std::move(text), origin_of(text_at(root, "reviewed_by")),
                     content::source_hash(body.intro)});
        }
        content::insert_translations(
            work_.db(), work_.tenant(), portal::body_subject, id.value, "intro", intro, work_.now());
    }

    void add_page_translation(std::map<std::string, portal::InfoPage>& pages, std::string const& file)
    {
        auto const dot = file.find('.');
        auto const slug = file.substr(0, dot);
        auto const tag = file.substr(dot + 1, file.size() - dot - 1 - std::string_view(".md").size());
        auto const language = Language::find(tag);
        auto const page = pages.find(slug);
        if (tag == "de" || !language || page == pages.end())
            return;
        auto const translated = parse_front_matter(files_.text("pages/" + file));
        auto const add = [&](LocalisedText& text, std::string value) {
            if (!value.empty())
                text.translations.push_back(
                    {*language, std::move(value), origin_of(translated.value("reviewed_by")),
                     content::source_hash(text.source)});
        };
        add(page->second.title, translated.value("title"));
        add(page->second.summary, translated.value("summary"));
        add(page->second.content, translated.body);
    }

    void insert(portal::InfoPage const& page)
    {
        portal::insert_page(work_.db(), work_.tenant(), page, work_.now());
        ++report_.pages;
    }

    Work& work_;
    DemoFiles files_;
    std::map<std::string, tenants::BodyId, std::less<>> bodies_;
    DemoReport report_;
};

}

Result<DemoReport> load_demo(
    db::Connection& db, Clock const& clock, std::filesystem::path const& directory,
    std::function<void(std::string_view step)> const& progress)
{
    auto const tell = [&](std::string_view step) {
        if (progress)
            progress(step);
    };
    DemoFiles files(directory);
    auto const root = files.json("tenant.json");
    auto const map = files.json("map/" + text_at(root, "slug") + ".json");

    auto const tenant = read_tenant(root, map);
    auto const zone = tenants::zone_of(tenant);
    auto const exists = Problem::conflict({}, "demo.exists"_msg, {{"name", tenant.name}});
    return run_use_case(
        {db, TenantId{}, Actor::system(), clock, zone, no_signals},
        [&](Work& work) -> Result<DemoReport> {
            if (tenants::find_tenant(db, tenant.slug))
                return exists;
            auto const id = tenants::insert_tenant(db, tenant, work.now());
            work.found(id);
            Loader loader(work, files);
            tell("places");
            loader.load_bodies(root, map);
            loader.load_units(root);
            tell("offers");
            loader.load_offers("offers.json");
            loader.load_offers("examples.json");
            tell("pages");
            loader.load_pages();
            work.audit("demo.loaded", "tenant", id);
            work.publish(tenants::published_as);
            work.publish(portal::published_as);
            return loader.report();
        },
        {{"tenants_slug", exists}});
}

} // namespace kommin::app
