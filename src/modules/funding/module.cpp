// The module's only registration point.

#include "modules/funding/module.hpp"

#include "modules/funding/grants/due_money_letters.hpp"
#include "modules/funding/grants/grant.hpp"
#include "modules/funding/grants/grant_proof.hpp"
#include "modules/funding/grants/passed_on.hpp"
#include "modules/funding/grants/payment.hpp"
#include "modules/funding/grants/request_letters.hpp"
#include "modules/funding/grants/voucher.hpp"
#include "modules/funding/module_grants.hpp"
#include "modules/funding/module_routes.hpp"
#include "modules/funding/money/budget_group.hpp"
#include "modules/funding/money/money_demo.hpp"
#include "modules/funding/money/money_desk.hpp"
#include "modules/funding/money/money_life.hpp"
#include "modules/funding/money/told_money.hpp"
#include "modules/funding/programmes/application.hpp"
#include "modules/funding/programmes/application_desk.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "modules/funding/programmes/programme.hpp"
#include "modules/funding/programmes/programme_desk.hpp"

#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace kommin::funding {

namespace {

template<class Entry>
void add_all(std::vector<Entry>& all, std::vector<Entry> more)
{
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::vector<web::StaffLink> menu()
{
    using enum web::StaffArea;
    constexpr int first = 40; // behind goals, measures and what steers them
    return {
        {.area = steering,
         .rank = first,
         .label = "finance.menu"_msg,
         .path = std::string(finances_path),
         .permission = see_money,
         .purpose = "finance.purpose"_msg},
        {.area = steering,
         .rank = first + 1,
         .label = "application.title"_msg,
         .path = std::string(applications_path),
         .permission = see_money,
         .purpose = "application.purpose"_msg},
        {.area = steering,
         .rank = first + 2,
         .label = "funding_programme.title"_msg,
         .path = std::string(programmes_path),
         .permission = see_money,
         .purpose = "funding_programme.purpose"_msg}};
}

std::vector<web::StaffWords> help_words()
{
    return {
        {"application.title"_msg,
         see_money,
         {{"st st--info", "application.state.drafted"_msg, "help.word.application.drafted"_msg},
          {"st st--warn", "application.state.submitted"_msg, "help.word.application.submitted"_msg},
          {"st st--ok", "application.state.granted"_msg, "help.word.application.granted"_msg},
          {"st st--bad", "application.state.refused"_msg, "help.word.application.refused"_msg},
          {"st st--none", "application.state.withdrawn"_msg, "help.word.application.withdrawn"_msg}}}};
}

}

std::vector<letters::LetterKind> letter_kinds()
{
    auto kinds = request_letter_kinds();
    add_all(kinds, passed_on_letter_kinds());
    kinds.push_back(due_money_letter_kind());
    return kinds;
}

web::Module funding_module(FundingCare const& care)
{
    web::Module module{
        .name = "funding",
        .routes = module_routes(care.below_application),
        .subjects
        = {programme_subject, call_subject, application_subject, budget_line_subject, budget_group_subject,
           grant_subject, payment_subject, voucher_subject, passed_on_subject, proof_subject},
        .load_demo =
            [](demo::Demo& demo) {
                load_money(demo);
                tell_money(demo);
            },
        .demo_files = {"funding.json"},
        .permissions = permission_rules(),
        .staff_links = menu(),
        .news
        = {{"application.one"_msg, std::string(applications_path), edit_money},
           {"funding_programme.one"_msg, std::string(programmes_path), edit_programmes}},
        .searchers
        = {{"application.title"_msg, "application.search"_msg, see_money, &find_applications_at_desk},
           {"funding_programme.title"_msg, "funding_programme.search"_msg, see_money,
            &find_programmes_at_desk}},
        .records = recorded_programmes(),
        .forms = noted_programmes(),
        .recents = recent_programmes(),
        .lives = {life_of_money()},
        .words = help_words(),
        .topics = {{"help.funding"_msg, "help.funding.text"_msg, see_money}},
        .today = &add_deadlines_of_today};
    add_all(module.records, recorded_applications());
    add_all(module.records, recorded_money());
    add_all(module.forms, noted_applications());
    add_all(module.forms, noted_money());
    add_all(module.recents, recent_applications());
    add_all(module.recents, recent_money());
    add_grants(module, care);
    return module;
}

goals::BelowMeasure below_measure()
{
    return &money_below_measure;
}

} // namespace kommin::funding
