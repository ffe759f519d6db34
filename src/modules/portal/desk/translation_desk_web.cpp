// Routes of the desk of the translators.

#include "modules/portal/desk/translation_desk.hpp"
#include "modules/portal/desk/translation_desk_pages.hpp"
#include "modules/portal/directory/info_page_store.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/editing/translation_history.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/content/localised_text.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <array>

namespace kommin::portal {

using web::staff_url;

namespace {

struct Opened {
    TranslationTarget target;
    Translatable record;
};
std::optional<Opened> open_record(web::Call const& call, TranslationCare const& care)
{
    auto const id = parse_number(call.path["nummer"]);
    if (!id)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) -> std::optional<Opened> {
        auto target = find_translation_target(call, db);
        if (!target)
            return std::nullopt;
        auto record = find_translatable(
            db, call.site.tenant, call.path["was"], *id, target->language, translating(call, care.kinds));
        if (!record)
            return std::nullopt;
        return Opened{std::move(*target), std::move(*record)};
    });
}

// The work list from which the record was opened.
TranslationFilter list_of(web::Call const& call)
{
    return TranslationFilter::parse(call.request.query());
}

std::optional<content::OpenPlace> place_in_list(web::Call const& call, Opened const& opened)
{
    return web::read(call, [&](db::Connection& db) {
        return content::find_open_place(
            db, call.site.tenant, opened.target.language, opened.record.kind.word(), opened.record.id);
    });
}

// To what comes in the list behind where the record stood.
http::Response to_next(
    web::Call const& call, TranslationCare const& care, Opened const& opened,
    std::optional<content::OpenPlace> const& place)
{
    auto const filter = list_of(call);
    auto const language = opened.target.language;
    auto const next = web::read(call, [&](db::Connection& db) {
        return find_next_translation(
            db, call.site.tenant, translating(call, care.kinds), language, filter, place,
            opened.record.kind.word(), opened.record.id);
    });
    auto const url = next ? translation_url(language, next->kind, next->id, filter.fields_with_page())
                          : web::list_url(translation_list(language), filter.fields());
    return http::Response::redirect(http::Status::see_other, url.text());
}

std::optional<ProposalOrder> find_proposal(
    web::Call const& call, TranslationCare const& care, Opened const& opened)
{
    if (!has_machine(care, opened.target.language))
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) {
        return find_proposal_order(
            db, call.site.tenant, opened.record.kind.word(), opened.record.id, opened.target.language);
    });
}

http::Response to_record(web::Call const& call, Opened const& opened, bool shows_all)
{
    auto url = translation_url(
        opened.target.language, opened.record.kind.word(), opened.record.id,
        list_of(call).fields_with_page());
    if (shows_all)
        url = url.with_query({{"alle", "1"}});
    return http::Response::redirect(http::Status::see_other, url.text());
}

std::optional<records::Version> version_of(web::Call const& call, Opened const& opened, std::int64_t number)
{
    return web::read(call, [&](db::Connection& db) {
        return find_translation_version(
            db, call.site.tenant, opened.record, opened.target.language, call.actor(), number);
    });
}

// What one of them changed.
http::Response show_translation_version(web::Call const& call, Opened const& opened, std::int64_t number)
{
    auto const version = version_of(call, opened, number);
    if (!version)
        return web::staff_not_found(call);
    struct Found {
        std::optional<records::Version> before;
        web::Authors authors;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        return Found{
            find_translation_version_before(
                db, call.site.tenant, opened.record, opened.target.language, call.actor(), number),
            web::list_authors(db, call.site.tenant)};
    });
    return translation_version_page(
        call, opened.record, opened.target.language, list_of(call).fields_with_page(), *version, found.before,
        found.authors);
}

// What an earlier version says otherwise than the texts of today, as if somebody had typed it.
std::vector<EnteredTranslation> entries_of(Opened const& opened, records::Fields const& version)
{
    std::vector<EnteredTranslation> entered;
    auto const now = translations_of(opened.record, opened.target.language);
    for (auto const& field : opened.record.fields) {
        if (version.value(field.name) != now.value(field.name))
            entered.push_back(
                {.field = field.name,
                 .text = std::string(version.value(field.name)),
                 .seen_source = {},
                 .seen_translation = {}});
    }
    return entered;
}

std::vector<EnteredTranslation> read_entries(http::Form const& form, Translatable const& record)
{
    std::vector<EnteredTranslation> entered;
    for (auto const& field : record.fields) {
        if (!form.has("t-" + field.name))
            continue; // was not on the page
        std::string text(trim(form.value("t-" + field.name)));
        std::erase(text, '\r');
        entered.push_back(
            {.field = field.name,
             .text = std::move(text),
             .is_checked = form.has("ok-" + field.name),
             .seen_source = std::string(form.value("quelle-" + field.name)),
             .seen_translation = std::string(form.value("stand-" + field.name))});
    }
    return entered;
}

// The same of a comparison: what somebody wants in spite of the other text, having seen it.
std::vector<EnteredTranslation> read_entries(
    http::Form const& form, Translatable const& record, web::Compared const& compared)
{
    std::vector<EnteredTranslation> entered;
    for (auto const& field : record.fields) {
        auto const side = compared.chosen.find(field.name);
        if (!form.has("quelle-" + field.name) || (side != compared.chosen.end() && side->second == "s"))
            continue;
        auto const theirs = compared.theirs.value(field.name);
        entered.push_back(
            {.field = field.name,
             .text = std::string(compared.mine.value(field.name)),
             .is_checked = form.has("ok-" + field.name),
             .seen_source = std::string(form.value("quelle-" + field.name)),
             .seen_translation = theirs.empty() ? std::string{} : content::source_hash(theirs)});
    }
    return entered;
}

// Both texts, and who was faster.
http::Response compare_translations(
    web::Call const& call, Opened const& latest, std::vector<EnteredTranslation> const& entered,
    bool shows_all, std::optional<web::Compared> compared = {})
{
    struct Found {
        std::vector<records::Version> versions;
        web::Authors authors;
    };
    auto const language = latest.target.language;
    auto found = web::read(call, [&](db::Connection& db) {
        return Found{
            list_translation_versions(db, call.site.tenant, latest.record, language, call.actor(), 1),
            web::list_authors(db, call.site.tenant)};
    });
    return translation_conflict_page(
        call,
        {.record = latest.record,
         .language = language,
         .list = list_of(call).fields_with_page(),
         .entered = entered,
         .compared = std::move(compared),
         .newest = found.versions.empty() ? std::nullopt : std::optional(std::move(found.versions.front())),
         .authors = found.authors,
         .shows_all = shows_all});
}

}

http::Response show_translation_form(web::Call& call, TranslationCare const& care)
{
    auto const opened = open_record(call, care);
    if (!opened)
        return web::staff_not_found(call);
    if (call.request.query().value("weiter") == "1")
        return to_next(call, care, *opened, place_in_list(call, *opened));
    auto const fetched = parse_number(call.request.query().value("fassung"));
    auto const version = fetched ? version_of(call, *opened, *fetched) : std::nullopt;
    if (fetched && !version)
        return web::staff_not_found(call);
    return translation_form_page(
        call,
        {.record = opened->record,
         .language = opened->target.language,
         .list = list_of(call).fields_with_page(),
         // What is fetched back may be of a field that is no longer open.
         .shows_all = call.request.query().value("alle") == "1" || call.request.query().has("eintragungen"),
         .entered = version ? entries_of(*opened, version->fields) : std::vector<EnteredTranslation>{},
         .shown_version = fetched,
         .proposal = find_proposal(call, care, *opened)});
}

http::Response show_translation_history(web::Call& call, TranslationCare const& care)
{
    auto const opened = open_record(call, care);
    if (!opened)
        return web::staff_not_found(call);
    struct Found {
        std::vector<records::Version> versions;
        web::Authors authors;
    };
    if (auto const number = web::version_asked_for(call))
        return show_translation_version(call, *opened, *number);
    auto const found = web::read(call, [&](db::Connection& db) {
        return Found{
            list_translation_versions(
                db, call.site.tenant, opened->record, opened->target.language, call.actor()),
            web::list_authors(db, call.site.tenant)};
    });
    return translation_history_page(
        call, opened->record, opened->target.language, list_of(call).fields_with_page(), found.versions,
        found.authors);
}

http::Response save_translation_form(web::Call& call, TranslationCare const& care)
{
    auto const opened = open_record(call, care);
    auto const form = call.request.form();
    if (!opened || !form)
        return web::staff_not_found(call);
    bool const shows_all = form->value("alle") == "1";
    std::vector<EnteredTranslation> entered;
    if (web::is_comparison(*form)) {
        auto compared
            = web::read_compared(*form, translation_record_form(opened->record, web::staff_texts(call)));
        entered = read_entries(*form, opened->record, compared);
        if (!web::chosen_fields(compared))
            return compare_translations(call, *opened, entered, shows_all, std::move(compared));
    } else {
        entered = read_entries(*form, opened->record);
    }
    auto const place = place_in_list(call, *opened); // saved, it stands elsewhere or nowhere
    auto const saved = web::write(call, [&](Work& work) {
        return save_translations(
            work, care.kinds, opened->record.kind.word(), opened->record.id, opened->target.language,
            entered);
    });
    if (!saved) {
        auto const latest = open_record(call, care); // what somebody else has stored
        if (!latest || saved.problem().kind == ProblemKind::not_found)
            return web::staff_not_found(call);
        if (saved.problem().kind == ProblemKind::conflict)
            return compare_translations(call, *latest, entered, shows_all);
        return translation_form_page(
            call,
            {.record = latest->record,
             .language = latest->target.language,
             .list = list_of(call).fields_with_page(),
             .shows_all = shows_all,
             .entered = std::move(entered),
             .problems = {saved.problem()},
             .proposal = find_proposal(call, care, *latest)});
    }
    if (form->value("weiter") == "1")
        return to_next(call, care, *opened, place);
    return to_record(call, *opened, shows_all);
}

http::Response order_proposals_at_desk(web::Call& call, TranslationCare const& care)
{
    auto const opened = open_record(call, care);
    if (!opened || !has_machine(care, opened->target.language))
        return web::staff_not_found(call);
    auto const ordered = web::write(call, [&](Work& work) {
        return order_proposals(
            work, care.kinds, opened->record.kind.word(), opened->record.id, opened->target.language);
    });
    if (!ordered)
        return web::staff_not_found(call);
    call.nothing_was_done = *ordered == Change::was_so_already; // the page says that it is at work
    return to_record(call, *opened, false);
}

http::Response order_all_proposals_at_desk(web::Call& call, TranslationCare const& care)
{
    auto const target
        = web::read(call, [&](db::Connection& db) { return find_translation_target(call, db); });
    if (!target || !has_machine(care, target->language))
        return web::staff_not_found(call);
    auto const ordered
        = web::write(call, [&](Work& work) { return order_all_proposals(work, target->language); });
    if (!ordered)
        return web::staff_not_found(call);
    call.nothing_was_done = *ordered == Change::was_so_already;
    return http::Response::redirect(
        http::Status::see_other, web::list_url(translation_list(target->language), {}).text());
}

http::Response order_chosen_proposals_at_desk(web::Call& call, TranslationCare const& care)
{
    auto const target
        = web::read(call, [&](db::Connection& db) { return find_translation_target(call, db); });
    auto const form = call.request.form();
    if (!target || !form || !has_machine(care, target->language))
        return web::staff_not_found(call);
    auto const list = translation_list(target->language);
    auto chosen = web::read_selection(list, *form);
    if (chosen.is_everything) {
        auto const filter = TranslationFilter::parse(http::Form(chosen.query));
        auto const records = web::read(call, [&](db::Connection& db) {
            return list_first_translations(
                db, call.site.tenant, translating(call, care.kinds), target->language, filter,
                static_cast<int>(web::most_at_once) + 1);
        });
        chosen.ticked.clear();
        for (auto const& record : records)
            chosen.ticked.push_back({record.place.position, 0});
    }
    if (auto refusal = web::refuse_selection(call, list, chosen))
        return std::move(*refusal);
    if (form->value("aktion") != propose_action.word)
        return web::staff_not_found(call);
    std::vector<std::int64_t> positions;
    for (auto const& record : chosen.ticked)
        positions.push_back(record.id);
    auto const ordered = web::write(call, [&](Work& work) {
        return order_chosen_proposals(work, care.kinds, target->language, positions);
    });
    if (!ordered)
        return web::staff_not_found(call);
    web::BulkOutcome const outcome{
        .made = ordered->ordered, .already = ordered->without_wishes, .failures = {}, .left = {}};
    return web::bulk_result_page(
        call, list, chosen, outcome,
        {"machine.chosen.title"_msg, "machine.chosen.made"_msg, "machine.chosen.already"_msg},
        {web::list_url(list, {}, "auswahl"), propose_action.word},
        [](web::Ticked) -> std::optional<web::RecordLink> { return std::nullopt; });
}

} // namespace kommin::portal
