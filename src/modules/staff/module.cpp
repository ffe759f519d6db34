// The module's only registration point.

#include "modules/staff/module.hpp"

#include "modules/staff/account_notices.hpp"
#include "modules/staff/accounts_query.hpp"
#include "modules/staff/audit_pages.hpp"
#include "modules/staff/handlers.hpp"
#include "modules/staff/jobs_list.hpp"
#include "modules/staff/link_mails.hpp"
#include "modules/staff/permissions.hpp"
#include "modules/staff/user_command.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/identity/saved_view.hpp"
#include "platform/identity/session.hpp"
#include "platform/identity/unsaved_entries.hpp"
#include "platform/post/refused_address.hpp"
#include "platform/post/returned_mail.hpp"
#include "platform/web/staff_bulk.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace kommin::staff {

namespace {

// Half a year: an address may have come to life again, and nobody remembers why it was marked.
constexpr std::chrono::days keep_refusals{180};
// A month: who asks whether a mail has arrived asks soon.
constexpr std::chrono::days keep_returned_mails{30};
constexpr std::size_t largest_form = std::size_t{16} << 10U;
// With its token and name; a form that is larger cannot be sent either.
constexpr std::size_t largest_typed = identity::longest_unsaved + (std::size_t{8} << 10U);

std::vector<web::Route> routes(StaffOptions const& options)
{
    constexpr auto get = http::Method::get;
    constexpr auto post = http::Method::post;
    constexpr auto laborious = http::Effort::laborious;
    using web::entrance;
    using web::logged_in;
    using web::needs;
    auto const gate = std::make_shared<LinkGate>();
    auto const with_options
        = [&options](http::Response (*handler)(web::Call&, StaffOptions const&)) -> web::Handler {
        return [handler, options](web::Call& call) { return handler(call, options); };
    };
    return {
        {get, "/verwaltung", logged_in, &show_today},
        {get, "/verwaltung/anmelden", entrance, &show_login},
        {post, "/verwaltung/anmelden", entrance, with_options(&log_in), largest_form, laborious},
        {get, "/verwaltung/anmelden/code", entrance, &show_code},
        {post, "/verwaltung/anmelden/code", entrance, with_options(&confirm_code), largest_form},
        {post, "/verwaltung/abmelden", logged_in, &log_out, largest_form},
        {get, "/verwaltung/passwort-vergessen", entrance, &show_forgotten},
        {post, "/verwaltung/passwort-vergessen", entrance,
         [gate](web::Call& call) { return send_new_password_link(call, *gate); }, largest_form},
        {get, "/verwaltung/passwort/{token}", entrance, &show_link},
        {post, "/verwaltung/passwort/{token}", entrance, with_options(&set_password), largest_form,
         laborious},
        {get, "/verwaltung/konto", logged_in, &show_account},
        {post, "/verwaltung/konto/passwort", logged_in, with_options(&change_own_password), largest_form,
         laborious},
        {post, "/verwaltung/konto/angaben", logged_in, &change_own_account, largest_form},
        {post, "/verwaltung/konto/geraete", logged_in, &end_sessions, largest_form},
        {get, "/verwaltung/konto/zweiter-faktor", logged_in, with_options(&show_second_factor)},
        {post, "/verwaltung/konto/zweiter-faktor", logged_in, with_options(&set_second_factor), largest_form,
         laborious},
        {get, "/verwaltung/konten", needs(manage_accounts), &list_accounts},
        {get, "/verwaltung/konten/neu", needs(manage_accounts), &show_new_account},
        {post, "/verwaltung/konten/neu", needs(manage_accounts), with_options(&invite), largest_form,
         laborious},
        {get, "/verwaltung/konten/liste.csv", needs(manage_accounts), &export_accounts},
        {get, "/verwaltung/konten/liste.xlsx", needs(manage_accounts), &export_accounts},
        {get, "/verwaltung/konten/ansichten", needs(manage_accounts),
         web::of_list(account_list, &web::show_saved_views)},
        {post, "/verwaltung/konten/ansichten", needs(manage_accounts),
         web::of_list(account_list, &web::save_list_view), largest_form},
        {post, "/verwaltung/konten/ansichten/loeschen", needs(manage_accounts),
         web::of_list(account_list, &web::erase_list_view), largest_form},
        {get, "/verwaltung/konten/{konto}", needs(manage_accounts), &show_one_account},
        {post, "/verwaltung/konten/{konto}/rollen", needs(manage_accounts), with_options(&change_roles),
         largest_form, laborious},
        {post, "/verwaltung/konten/{konto}/zustand", needs(manage_accounts), with_options(&change_state),
         largest_form, laborious},
        {get, "/verwaltung/konten/{konto}/verlauf", needs(manage_accounts), &show_account_history},
        {get, "/verwaltung/konten/{konto}/aendern", needs(manage_accounts), &show_account_details},
        {post, "/verwaltung/konten/{konto}/aendern", needs(manage_accounts),
         with_options(&change_account_details), largest_form, laborious},
        {get, "/verwaltung/auftraege", needs(see_jobs), with_options(&show_jobs)},
        {post, "/verwaltung/auftraege", needs(manage_jobs), with_options(&change_jobs), largest_form},
        {get, "/verwaltung/auftraege/liste.csv", needs(see_jobs), &export_jobs},
        {get, "/verwaltung/auftraege/liste.xlsx", needs(see_jobs), &export_jobs},
        {get, "/verwaltung/auftraege/ansichten", needs(see_jobs),
         web::of_list(job_list, &web::show_saved_views)},
        {post, "/verwaltung/auftraege/ansichten", needs(see_jobs),
         web::of_list(job_list, &web::save_list_view), largest_form},
        {post, "/verwaltung/auftraege/ansichten/loeschen", needs(see_jobs),
         web::of_list(job_list, &web::erase_list_view), largest_form},
        {post, "/verwaltung/auftraege/auswahl", needs(manage_jobs), &change_chosen_jobs},
        {post, "/verwaltung/auftraege/auswahl/blaettern", needs(manage_jobs),
         web::of_list(job_list, &web::turn_page)},
        {get, "/verwaltung/auftraege/adressen", needs(see_jobs), &show_refused},
        {get, "/verwaltung/auftraege/adressen/liste.csv", needs(see_jobs), &export_refused},
        {get, "/verwaltung/auftraege/adressen/liste.xlsx", needs(see_jobs), &export_refused},
        {get, "/verwaltung/auftraege/adressen/ansichten", needs(see_jobs),
         web::of_list(refused_list, &web::show_saved_views)},
        {post, "/verwaltung/auftraege/adressen/ansichten", needs(see_jobs),
         web::of_list(refused_list, &web::save_list_view), largest_form},
        {post, "/verwaltung/auftraege/adressen/ansichten/loeschen", needs(see_jobs),
         web::of_list(refused_list, &web::erase_list_view), largest_form},
        {post, "/verwaltung/auftraege/adressen/auswahl", needs(manage_jobs), &change_chosen_addresses},
        {post, "/verwaltung/auftraege/adressen/auswahl/blaettern", needs(manage_jobs),
         web::of_list(refused_list, &web::turn_page)},
        {get, "/verwaltung/eintragungen", logged_in, &show_unsaved},
        {post, "/verwaltung/eintragungen", logged_in, &web::keep_while_typing, largest_typed},
        {post, "/verwaltung/eintragungen/loeschen", logged_in, &web::discard_unsaved, largest_form},
        {get, "/verwaltung/rechte", logged_in, &show_rights},
        {get, "/verwaltung/suche", logged_in, &search_everything},
        {get, "/verwaltung/hilfe", logged_in, &show_help},
        {get, "/verwaltung/pruefpfad", needs(read_audit), &show_audit},
        {get, "/verwaltung/pruefpfad/{eintrag}", needs(read_audit), &show_audit_entry},
        {post, "/verwaltung/pruefpfad/datei", needs(read_audit), &export_audit, largest_form},
        {get, "/verwaltung/pruefpfad/ansichten", needs(read_audit),
         web::of_list(audit_list, &web::show_saved_views)},
        {post, "/verwaltung/pruefpfad/ansichten", needs(read_audit),
         web::of_list(audit_list, &web::save_list_view), largest_form},
        {post, "/verwaltung/pruefpfad/ansichten/loeschen", needs(read_audit),
         web::of_list(audit_list, &web::erase_list_view), largest_form},
    };
}

// What is not there looks like what one may not see, whatever the method; also at addresses that are there
// and do not know the method.
std::vector<web::Route> nowhere()
{
    using enum http::Method;
    std::vector<web::Route> routes;
    for (auto const method : {get, post, put, patch, del, options}) {
        routes.push_back({method, "/verwaltung/{rest*}", web::logged_in, &web::staff_not_found});
        if (method != get)
            routes.push_back({method, "/verwaltung", web::logged_in, &web::staff_not_found});
    }
    return routes;
}

std::vector<web::Route> all_routes(StaffOptions const& options)
{
    auto all = routes(options);
    auto const rest = nowhere();
    all.insert(all.end(), rest.begin(), rest.end());
    return all;
}

std::vector<web::StaffLink> links()
{
    using enum web::StaffArea;
    return {
        {.area = administration,
         .rank = 10,
         .label = "staff.accounts.title"_msg,
         .path = "konten",
         .permission = manage_accounts,
         .purpose = "staff.accounts.purpose"_msg},
        {administration, 80, "staff.jobs.title"_msg, "auftraege", see_jobs, &count_waiting_jobs,
         "staff.jobs.purpose"_msg},
        {.area = administration,
         .rank = 90,
         .label = "staff.audit.title"_msg,
         .path = "pruefpfad",
         .permission = read_audit,
         .purpose = "staff.audit.purpose"_msg},
    };
}

std::vector<web::StaffWords> help_words()
{
    return {
        {"staff.accounts.title"_msg,
         manage_accounts,
         {{"st st--draft", "staff.state.invited"_msg, "help.word.invited"_msg},
          {"st st--ok", "staff.state.active"_msg, "help.word.active"_msg},
          {"st st--bad", "staff.state.blocked"_msg, "help.word.blocked"_msg},
          {"st st--none", "staff.state.erased"_msg, "help.word.erased"_msg}}},
        {"staff.jobs.title"_msg,
         see_jobs,
         {{"st st--bad", "staff.jobs.state.dead"_msg, "help.word.dead"_msg},
          {"st st--warn", "staff.jobs.state.failed"_msg, "help.word.failed"_msg},
          {"st st--info", "staff.jobs.state.queued"_msg, "help.word.queued"_msg}}},
    };
}

std::vector<web::HelpTopic> help_topics()
{
    return {
        {"help.today"_msg, "help.today.text"_msg, std::nullopt},
        {"help.search"_msg, "help.search.text"_msg, std::nullopt},
        {"help.unsaved"_msg, "help.unsaved.text"_msg, std::nullopt},
        {"help.account"_msg, "help.account.text"_msg, std::nullopt},
        {"help.accounts"_msg, "help.accounts.text"_msg, manage_accounts},
        {"help.audit"_msg, "help.audit.text"_msg, read_audit},
    };
}

web::StaffRecord account_record()
{
    return {
        "account", manage_accounts, [](web::Call const& call, std::int64_t id) -> std::optional<html::Url> {
            auto const account = identity::find_account(call.db(), call.site.tenant, identity::AccountId{id});
            if (!account)
                return std::nullopt;
            return web::staff_url({"konten", account->public_id});
        }};
}

// Sessions, links and devices are personal data, too.
RecurringRule erasure_of_what_has_ended()
{
    return {
        "staff.erase_ended", i18n::TimeOfDay::at(3),
        [](Work& work) -> Result<void> {
            identity::erase_ended(work);
            identity::erase_old_views(work);
            post::erase_old_refusals(work, keep_refusals);
            post::erase_old_returned_mails(work, keep_returned_mails);
            return {};
        },
        "job.staff.erase_ended"_msg};
}

void add_what_waits(web::Call const& call, std::vector<web::TodayItem>& items)
{
    add_unsaved_of_today(call, items);
    add_oddities_of_today(call, items);
    add_jobs_of_today(call, items);
    add_accounts_of_today(call, items);
}

}

std::vector<command::Command> commands()
{
    return {user_command()};
}

web::Module staff_module(StaffOptions const& options)
{
    return {
        .name = "staff",
        .routes = all_routes(options),
        .jobs = {link_mails(options), account_notices(options)},
        .recurring = {erasure_of_what_has_ended()},
        .permissions = permission_rules(),
        .staff_links = links(),
        .news = {{"staff.accounts.new.short"_msg, "konten", manage_accounts}},
        .searchers
        = {{"staff.accounts.title"_msg, "staff.accounts.search"_msg, manage_accounts, &find_accounts},
           {"staff.jobs.title"_msg, "staff.jobs.search"_msg, see_jobs, &find_jobs}},
        .records = {account_record()},
        .words = help_words(),
        .topics = help_topics(),
        .today = &add_what_waits};
}

} // namespace kommin::staff
