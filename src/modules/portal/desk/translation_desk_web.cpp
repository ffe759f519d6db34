// Routes of the desk of the translators.

#include "modules/portal/desk/translation_desk.hpp"
#include "modules/portal/desk/translation_desk_pages.hpp"
#include "modules/portal/directory/info_page_store.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/translation_history.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <array>

namespace kommin::portal {

using web::staff_url;

namespace {

constexpr int most_turned_pages = 200;

std::vector<content::OpenCount> open_counts(web::Call const& call, db::Connection& db)
{
    auto const languages = target_languages(*tenants::find_tenant(db, call.site.tenant));
    return content::count_open_records(db, call.site.tenant, owners_to_translate(call.actor()), languages);
}

bool only_translates(Actor const& actor)
{
    auto const& rights = actor.rights();
    return rights.allows_somewhere(translate_texts) && !rights.allows_somewhere(edit_offers);
}

struct Opened {
    TranslationTarget target;
    Translatable record;
};
std::optional<Opened> open_record(web::Call const& call)
{
    auto const id = parse_number(call.path["nummer"]);
    if (!id)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) -> std::optional<Opened> {
        auto target = find_translation_target(call, db);
        if (!target)
            return std::nullopt;
        auto record
            = find_translatable(db, call.site.tenant, call.path["was"], *id, target->language, call.actor());
        if (!record)
            return std::nullopt;
        return Opened{std::move(*target), std::move(*record)};
    });
}

http::Response to_next(web::Call const& call, Opened const& opened)
{
    auto const next = web::read(call, [&](db::Connection& db) {
        return content::find_next_open_record(
            db, call.site.tenant, opened.target.language, opened.target.owners, opened.record.kind,
            opened.record.id);
    });
    auto const tag = opened.target.language.tag();
    auto const url = next ? staff_url({"uebersetzungen", tag, next->kind, std::to_string(next->id)})
                          : staff_url({"uebersetzungen", tag});
    return http::Response::redirect(http::Status::see_other, url.text());
}

bool has_machine(MachineCare const& care, Language language)
{
    return care.translator != nullptr && may_be_proposed(language);
}

std::optional<ProposalOrder> find_proposal(
    web::Call const& call, MachineCare const& care, Opened const& opened)
{
    if (!has_machine(care, opened.target.language))
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) {
        return find_proposal_order(
            db, call.site.tenant, opened.record.kind.word(), opened.record.id, opened.target.language);
    });
}

http::Response to_record(Opened const& opened, bool shows_all)
{
    auto url = staff_url(
        {"uebersetzungen", opened.target.language.tag(), opened.record.kind.word(),
         std::to_string(opened.record.id)});
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

WorkList load_work_list(db::Connection& db, TenantId tenant, TranslationTarget const& target, int page)
{
    WorkList list{.language = target.language, .page = page, .count = 0, .records = {}};
    list.records = content::list_open_records(
        db, tenant, target.language, target.owners, WorkList::records_per_page,
        (page - 1) * WorkList::records_per_page);
    std::array const languages{target.language};
    list.count = content::count_open_records(db, tenant, target.owners, languages).front().records;
    return list;
}

http::Response list_languages_to_translate(web::Call& call)
{
    return translation_languages_page(
        call, web::read(call, [&](db::Connection& db) { return open_counts(call, db); }));
}

void add_translations_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    if (!only_translates(call.actor()))
        return;
    auto const& texts = web::staff_texts(call);
    for (auto const& open : open_counts(call, call.db())) {
        if (open.records == 0)
            continue;
        auto const language = texts.language_name(open.language);
        items.push_back(
            {.area = "translate.title"_msg,
             .title = texts("translate.today"_msg, {{"language", language}, {"count", open.records}}),
             .url = staff_url({"uebersetzungen", open.language.tag()}),
             .reason = texts("translate.today.reason"_msg, {{"count", open.texts}}),
             .due = std::nullopt,
             .action = "translate.today.action"_msg});
    }
}

std::int64_t count_records_to_translate(web::Call const& call)
{
    if (!only_translates(call.actor()))
        return 0;
    auto const languages = target_languages(*tenants::find_tenant(call.db(), call.site.tenant));
    return content::count_open_records_up_to(
        call.db(), call.site.tenant, owners_to_translate(call.actor()), languages,
        web::most_waiting_shown + 1);
}

http::Response list_records_to_translate(web::Call& call, MachineCare const& care)
{
    auto const page = static_cast<int>(std::clamp<std::int64_t>(
        parse_number(call.request.query().value("seite")).value_or(1), 1, most_turned_pages));
    auto const list = web::read(call, [&](db::Connection& db) -> std::optional<WorkList> {
        auto const target = find_translation_target(call, db);
        if (!target)
            return std::nullopt;
        auto loaded = load_work_list(db, call.site.tenant, *target, page);
        if (has_machine(care, target->language)) {
            loaded.proposals
                = find_all_proposals_order(db, call.site.tenant, target->owners, target->language);
            if (loaded.proposals->state == ProposalOrder::State::waiting)
                loaded.missing_texts
                    = count_missing_texts(db, call.site.tenant, target->owners, target->language);
        }
        return loaded;
    });
    return list ? translation_list_page(call, *list) : web::staff_not_found(call);
}

http::Response show_translation_form(web::Call& call, MachineCare const& care)
{
    auto const opened = open_record(call);
    if (!opened)
        return web::staff_not_found(call);
    if (call.request.query().value("nach") == "1")
        return to_next(call, *opened);
    auto const fetched = parse_number(call.request.query().value("fassung"));
    auto const version = fetched ? version_of(call, *opened, *fetched) : std::nullopt;
    if (fetched && !version)
        return web::staff_not_found(call);
    return translation_form_page(
        call,
        {.record = opened->record,
         .language = opened->target.language,
         .shows_all = call.request.query().value("alle") == "1",
         .entered = version ? entries_of(*opened, version->fields) : std::vector<EnteredTranslation>{},
         .shown_version = fetched,
         .proposal = find_proposal(call, care, *opened)});
}

http::Response show_translation_history(web::Call& call)
{
    auto const opened = open_record(call);
    if (!opened)
        return web::staff_not_found(call);
    struct Found {
        std::vector<records::Version> versions;
        web::Authors authors;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        return Found{
            list_translation_versions(
                db, call.site.tenant, opened->record, opened->target.language, call.actor()),
            web::list_authors(db, call.site.tenant)};
    });
    return translation_history_page(
        call, opened->record, opened->target.language, found.versions, found.authors);
}

http::Response save_translation_form(web::Call& call, MachineCare const& care)
{
    auto const opened = open_record(call);
    auto const form = call.request.form();
    if (!opened || !form)
        return web::staff_not_found(call);
    auto entered = read_entries(*form, opened->record);
    auto const saved = web::write(call, [&](Work& work) {
        return save_translations(
            work, opened->record.kind.word(), opened->record.id, opened->target.language, entered);
    });
    bool const shows_all = form->value("alle") == "1";
    if (!saved) {
        auto const latest = open_record(call); // what somebody else has stored
        if (!latest || saved.problem().kind == ProblemKind::not_found)
            return web::staff_not_found(call);
        return translation_form_page(
            call,
            {.record = latest->record,
             .language = latest->target.language,
             .shows_all = shows_all,
             .entered = std::move(entered),
             .problems = {saved.problem()},
             .proposal = find_proposal(call, care, *latest)});
    }
    if (form->value("weiter") == "1")
        return to_next(call, *opened);
    return to_record(*opened, shows_all);
}

http::Response order_proposals_at_desk(web::Call& call, MachineCare const& care)
{
    auto const opened = open_record(call);
    if (!opened || !has_machine(care, opened->target.language))
        return web::staff_not_found(call);
    auto const ordered = web::write(call, [&](Work& work) {
        return order_proposals(work, opened->record.kind.word(), opened->record.id, opened->target.language);
    });
    return ordered ? to_record(*opened, false) : web::staff_not_found(call);
}

http::Response order_all_proposals_at_desk(web::Call& call, MachineCare const& care)
{
    auto const target
        = web::read(call, [&](db::Connection& db) { return find_translation_target(call, db); });
    if (!target || !has_machine(care, target->language))
        return web::staff_not_found(call);
    auto const ordered
        = web::write(call, [&](Work& work) { return order_all_proposals(work, target->language); });
    if (!ordered)
        return web::staff_not_found(call);
    return http::Response::redirect(
        http::Status::see_other, staff_url({"uebersetzungen", target->language.tag()}).text());
}

} // namespace kommin::portal
