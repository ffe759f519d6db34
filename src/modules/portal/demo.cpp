#include "modules/portal/demo.hpp"

#include "modules/portal/directory/offer_links.hpp"
#include "modules/portal/directory/publication.hpp"
#include "modules/portal/directory/snapshot.hpp"
#include "modules/portal/editing/asking_address.hpp"
#include "modules/portal/editing/folder_pages.hpp"
#include "modules/portal/editing/offer_import.hpp"
#include "modules/portal/editing/organisations.hpp"
#include "modules/portal/editing/translating.hpp"
#include "modules/tenants/api.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/i18n/texts.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

namespace {

using content::LocalisedText;
using demo::text_at;
using i18n::Language;

// A translation counts as checked only if its file names who has read it.
content::Origin origin_of(std::string_view reviewed_by)
{
    return reviewed_by.empty() ? content::Origin::machine : content::Origin::person;
}

void load_offers(demo::Demo& demo, std::string const& name)
{
    auto& work = demo.work;
    auto const bytes = demo.files.text(name);
    auto read = read_kommin_json(bytes, load_import_context(work.db(), work.tenant(), work.today()));
    for (auto const& file : demo::translations_of(demo.files, "offers")) {
        auto problems
            = add_translations(read.offers, file.language, demo.files.text("translations/" + file.name));
        read.problems.insert(read.problems.end(), problems.begin(), problems.end());
    }
    auto const report = import_offers(
        work, read, {.source_name = name, .source_hash = crypto::sha256_hex(bytes), .progress = {}});
    if (!report.problems.empty()) {
        auto const& first = report.problems.front();
        throw std::runtime_error(
            "demonstration: " + name + ", " + first.row + ", " + first.problem.field + ": "
            + i18n::text_of(first.problem, i18n::Texts::of(Language::german())));
    }
    demo.counts["offers"] += report.created;
}

// Where the invented people of a demonstration are asked, by organisation.
void load_asking_addresses(demo::Demo& demo)
{
    auto& work = demo.work;
    auto const root = demo.files.json("asking.json");
    for (auto const& [name, address] : *root.as_object()) {
        auto const id = contacts::find_organisation_by_key(work.db(), work.tenant(), organisation_key(name));
        if (!id || address.as_string() == nullptr)
            throw std::runtime_error("demonstration: asking.json, " + name);
        take_asking_address(work, *id, *address.as_string());
    }
}

// What some organisations are: by what is generally known of them, never by the program.
void load_organisation_details(demo::Demo& demo)
{
    auto& work = demo.work;
    auto const root = demo.files.json("organisations.json");
    for (auto const& [name, object] : *root.as_object()) {
        auto const id = contacts::find_organisation_by_key(work.db(), work.tenant(), organisation_key(name));
        records::Fields fields;
        fields.set("name", name);
        for (auto const field : {"kind", "visit", "post", "branch"})
            fields.set(field, text_at(object, field));
        records::Fields::Values languages;
        if (auto const* list = object.find("languages"); list != nullptr && list->as_array() != nullptr)
            for (auto const& tag : *list->as_array())
                languages.push_back(tag.as_string() == nullptr ? std::string{} : *tag.as_string());
        fields.set("languages", std::move(languages));
        if (!id || !problems_of_organisation(fields).empty())
            throw std::runtime_error("demonstration: organisations.json, " + name);
        contacts::set_organisation_details(work, *id, details_from(fields));
    }
}

void translate_intros(demo::Demo& demo)
{
    std::vector<std::pair<Language, json::Value>> translated;
    for (auto const& file : demo::translations_of(demo.files, "places"))
        translated.emplace_back(file.language, demo.files.json("translations/" + file.name));
    auto& work = demo.work;
    for (auto const& body : tenants::list_bodies(work.db(), work.tenant())) {
        LocalisedText intro{body.intro, {}};
        for (auto const& [language, root] : translated) {
            if (auto text = text_at(root, body.slug); !text.empty())
                intro.translations.push_back(
                    {language, std::move(text), origin_of(text_at(root, "reviewed_by")),
                     content::source_hash(body.intro)});
        }
        content::insert_translations(
            work.db(), work.tenant(), body_subject, body.id.value, "intro", intro, work.now());
    }
}

void load_pages(demo::Demo& demo)
{
    auto& work = demo.work;
    tenants::NewDistrict district;
    district.municipalities = tenants::list_bodies(work.db(), work.tenant());
    auto const pages = read_folder_pages(demo.files.directory(), district);
    tenants::check_demo(pages.problems);
    insert_folder_pages(work, pages);
    demo.counts["pages"] += static_cast<int>(pages.pages.size());
}

}

void load_demo(demo::Demo& demo)
{
    translate_intros(demo);
    load_offers(demo, "offers.json");
    load_offers(demo, "examples.json");
    load_asking_addresses(demo);
    load_organisation_details(demo);
    load_pages(demo);
}

} // namespace kommin::portal
