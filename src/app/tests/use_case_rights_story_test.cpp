// Every use case that changes something asks for rights itself, whichever route leads to it. Each is called
// without its route by somebody who may everything but what it asks for, by somebody who may everything for
// another municipality, and by somebody who may nothing.

#include "app/tests/figure_attempts.hpp"
#include "app/tests/funding_attempts.hpp"
#include "app/tests/goal_attempts.hpp"
#include "app/tests/grant_attempts.hpp"
#include "app/tests/inventory_attempts.hpp"
#include "app/tests/letter_attempts.hpp"
#include "app/tests/measure_attempts.hpp"
#include "app/tests/meeting_attempts.hpp"
#include "app/tests/package_attempts.hpp"
#include "app/tests/people_attempts.hpp"
#include "app/tests/use_case_rights_story.hpp"
#include "app/tests/year_attempts.hpp"
#include "modules/staff/testing.hpp"
#include "platform/base/testing.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::app {
namespace {

// What needs no right, and why.
struct Exception {
    std::string_view use_case;
    std::string_view why;
};
constexpr std::array exceptions{
    Exception{"receive_feedback", "the public writes"},
    Exception{"count_page_answer", "the public answers"},
    Exception{"confirm_offer_by_link", "the link is the right"},
    Exception{"propose_by_link", "the link is the right"},
    Exception{"answer_confirmation", "the link is the right"},
    Exception{"answer_by_proposal", "the link is the right"},
    Exception{"open_for_answer", "the link is the right"},
    Exception{"answer_invitation", "the link is the right"},
    Exception{"register_party", "everybody may register for a session"},
    Exception{"answer_migration_question", "everybody may answer, and nobody knows who has"},
    Exception{"tell_registered", "part of saving a meeting"},
    Exception{"fill_in_evaluation", "everybody who was there may say how it was"},
    Exception{"move_evaluation", "part of saving a meeting"},
    Exception{"change_party", "the link is the right"},
    Exception{"change_contact", "the link is the right"},
    Exception{"cancel_registration", "the link is the right"},
    Exception{"accept_offer", "the link is the right"},
    Exception{"move_up", "part of whatever frees seats"},
    Exception{"end_party", "part of cancelling"},
    Exception{"take_seats", "part of registering"},
    Exception{"reseat", "part of changing a party"},
    Exception{"look_through_waiting_lists", "the program, at night"},
    Exception{"propose_amendment", "the link is the right"},
    Exception{"add_comment_by_link", "the link is the right"},
    Exception{"begin_linked_answer", "the link is the right"},
    Exception{"check_units_of", "part of saving a programme"},
    Exception{"begin_passed_on", "part of each step of a contract"},
    Exception{"check_passed_on_limit", "part of saving a contract"},
    Exception{"save_request_by_link", "the link is the right"},
    Exception{"add_entry", "part of answering a stocktaking, which begin_answer opens"},
    Exception{"change_entry", "likewise"},
    Exception{"erase_entry", "likewise"},
    Exception{"continue_entry", "likewise"},
    Exception{"report_nothing", "likewise"},
    Exception{"report_by_link", "the link is the right"},
    Exception{"answer_by_link", "the link is the right"},
    Exception{"add_report_by_link", "part of reporting by link"},
    Exception{"add_bill_by_link", "the link is the right"},
    Exception{"remove_bill_by_link", "the link is the right"},
    Exception{"save_proof_by_link", "the link is the right"},
    Exception{"cast_ballot", "the slip is the right"},
    Exception{"send_to_inbox", "part of answering by link"},
    Exception{"ask_whoever_is_due", "the program, in the morning"},
    Exception{"erase_old_page_answers", "the program, at night"},
    Exception{"erase_old_feedback", "the program, at night"},
    Exception{"settle_lost_answers", "the program, at night"},
    Exception{"settle_sent_answer", "the program, once a mail was sent"},
    Exception{"erase_old_searches", "the program, at night"},
    Exception{"store_sightings", "the program, every minute"},
    Exception{"found", "the console"},
    Exception{"add_user", "the console"},
    Exception{"change_own_details", "one's own account"},
};

class UseCaseRights : public UseCaseRightsStory {
protected:
    static constexpr Role everything_but{"everything_but"};

    // May all that any module allows, for these records, but that.
    Actor whoever_may_all(Scope scope, std::optional<Permission> but = std::nullopt) const
    {
        std::vector<PermissionRule> rules;
        for (auto const& module : product_.modules) {
            for (auto const& rule : module.permissions) {
                if (rule.permission != but)
                    rules.push_back({rule.permission, rule.label, rule.sees, {everything_but}});
            }
        }
        std::vector<Grant> const grants{{std::string(everything_but.code), scope}};
        return Actor::account(ours_.value, "x", std::make_shared<Rights const>(Rights::of(grants, rules)));
    }
    // Nothing is kept of it, whatever comes out.
    Result<void> outcome(Actor actor, Attempt const& attempt)
    {
        Result<void> result;
        auto const undone = run_use_case(
            {connection(), tenant_, std::move(actor), clock(), i18n::Zone::berlin(), no_signals},
            [&](Work& work) -> Result<void> {
                result = attempt.call(work);
                return Problem::conflict({}, "identity.problem.unknown"_msg);
            });
        EXPECT_FALSE(undone);
        return result;
    }
    static bool is_refusal(Result<void> const& result, Attempt const& attempt)
    {
        if (result)
            return false;
        auto const& problem = result.problem();
        return problem.kind == ProblemKind::not_found
            || (!attempt.refused_at.empty() && problem.field == attempt.refused_at);
    }

    void add_panels(std::vector<Attempt>& all);
    void add_meetings(std::vector<Attempt>& all, meetings::PanelId panel);
    void add_agenda(std::vector<Attempt>& all, meetings::AgendaPlace place);
    void add_accounts(std::vector<Attempt>& all);
    std::vector<Attempt> attempts()
    {
        std::vector<Attempt> all;
        add_portal(all);
        add_panels(all);
        add_people_attempts(all, [this](auto use_case) { return work(use_case); });
        add_goal_attempts(all, [this](auto use_case) { return work(use_case); });
        add_measure_attempts(all, [this](auto use_case) { return work(use_case); }, "aalfeld");
        add_figure_attempts(
            all, [this](auto use_case) { return work(use_case); },
            work([](Work& work) { return measure_of(work, "aalfeld", "gezählt"); })->id);
        add_funding_attempts(
            all, [this](auto use_case) { return work(use_case); },
            work([](Work& work) { return measure_of(work, "aalfeld", "bezahlt"); })->id, "aalfeld");
        add_grant_attempts(all, [this](auto use_case) { return work(use_case); }, "aalfeld");
        add_inventory_attempts(all, [this](auto use_case) { return work(use_case); });
        add_year_attempts(all, [this](auto use_case) { return work(use_case); });
        add_package_attempts(all, [this](auto use_case) { return work(use_case); });
        add_letter_attempts(all, [this](auto use_case) { return work(use_case); });
        add_accounts(all);
        return all;
    }
};
KOMMIN_ON_BOTH_ENGINES(UseCaseRights);

void UseCaseRights::add_panels(std::vector<Attempt>& all)
{
    using namespace meetings;
    records::Fields council;
    council.set("kind", "council");
    council.set("body", "aalfeld");
    council.set("name", "Integrationsrat");
    records::Fields chair;
    chair.set("role", "chair");
    chair.set("vote", "full");
    chair.set("function", "Vorsitz");
    auto const panel = *work([&](Work& work) { return add_panel(work, council, "eins"); });
    auto const seat = *work([&](Work& work) { return add_seat(work, panel, chair, "eins"); });
    all.push_back({"save_panel", edit_panels, [panel, council](Work& work) {
                       return save_panel(work, {panel, 1}, council);
                   }});
    council.set("name", "Seniorenbeirat");
    all.push_back(
        {"add_panel", edit_panels,
         [council](Work& work) { return without_value(add_panel(work, council, "zwei")); }, "body"});
    all.push_back({"add_seat", edit_panels, [panel, chair](Work& work) {
                       return without_value(add_seat(work, panel, chair, "zwei"));
                   }});
    all.push_back(
        {"save_seat", edit_panels, [seat, chair](Work& work) { return save_seat(work, {seat, 1}, chair); }});
    records::Fields member;
    member.set("person", "neu");
    member.set("family", "Kaya");
    member.set("as", "holder");
    auto const membership = *work([&](Work& work) { return seat_person(work, seat, member, "eins"); });
    all.push_back({"save_membership", edit_panels, [membership, member](Work& work) {
                       return save_membership(work, {membership, 1}, member);
                   }});
    member.set("as", "substitute");
    all.push_back({"seat_person", edit_panels, [seat, member](Work& work) {
                       return without_value(seat_person(work, seat, member, "zwei"));
                   }});
    add_meetings(all, panel);
}

void UseCaseRights::add_meetings(std::vector<Attempt>& all, meetings::PanelId panel)
{
    using namespace meetings;
    auto planned = planned_for(panel);
    auto const meeting = *work([&](Work& work) { return add_meeting(work, planned, "eins"); });
    all.push_back({"save_meeting", edit_meetings, [meeting, planned](Work& work) {
                       return save_meeting(work, {meeting, 1}, planned);
                   }});
    all.push_back(
        {"add_meeting", edit_meetings,
         [planned](Work& work) { return without_value(add_meeting(work, planned, "zwei")); }, "panel"});
    planned.set("rhythm", "weekly");
    planned.set("count", "2");
    planned.set("tag", "2027-01-12");
    all.push_back(
        {"plan_series", edit_meetings,
         [planned](Work& work) { return without_value(plan_series(work, planned, "drei")); }, "panel"});
    add_agenda(all, {panel, meeting});
    add_invitation_attempts(all, [this](auto use_case) { return work(use_case); }, panel);
    add_publication_attempts(all, [this](auto use_case) { return work(use_case); });
    add_advice_attempts(all, [this](auto use_case) { return work(use_case); });
    add_recommendation_attempts(all, [this](auto use_case) { return work(use_case); }, panel);
}

void UseCaseRights::add_agenda(std::vector<Attempt>& all, meetings::AgendaPlace place)
{
    using namespace meetings;
    records::Fields talk;
    talk.set("title", "Punkt");
    talk.set("kind", "discussion");
    auto const added = [&](std::string const& key) {
        return *work([&](Work& work) { return add_item(work, place, talk, key); });
    };
    auto const add = [&](std::string_view name, std::function<Result<void>(Work&)> call) {
        all.push_back({name, edit_meetings, std::move(call)});
    };
    auto const panel = *work([&](Work& work) {
        records::Fields other;
        other.set("kind", "council");
        other.set("body", "aalfeld");
        other.set("name", "Jugendrat");
        return add_panel(work, other, "zwei");
    });
    auto const saved = added("eins");
    auto const marked = added("zwei");
    auto const forwarded = added("drei");
    auto const removed = added("vier");
    auto const asked = added("fuenf");
    auto const answered = *work([&](Work& work) { return forward_item(work, {asked, 1}, panel); });
    add("add_item", [place, talk](Work& work) { return without_value(add_item(work, place, talk, "neu")); });
    add("save_item", [saved, talk](Work& work) { return save_item(work, {saved, 1}, talk); });
    add("move_item",
        [saved](Work& work) { return without_value(move_item(work, saved, 1, Direction::down)); });
    add("mark_item", [marked](Work& work) { return mark_item(work, {marked, 1}, ItemState::done); });
    add("forward_item",
        [forwarded, panel](Work& work) { return without_value(forward_item(work, {forwarded, 1}, panel)); });
    add("remove_item", [removed](Work& work) { return without_value(remove_item(work, {removed, 1})); });
    add("answer_item", [answered](Work& work) { return answer_item(work, {answered, 1}, "Ja."); });
    PaperEntry const entry{"Vorlage", "https://rat.example/1", false};
    auto const paper = *work([&](Work& work) { return add_paper(work, saved, entry, {}, "eins"); });
    auto const erased = *work([&](Work& work) { return add_paper(work, saved, entry, {}, "zwei"); });
    add("add_paper",
        [saved, entry](Work& work) { return without_value(add_paper(work, saved, entry, {}, "neu")); });
    add("save_paper", [paper, entry](Work& work) { return save_paper(work, {paper, 1}, entry); });
    add("remove_paper", [erased](Work& work) { return remove_paper(work, {erased, 1}); });
    add("carry_over", [place](Work& work) { return without_value(carry_over(work, *place.meeting)); });
    add("take_waiting",
        [place](Work& work) { return without_value(take_waiting(work, *place.meeting, {})); });
    add("put_open_answers_back", [place](Work& work) {
        return without_value(put_open_answers_back(work, *place.meeting, &has_minutes));
    });
}

void UseCaseRights::add_accounts(std::vector<Attempt>& all)
{
    using namespace staff;
    static constexpr std::string_view site = "https://musterau.example";
    auto const add = [&](std::string_view name, std::function<Result<void>(Work&)> call,
                         Permission permission = manage_accounts) {
        all.push_back({name, permission, std::move(call)});
    };
    add("invite_colleague", [](Work& work) {
        return without_value(
            invite_colleague(work, {.email = "neu@kreis.example", .name = "Neu", .grants = {}}, site));
    });
    add("invite_again", [this](Work& work) { return invite_again(work, theirs_, site); });
    add("change_grants", [this](Work& work) {
        return change_grants(work, theirs_, 1, {{"reader", Scope::whole_tenant()}}, site);
    });
    add("change_details", [this](Work& work) {
        return change_details(work, theirs_, 1, {"neu@kreis.example", "Neu", "de"}, site);
    });
    add("block_colleague", [this](Work& work) { return block_colleague(work, theirs_); });
    add("unblock_colleague", [this](Work& work) { return unblock_colleague(work, theirs_); });
    add("remove_second_factor_of",
        [this](Work& work) { return remove_second_factor_of(work, theirs_, site); });
    add("erase_colleague", [this](Work& work) { return erase_colleague(work, theirs_); });
    add("retry_job", [](Work& work) { return retry_job(work, jobs::JobId{1}); }, manage_jobs);
    add(
        "retry_one_of_many",
        [](Work& work) { return without_value(retry_one_of_many(work, jobs::JobId{1}, 1)); }, manage_jobs);
    add(
        "allow_one_of_many",
        [](Work& work) { return without_value(allow_one_of_many(work, post::RefusedAddressId{1}, 1)); },
        manage_jobs);
    add("retry_given_up", [](Work& work) { return retry_given_up(work); }, manage_jobs);
    add(
        "allow_mails_again", [](Work& work) { return allow_mails_again(work, post::RefusedAddressId{1}); },
        manage_jobs);
}

TEST_P(UseCaseRights, each_refuses_whoever_lacks_its_right)
{
    auto const all = attempts();
    auto const before = audit::head(connection(), tenant_).sequence;
    for (auto const& attempt : all) {
        auto const allowed = outcome(whoever_may_all(Scope::whole_tenant()), attempt);
        EXPECT_FALSE(is_refusal(allowed, attempt))
            << attempt.use_case << ": the attempt itself is wrong, nobody could do that";
        EXPECT_TRUE(
            is_refusal(outcome(whoever_may_all(Scope::whole_tenant(), attempt.asks_for), attempt), attempt))
            << attempt.use_case << " by somebody who may everything else";
        EXPECT_TRUE(
            attempt.names_no_record || is_refusal(outcome(whoever_may_all(bergau_), attempt), attempt))
            << attempt.use_case << " by somebody of another municipality";
        EXPECT_TRUE(is_refusal(outcome(Actor::visitor(), attempt), attempt))
            << attempt.use_case << " by nobody";
    }
    EXPECT_EQ(audit::head(connection(), tenant_).sequence, before) << "the attempts leave nothing behind";
}

// A use case that is declared anywhere in the modules, or is done with drafts of every kind, is in the table.
// Those of platform/identity are asked for rights by those of staff, which are.
TEST_P(UseCaseRights, none_is_missing_in_the_table)
{
    std::set<std::string> declared;
    std::regex const declaration(R"(\n(?:inline )?Result<[^;{}()]*>\s+(\w+)\(\s*Work& )");
    auto const source = testing::source_folder() / "src";
    std::vector<std::filesystem::path> headers{source / "platform/records/drafting.hpp"};
    for (auto const& entry : std::filesystem::recursive_directory_iterator(source / "modules")) {
        if (entry.path().extension() == ".hpp")
            headers.push_back(entry.path());
    }
    for (auto const& header : headers) {
        std::ifstream file(header);
        std::string const text{std::istreambuf_iterator<char>(file), {}};
        for (std::sregex_iterator at(text.begin(), text.end(), declaration), end; at != end; ++at)
            declared.insert((*at)[1].str());
    }
    std::set<std::string> known;
    for (auto const& attempt : attempts())
        known.insert(std::string(attempt.use_case));
    for (auto const& exception : exceptions)
        EXPECT_TRUE(known.insert(std::string(exception.use_case)).second)
            << exception.use_case << " is in the table and needs no right";
    for (auto const& use_case : declared)
        EXPECT_TRUE(known.contains(use_case))
            << use_case << ": call it in the table, or say why it needs no right";
    for (auto const& use_case : known)
        EXPECT_TRUE(declared.contains(use_case)) << use_case << " is declared nowhere";
}

} // namespace
} // namespace kommin::app
