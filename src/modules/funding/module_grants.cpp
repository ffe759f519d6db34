#include "modules/funding/module_grants.hpp"

#include "modules/funding/grants/double_funding_desk.hpp"
#include "modules/funding/grants/due_money_letters.hpp"
#include "modules/funding/grants/grant_desk.hpp"
#include "modules/funding/grants/grant_pages.hpp"
#include "modules/funding/grants/passed_on_desk.hpp"
#include "modules/funding/grants/passed_on_site.hpp"
#include "modules/funding/grants/proof_desk.hpp"
#include "modules/funding/grants/request_desk.hpp"
#include "modules/funding/grants/request_letters.hpp"
#include "modules/funding/grants/request_site.hpp"
#include "modules/funding/grants/voucher_desk.hpp"
#include "modules/funding/grants/voucher_retention.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/web/visitor_routes.hpp"

#include <chrono>
#include <cstddef>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace kommin::funding {

namespace {

// Long texts in a script of which a form makes nine bytes of each letter, twice: whoever compares two
// versions sends both.
constexpr std::size_t largest_grant_form = std::size_t{256} << 10U;
constexpr std::size_t largest_report_form = std::size_t{512} << 10U;
constexpr std::size_t largest_button_form = std::size_t{16} << 10U;
constexpr std::size_t largest_said_form = std::size_t{32} << 10U;
// The largest file, and what stands around it.
constexpr std::size_t largest_file_form = pdf::largest_document + (std::size_t{64} << 10U);
// Of an association: a photograph of a telephone, or a PDF of that size.
constexpr std::size_t largest_bill_form = images::largest_picture + (std::size_t{64} << 10U);
// Its words in a script of which a form makes six bytes of each letter: whoever pastes too many is told so
// beside the field.
constexpr std::size_t largest_association_form = std::size_t{128} << 10U;
constexpr int rank_of_grants = 43; // behind applications

using HandlerWithFiles = http::Response (*)(web::Call&, GrantFileCare const&);

web::Handler with_files(HandlerWithFiles handler, GrantFileCare const& care)
{
    return [handler, care](web::Call& call) { return handler(call, care); };
}

std::vector<web::Route> grant_routes(GrantFileCare const& files)
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/zuwendungen", needs(see_money), &list_grants_at_desk},
        {get, "/verwaltung/zuwendungen/liste.csv", needs(see_money), &export_grants},
        {get, "/verwaltung/zuwendungen/liste.xlsx", needs(see_money), &export_grants},
        {get, "/verwaltung/zuwendungen/ansichten", needs(see_money),
         web::of_list(grant_list, &web::show_saved_views)},
        {post, "/verwaltung/zuwendungen/ansichten", needs(see_money),
         web::of_list(grant_list, &web::save_list_view), largest_button_form},
        {post, "/verwaltung/zuwendungen/ansichten/loeschen", needs(see_money),
         web::of_list(grant_list, &web::erase_list_view), largest_button_form},
        {get, "/verwaltung/zuwendungen/neu", needs(edit_money), &show_new_grant},
        {post, "/verwaltung/zuwendungen/neu", needs(edit_money), &add_grant_at_desk, largest_grant_form},
        {get, "/verwaltung/zuwendungen/{zuwendung}", needs(see_money), &show_grant},
        {get, "/verwaltung/zuwendungen/{zuwendung}/bearbeiten", needs(edit_money), &show_grant_form},
        {post, "/verwaltung/zuwendungen/{zuwendung}/bearbeiten", needs(edit_money), &save_grant_form,
         largest_grant_form},
        {get, "/verwaltung/zuwendungen/{zuwendung}/bearbeiten/verlauf", needs(edit_money),
         &show_grant_history},
        {get, "/verwaltung/zuwendungen/{zuwendung}/bescheid", needs(edit_money), &show_notice_form},
        {post, "/verwaltung/zuwendungen/{zuwendung}/bescheid", needs(edit_money),
         with_files(&put_notice_at_desk, files), largest_file_form, http::Effort::lengthy},
        {post, "/verwaltung/zuwendungen/{zuwendung}/bescheid-entfernen", needs(edit_money),
         &remove_notice_at_desk, largest_button_form},
        {get, "/verwaltung/zuwendungen/{zuwendung}/bescheid.pdf", needs(see_money),
         with_files(&send_notice, files)},
        {get, "/verwaltung/zuwendungen/{zuwendung}/abrufe/neu", needs(edit_money), &show_new_payment},
        {post, "/verwaltung/zuwendungen/{zuwendung}/abrufe/neu", needs(edit_money), &add_payment_at_desk,
         largest_said_form},
        {get, "/verwaltung/zuwendungen/{zuwendung}/abrufe/{abruf}", needs(edit_money), &show_payment_form},
        {post, "/verwaltung/zuwendungen/{zuwendung}/abrufe/{abruf}", needs(edit_money), &save_payment_form,
         largest_said_form},
        {get, "/verwaltung/zuwendungen/{zuwendung}/abrufe/{abruf}/verlauf", needs(edit_money),
         &show_payment_history},
    };
}

std::vector<web::Route> voucher_routes(GrantFileCare const& files)
{
    using enum http::Method;
    auto const needs_right = web::needs(account_for_money);
    return {
        {get, "/verwaltung/zuwendungen/{zuwendung}/belege", needs_right, &list_vouchers_at_desk},
        {get, "/verwaltung/zuwendungen/{zuwendung}/belege/liste.csv", needs_right, &export_vouchers},
        {get, "/verwaltung/zuwendungen/{zuwendung}/belege/liste.xlsx", needs_right, &export_vouchers},
        {get, "/verwaltung/zuwendungen/{zuwendung}/belege/neu", needs_right, &show_new_voucher},
        {post, "/verwaltung/zuwendungen/{zuwendung}/belege/neu", needs_right, &add_voucher_at_desk,
         largest_said_form},
        {get, "/verwaltung/zuwendungen/{zuwendung}/belege/{beleg}", needs_right, &show_voucher_form},
        {post, "/verwaltung/zuwendungen/{zuwendung}/belege/{beleg}", needs_right, &save_voucher_form,
         largest_said_form},
        {get, "/verwaltung/zuwendungen/{zuwendung}/belege/{beleg}/verlauf", needs_right,
         &show_voucher_history},
        {get, "/verwaltung/zuwendungen/{zuwendung}/belege/{beleg}/datei", needs_right,
         &show_voucher_file_form},
        {post, "/verwaltung/zuwendungen/{zuwendung}/belege/{beleg}/datei", needs_right,
         with_files(&put_voucher_file_at_desk, files), largest_file_form, http::Effort::lengthy},
        {get, "/verwaltung/zuwendungen/{zuwendung}/belege/{beleg}/datei-lesen", needs_right,
         with_files(&send_voucher_file, files)},
        {get, "/verwaltung/zuwendungen/{zuwendung}/belege/{beleg}/storno", needs_right,
         &ask_before_cancelling_voucher},
        {post, "/verwaltung/zuwendungen/{zuwendung}/belege/{beleg}/storno", needs_right,
         &cancel_voucher_at_desk, largest_said_form},
        {get, "/verwaltung/doppelfoerderung", needs_right, &show_double_funding},
        {post, "/verwaltung/doppelfoerderung", needs_right, &accept_finding_at_desk, largest_said_form},
    };
}

std::vector<web::Route> proof_routes()
{
    using enum http::Method;
    auto const needs_right = web::needs(account_for_money);
    return {
        {get, "/verwaltung/zuwendungen/{zuwendung}/nachweise/neu", needs_right, &show_new_proof},
        {post, "/verwaltung/zuwendungen/{zuwendung}/nachweise/neu", needs_right, &add_proof_at_desk,
         largest_report_form},
        {get, "/verwaltung/zuwendungen/{zuwendung}/nachweise/{nachweis}", needs_right, &show_proof},
        {get, "/verwaltung/zuwendungen/{zuwendung}/nachweise/{nachweis}/druck", needs_right, &print_proof},
        {get, "/verwaltung/zuwendungen/{zuwendung}/nachweise/{nachweis}/bearbeiten", needs_right,
         &show_proof_form},
        {post, "/verwaltung/zuwendungen/{zuwendung}/nachweise/{nachweis}/bearbeiten", needs_right,
         &save_proof_form, largest_report_form},
        {get, "/verwaltung/zuwendungen/{zuwendung}/nachweise/{nachweis}/bearbeiten/verlauf", needs_right,
         &show_proof_history},
        {post, "/verwaltung/zuwendungen/{zuwendung}/nachweise/{nachweis}/einreichen", needs_right,
         &hand_in_proof_at_desk, largest_button_form},
        {post, "/verwaltung/zuwendungen/{zuwendung}/nachweise/{nachweis}/ergebnis", needs_right,
         &set_outcome_at_desk, largest_said_form},
    };
}

std::vector<web::Route> passed_on_routes()
{
    using enum http::Method;
    auto const needs_right = web::needs(account_for_money);
    return {
        {get, "/verwaltung/zuwendungen/{zuwendung}/weitergaben/neu", needs_right, &show_new_passed_on},
        {post, "/verwaltung/zuwendungen/{zuwendung}/weitergaben/neu", needs_right, &add_passed_on_at_desk,
         largest_grant_form},
        {get, "/verwaltung/zuwendungen/{zuwendung}/weitergaben/antrag-erbitten", needs_right,
         &show_new_invitation},
        {post, "/verwaltung/zuwendungen/{zuwendung}/weitergaben/antrag-erbitten", needs_right,
         &invite_association_at_desk, largest_said_form},
        {get, "/verwaltung/zuwendungen/{zuwendung}/weitergaben/{weitergabe}", needs_right, &show_passed_on},
        {get, "/verwaltung/zuwendungen/{zuwendung}/weitergaben/{weitergabe}/bearbeiten", needs_right,
         &show_passed_on_form},
        {post, "/verwaltung/zuwendungen/{zuwendung}/weitergaben/{weitergabe}/bearbeiten", needs_right,
         &save_passed_on_form, largest_grant_form},
        {get, "/verwaltung/zuwendungen/{zuwendung}/weitergaben/{weitergabe}/bearbeiten/verlauf", needs_right,
         &show_passed_on_history},
        {post, "/verwaltung/zuwendungen/{zuwendung}/weitergaben/{weitergabe}/formular-senden", needs_right,
         &send_form_at_desk, largest_button_form},
        {post, "/verwaltung/zuwendungen/{zuwendung}/weitergaben/{weitergabe}/anerkennen", needs_right,
         &accept_proof_at_desk, largest_button_form},
        {post, "/verwaltung/zuwendungen/{zuwendung}/weitergaben/{weitergabe}/rueckfrage", needs_right,
         &question_proof_at_desk, largest_said_form},
        {post, "/verwaltung/zuwendungen/{zuwendung}/weitergaben/{weitergabe}/rueckzug", needs_right,
         &withdraw_passed_on_at_desk, largest_said_form},
        {post, "/verwaltung/zuwendungen/{zuwendung}/weitergaben/{weitergabe}/antrag-link", needs_right,
         &invite_again_at_desk, largest_button_form},
        {post, "/verwaltung/zuwendungen/{zuwendung}/weitergaben/{weitergabe}/antrag-rueckfrage", needs_right,
         &question_request_at_desk, largest_said_form},
        {post, "/verwaltung/zuwendungen/{zuwendung}/weitergaben/{weitergabe}/antrag-annehmen", needs_right,
         &accept_request_at_desk, largest_button_form},
        {post, "/verwaltung/zuwendungen/{zuwendung}/weitergaben/{weitergabe}/antrag-ablehnen", needs_right,
         &refuse_request_at_desk, largest_said_form},
    };
}

// Whoever applies or accounts for an association has no account; whoever has no link is refused before.
std::vector<web::Route> association_routes(GrantFileCare const& files)
{
    using enum http::Method;
    using web::for_visitors;
    using web::public_page;
    // An association enters its bills in one evening, many of them before the same day; each with a file
    // counts twice.
    auto const gate = std::make_shared<web::VisitorGate>(
        web::TokenBuckets::Rate{.burst = 150, .one_per = std::chrono::seconds(10)},
        web::TokenBuckets::Rate{.burst = 1000, .one_per = std::chrono::seconds(2)});
    return {
        {get, "/{lang:lang}/verwendungsnachweis/{token}", public_page,
         for_visitors(&show_proof_of_association)},
        {post, "/{lang:lang}/verwendungsnachweis/{token}", public_page,
         for_visitors(&send_proof_of_association, gate), largest_association_form},
        {post, "/{lang:lang}/verwendungsnachweis/{token}/beleg", public_page,
         for_visitors(&add_bill_of_association, gate, files), largest_bill_form, http::Effort::lengthy},
        {post, "/{lang:lang}/verwendungsnachweis/{token}/beleg-entfernen", public_page,
         for_visitors(&remove_bill_of_association, gate), largest_button_form},
        {get, "/{lang:lang}/foerderantrag/{token}", public_page, for_visitors(&show_request_of_association)},
        {post, "/{lang:lang}/foerderantrag/{token}", public_page,
         for_visitors(&send_request_of_association, gate), largest_association_form},
    };
}

template<class Entry>
void append(std::vector<Entry>& all, std::vector<Entry> more)
{
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

web::StaffWords words_of_grants()
{
    return {
        "grant.title"_msg,
        see_money,
        {{"st st--ok", "grant.state.running"_msg, "help.word.grant.running"_msg},
         {"st st--bad", "grant.state.late"_msg, "help.word.grant.late"_msg},
         {"st st--done", "grant.state.proven"_msg, "help.word.grant.proven"_msg}}};
}

web::StaffWords words_of_passed_on()
{
    return {
        "passed_on.title"_msg,
        account_for_money,
        {{"st st--draft", "passed_on.state.drafted"_msg, "help.word.passed_on.drafted"_msg},
         {"st st--info", "passed_on.state.agreed"_msg, "help.word.passed_on.agreed"_msg},
         {"st st--warn", "passed_on.state.proven"_msg, "help.word.passed_on.proven"_msg},
         {"st st--done", "passed_on.state.accepted"_msg, "help.word.passed_on.accepted"_msg},
         {"st st--none", "passed_on.state.withdrawn"_msg, "help.word.passed_on.withdrawn"_msg}}};
}

}

void add_grants(web::Module& module, FundingCare const& care)
{
    append(module.routes, grant_routes(care.files));
    append(module.routes, voucher_routes(care.files));
    append(module.routes, proof_routes());
    append(module.routes, passed_on_routes());
    append(module.routes, association_routes(care.files));
    append(
        module.unlogged,
        {"/{lang:lang}/verwendungsnachweis/{token}", "/{lang:lang}/verwendungsnachweis/{token}/beleg",
         "/{lang:lang}/verwendungsnachweis/{token}/beleg-entfernen", "/{lang:lang}/foerderantrag/{token}"});
    module.jobs.push_back(passed_on_mail(care.letters));
    module.jobs.push_back(request_mail(care.letters));
    module.jobs.push_back(due_money_mail(care.letters));
    append(
        module.recurring,
        {passed_on_reminders(), due_money_told(), passed_on_links_ending(), request_erasure(),
         voucher_erasure(), grant_file_erasure(care.files.files)});
    module.staff_links.push_back(
        {.area = web::StaffArea::steering,
         .rank = rank_of_grants,
         .label = "grant.title"_msg,
         .path = std::string(grants_path),
         .permission = see_money,
         .purpose = "grant.purpose"_msg});
    module.news.push_back({"grant.one"_msg, std::string(grants_path), edit_money});
    module.searchers.push_back({"grant.title"_msg, "grant.search"_msg, see_money, &find_grants_at_desk});
    append(module.records, recorded_grants());
    append(module.forms, noted_grants());
    append(module.recents, recent_grants());
    module.words.push_back(words_of_grants());
    module.words.push_back(words_of_passed_on());
    module.topics.push_back({"help.grants"_msg, "help.grants.text"_msg, see_money});
    module.today
        = [deadlines = std::move(module.today)](web::Call const& call, std::vector<web::TodayItem>& items) {
              deadlines(call, items);
              add_grants_of_today(call, items);
          };
}

} // namespace kommin::funding
