#include "modules/portal/demo.hpp"

#include "modules/portal/info_page_store.hpp"
#include "modules/portal/offer_import.hpp"
#include "modules/portal/publication.hpp"
#include "modules/portal/snapshot.hpp"
#include "modules/portal/translating.hpp"
#include "modules/tenants/api.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/demo/front_matter.hpp"
#include "platform/i18n/texts.hpp"

#include <cstdlib>
#include <map>
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

void add_page_translation(
    demo::Files const& files, std::map<std::string, InfoPage>& pages, std::string const& file)
{
    auto const dot = file.find('.');
    auto const slug = file.substr(0, dot);
    auto const tag = file.substr(dot + 1, file.size() - dot - 1 - std::string_view(".md").size());
    auto const language = Language::find(tag);
    auto const page = pages.find(slug);
    if (tag == "de" || !language || page == pages.end())
        return;
    auto const translated = demo::parse_front_matter(files.text("pages/" + file));
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

void load_pages(demo::Demo& demo)
{
    std::map<std::string, InfoPage> pages;
    for (auto const& file : demo.files.list("pages", ".de.md")) {
        auto const source = demo::parse_front_matter(demo.files.text("pages/" + file));
        InfoPage page;
        page.slug = file.substr(0, file.size() - std::string_view(".de.md").size());
        page.parent = source.value("parent");
        page.position = std::atoi(source.value("order").c_str());
        page.kind = enum_from<PageKind>(source.value("kind")).value_or(PageKind::info);
        page.situation = enum_from<Situation>(source.value("life_situation"));
        page.municipality = source.value("municipality");
        page.title.source = source.value("title");
        page.summary.source = source.value("summary");
        page.content.source = source.body;
        pages.emplace(page.slug, std::move(page));
    }
    for (auto const& file : demo.files.list("pages", ".md"))
        add_page_translation(demo.files, pages, file);
    ProgressKeeper progress(demo.work);
    for (bool const has_parent : {false, true}) { // parents before children
        for (auto const& [slug, page] : pages) {
            if (page.parent.empty() == has_parent)
                continue;
            progress.note(page, insert_page(demo.work.db(), demo.work.tenant(), page, demo.work.now()));
            ++demo.counts["pages"];
        }
    }
}

}

void load_demo(demo::Demo& demo)
{
    translate_intros(demo);
    load_offers(demo, "offers.json");
    load_offers(demo, "examples.json");
    load_pages(demo);
    demo.work.publish(published_as);
}

} // namespace kommin::portal
