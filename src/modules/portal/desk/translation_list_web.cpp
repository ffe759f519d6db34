// Routes of the work lists of translators: the languages, the list of one with its views and files, "Heute".

#include "modules/portal/desk/translation_desk.hpp"
#include "modules/portal/desk/translation_desk_pages.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "platform/web/staff_bulk.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <utility>

namespace kommin::portal {

using web::staff_url;

namespace {

std::vector<OpenLanguage> open_counts(web::Call const& call, db::Connection& db, TranslatedKinds const& kinds)
{
    auto const languages = target_languages(*tenants::find_tenant(db, call.site.tenant));
    return count_open_languages(db, call.site.tenant, translating(call, kinds), languages);
}

bool only_translates(Actor const& actor)
{
    return actor.may_somewhere(translate_texts) && !actor.may_somewhere(edit_offers);
}

std::vector<tenants::Body> municipalities_of(
    db::Connection& db, TenantId tenant, content::Owners const& owners)
{
    auto bodies = tenants::list_bodies(db, tenant);
    std::erase_if(bodies, [&](tenants::Body const& body) {
        bool const is_theirs
            = owners.all || std::ranges::find(owners.some, body.id.value) != owners.some.end();
        return body.kind != tenants::BodyKind::municipality || !is_theirs;
    });
    return bodies;
}

std::vector<web::ExportColumn<content::OpenRecord>> export_columns(
    web::Call const& call, WorkList const& list)
{
    using content::OpenRecord;
    using table::Cell;
    auto const& texts = web::staff_texts(call);
    auto const& zone = *call.site.zone;
    auto const number = [](int value) { return Cell(std::int64_t{value}); };
    return {
        {"translate.record"_msg, 44, [](OpenRecord const& line) { return Cell(line.title); }},
        {"desk.field.kind"_msg, 12,
         [&texts, &list](OpenRecord const& line) {
             return Cell(std::string(texts(list.kinds.label_of(line.kind))));
         }},
        {"desk.field.municipality"_msg, 18,
         [&texts, &list](OpenRecord const& line) { return Cell(list.owner_of(line, texts)); }},
        {"translate.column.texts"_msg, 10,
         [number](OpenRecord const& line) { return number(line.progress.texts); }},
        {"translate.column.missing"_msg, 14,
         [number](OpenRecord const& line) { return number(line.progress.missing); }},
        {"translate.column.outdated"_msg, 14,
         [number](OpenRecord const& line) { return number(line.progress.outdated); }},
        {"translate.column.machine"_msg, 16,
         [number](OpenRecord const& line) { return number(line.progress.machine); }},
        {"desk.column.changed"_msg, 12,
         [&zone](OpenRecord const& line) { return Cell(zone.to_local(line.place.changed_at).date); }},
        {"desk.column.address"_msg, 56, [&call, &list](OpenRecord const& line) {
             return Cell(
                 call.site.base_url + std::string(translation_url(list.language, line.kind, line.id).text()));
         }}};
}

// Done in the list of the language that the address names.
http::Response in_list(web::Call& call, http::Response (*handler)(web::Call&, web::StaffList const&))
{
    auto const target
        = web::read(call, [&](db::Connection& db) { return find_translation_target(call, db); });
    return target ? handler(call, translation_list(target->language)) : web::staff_not_found(call);
}

}

web::StaffList translation_list(Language language)
{
    return {
        .code = "portal.translations",
        .path = "uebersetzungen",
        .title = "translate.title"_msg,
        .read = [](http::Form const& query) { return TranslationFilter::parse(query).fields(); },
        .of = language.tag()};
}

std::optional<TranslationTarget> find_translation_target(web::Call const& call, db::Connection& db)
{
    auto const language = Language::find(call.path["sprache"]);
    auto const tenant = tenants::find_tenant(db, call.site.tenant);
    if (!language || !tenant)
        return std::nullopt;
    auto const languages = target_languages(*tenant);
    if (std::ranges::find(languages, *language) == languages.end())
        return std::nullopt;
    return TranslationTarget{*language, owners_to_translate(call.actor())};
}

Translating translating(web::Call const& call, TranslatedKinds const& kinds)
{
    return {kinds, call.actor(), call.local_now().date};
}

bool has_machine(TranslationCare const& care, Language language)
{
    return care.machine.translator != nullptr && may_be_proposed(language);
}

WorkList load_work_list(
    web::Call const& call, db::Connection& db, TranslatedKinds const& kinds, TranslationTarget const& target,
    TranslationFilter const& filter)
{
    auto const tenant = call.site.tenant;
    return {
        .kinds = kinds,
        .language = target.language,
        .filter = filter,
        .list = list_translations(db, tenant, translating(call, kinds), target.language, filter),
        .bodies = municipalities_of(db, tenant, target.owners),
        .has_tenant = target.owners.all,
        .views = web::saved_views(call, translation_list(target.language), filter.fields())};
}

http::Response list_languages_to_translate(web::Call& call, TranslationCare const& care)
{
    return translation_languages_page(
        call, web::read(call, [&](db::Connection& db) { return open_counts(call, db, care.kinds); }));
}

void add_translations_of_today(
    web::Call const& call, TranslatedKinds const& kinds, std::vector<web::TodayItem>& items)
{
    if (!only_translates(call.actor()))
        return;
    auto const& texts = web::staff_texts(call);
    for (auto const& open : open_counts(call, call.db(), kinds)) {
        if (open.count.records == 0)
            continue;
        auto const language = texts.language_name(open.language);
        items.push_back(
            {.area = "translate.title"_msg,
             .title = open.is_more()
                 ? texts(
                       "translate.today.many"_msg,
                       {{"language", language}, {"count", TranslationList::most_counted}})
                 : texts("translate.today"_msg, {{"language", language}, {"count", open.count.records}}),
             .url = staff_url({"uebersetzungen", open.language.tag()}),
             .reason = open.is_more()
                 ? texts("translate.today.reason.many"_msg, {{"count", open.count.texts()}})
                 : texts("translate.today.reason"_msg, {{"words", open_words(texts, open.count)}}),
             .due = std::nullopt,
             .action = "translate.today.action"_msg});
    }
}

std::int64_t count_records_to_translate(web::Call const& call, TranslatedKinds const& kinds)
{
    if (!only_translates(call.actor()))
        return 0;
    auto const languages = target_languages(*tenants::find_tenant(call.db(), call.site.tenant));
    return count_open_up_to(
        call.db(), call.site.tenant, translating(call, kinds), languages, web::most_waiting_shown + 1);
}

http::Response list_records_to_translate(web::Call& call, TranslationCare const& care)
{
    auto const list = web::read(call, [&](db::Connection& db) -> std::optional<WorkList> {
        auto const target = find_translation_target(call, db);
        if (!target)
            return std::nullopt;
        auto loaded
            = load_work_list(call, db, care.kinds, *target, TranslationFilter::parse(call.request.query()));
        if (has_machine(care, target->language)) {
            loaded.proposals
                = find_all_proposals_order(db, call.site.tenant, target->owners, target->language);
            if (loaded.proposals->state == ProposalOrder::State::waiting)
                loaded.missing = count_translations(
                    db, call.site.tenant, translating(call, care.kinds), target->language,
                    {.state = content::OpenState::missing});
        }
        return loaded;
    });
    return list ? translation_list_page(call, *list) : web::staff_not_found(call);
}

http::Response export_records_to_translate(web::Call& call, TranslationCare const& care)
{
    auto const filter = TranslationFilter::parse(call.request.query());
    auto const list = web::read(call, [&](db::Connection& db) -> std::optional<WorkList> {
        auto const target = find_translation_target(call, db);
        if (!target)
            return std::nullopt;
        return WorkList{
            .kinds = care.kinds,
            .language = target->language,
            .filter = filter,
            .list = {},
            .bodies = municipalities_of(db, call.site.tenant, target->owners)};
    });
    if (!list)
        return web::staff_not_found(call);
    web::ListExport<content::OpenRecord> file(
        call, web::export_format(call.request), "uebersetzungen-" + std::string(list->language.tag()),
        "translate.title"_msg, export_columns(call, *list));
    web::read(call, [&](db::Connection& db) {
        export_translation_list(
            db, call.site.tenant, translating(call, care.kinds), list->language, filter,
            [&](std::vector<content::OpenRecord> const& lines) {
                file.go_on();
                return std::ranges::all_of(
                    lines, [&](content::OpenRecord const& line) { return file.add(line); });
            });
        return 0;
    });
    return file.answer();
}

http::Response show_translation_views(web::Call& call)
{
    return in_list(call, &web::show_saved_views);
}

http::Response save_translation_view(web::Call& call)
{
    return in_list(call, &web::save_list_view);
}

http::Response turn_translation_page(web::Call& call)
{
    return in_list(call, &web::turn_page);
}

http::Response erase_translation_view(web::Call& call)
{
    return in_list(call, &web::erase_list_view);
}

} // namespace kommin::portal
