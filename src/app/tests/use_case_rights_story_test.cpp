// Every use case that changes something asks for rights itself, whichever route leads to it. Each is called
// without its route by somebody who may everything but what it asks for, by somebody who may everything for
// another municipality, and by somebody who may nothing.

#include "app/tests/people_attempts.hpp"
#include "app/tests/staff_story.hpp"
#include "app/tests/use_case_attempt.hpp"
#include "modules/staff/testing.hpp"
#include "platform/records/drafting.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>

namespace kommin::app {
namespace {

using portal::Language;

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

class UseCaseRights : public StaffStory {
protected:
    static constexpr Role everything_but{"everything_but"};

    template<class Make>
    std::invoke_result_t<Make&, Work&> made(Make make)
    {
        return work([&](Work& work) -> Result<std::invoke_result_t<Make&, Work&>> { return make(work); })
            .value();
    }

    void SetUp() override
    {
        StaffStory::SetUp();
        ours_ = account("ours@kreis.example", {});
        theirs_ = account("theirs@kreis.example", {});
        offer_ = made([&](Work& work) {
            auto choir = offer_called("chor", "Chor", "aalfeld");
            choir.website = "https://chor.example/";
            choir.email = "chor@aalfeld.example";
            choir.organisation = "Verein";
            auto const id = insert(work, choir);
            portal::gather_links(work, id);
            return id;
        });
        other_offer_ = made([&](Work& work) {
            auto circle = offer_called("kreis", "Kreis", "aalfeld");
            circle.organisation = "Anderer Verein";
            return insert(work, circle);
        });
        page_
            = made([&](Work& work) { return insert(work, page_called("mitreden", "Mitreden", "aalfeld")); });
        general_ = made([&](Work& work) { return insert(work, page_called("wohnen", "Wohnen")); });
        message_ = *work([&](Work& work) {
            return portal::receive_feedback(
                work, {"barriere", "", "Der Plan ist nicht lesbar.", "k@example.org", "k", aalfeld_},
                Language::german());
        });
        search_ = made([&](Work& work) {
            return portal::insert_unmet_search(work.db(), work.tenant(), "de", "tauchkurs");
        });
        unit_ = *work([&](Work& work) -> Result<tenants::UnitId> {
            tenants::OrganisationalUnit office;
            office.body = tenants::BodyId{aalfeld_.owner()};
            office.names.emplace_back().name = "Amt";
            return tenants::add_unit(work, office);
        });
        EXPECT_TRUE(work([&](Work& work) {
            return set_due_day(work, seen_message(), work.today() + std::chrono::days{9});
        }));
        step_ = audit::head(connection(), tenant_).sequence;
        merged_offer_ = made([&](Work& work) {
            auto one = offer_called("eins", "Eins", "aalfeld");
            one.organisation = "Verein mit falschem Namen";
            return insert(work, one);
        });
        auto const staying = made([&](Work& work) {
            auto two = offer_called("zwei", "Zwei", "aalfeld");
            two.organisation = "Verein mit rechtem Namen";
            return insert(work, two);
        });
        merged_ = organisation_of(merged_offer_).id;
        EXPECT_TRUE(work([&](Work& work) {
            return merge_organisations(work, organisation_of(merged_offer_), organisation_of(staying));
        }));
        image_ = image_of(offer_);
        link_ = portal::LinkId{connection().load<std::int64_t>(
            "SELECT id FROM link_targets WHERE target = 'https://chor.example/'")};
    }
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

    portal::SeenOffer seen_offer()
    {
        auto const& state = edited_offer().state;
        return {offer_, state.version, state.base()};
    }
    portal::EditedOffer edited_offer()
    {
        return *portal::find_edited_offer(connection(), tenant_, offer_, Actor::command_line());
    }
    records::Seen seen_page()
    {
        auto const& state = edited_page().state;
        return {page_.value, state.version, state.base()};
    }
    portal::EditedPage edited_page()
    {
        return *portal::find_edited_page(connection(), tenant_, page_, Actor::command_line());
    }
    portal::SeenOrganisation organisation_of(portal::OfferId offer)
    {
        auto const id
            = connection().load<std::int64_t>("SELECT organisation_id FROM offers WHERE id = ?", offer.value);
        return {
            portal::OrganisationId{id},
            connection().load<std::int64_t>("SELECT version FROM organisations WHERE id = ?", id)};
    }
    records::Seen seen_organisation()
    {
        auto const& state = edited_organisation().state;
        return {organisation_of(offer_).id.value, state.version, state.base()};
    }
    portal::DraftedOrganisation edited_organisation()
    {
        return *portal::find_drafted_organisation(
            connection(), tenant_, organisation_of(offer_).id, Actor::command_line());
    }
    records::Seen seen_place()
    {
        auto const place = edited_place();
        return {aalfeld_.owner(), place.state.version, place.state.base()};
    }
    portal::DraftedPlace edited_place()
    {
        return *portal::find_drafted_place(
            connection(), tenant_, tenants::BodyId{aalfeld_.owner()}, Actor::command_line());
    }
    portal::SeenFeedback seen_message() { return {message_}; }

    void add_drafting(std::vector<Attempt>& all);
    void add_offers(std::vector<Attempt>& all);
    void add_messages(std::vector<Attempt>& all);
    void add_the_rest(std::vector<Attempt>& all);
    void add_panels(std::vector<Attempt>& all);
    void add_accounts(std::vector<Attempt>& all);
    std::vector<Attempt> attempts()
    {
        std::vector<Attempt> all;
        add_drafting(all);
        add_offers(all);
        add_messages(all);
        add_the_rest(all);
        add_panels(all);
        add_people_attempts(all, [this](auto use_case) { return work(use_case); });
        add_accounts(all);
        return all;
    }
    identity::AccountId ours_, theirs_;
    portal::OfferId offer_, other_offer_;
    portal::PageId page_, general_;
    portal::FeedbackId message_;
    portal::UnmetSearchId search_;
    tenants::UnitId unit_;
    portal::LinkId link_;
    std::int64_t step_ = 0; // of the message
    portal::OfferId merged_offer_;
    portal::OrganisationId merged_; // into the one that runs that offer by now
    std::string image_;
};
KOMMIN_ON_BOTH_ENGINES(UseCaseRights);

void UseCaseRights::add_drafting(std::vector<Attempt>& all)
{
    struct Kind {
        records::DraftedKind const& kind;
        records::Seen seen;
        records::Fields fields;
        Permission edit, publish;
    };
    std::vector<Kind> const kinds{
        {portal::drafted_offers, seen_offer(), edited_offer().fields, portal::edit_offers,
         portal::publish_offers},
        {portal::drafted_pages, seen_page(), edited_page().fields, portal::edit_pages, portal::publish_pages},
        {portal::drafted_organisations, seen_organisation(), edited_organisation().fields,
         portal::edit_organisations, portal::publish_organisations},
        {portal::drafted_places, seen_place(), edited_place().fields, portal::edit_places,
         portal::publish_places}};
    for (auto const& [kind, seen, fields, edit, publish] : kinds) {
        all.push_back({"save_draft", edit, [&kind, seen, fields](Work& work) {
                           return records::save_draft(work, kind, seen, fields);
                       }});
        all.push_back({"hand_in", edit, [&kind, seen, fields](Work& work) {
                           return records::hand_in(work, kind, seen, fields);
                       }});
        all.push_back({"publish", publish, [&kind, seen, fields](Work& work) {
                           return records::publish(work, kind, seen, fields);
                       }});
        all.push_back({"schedule", publish, [&kind, seen, fields](Work& work) {
                           return records::schedule(
                               work, kind, seen, fields, work.today() + std::chrono::days{3});
                       }});
        all.push_back({"give_back", publish, [&kind, seen, fields](Work& work) {
                           return records::give_back(work, kind, seen, fields, "zu kurz");
                       }});
        all.push_back({"discard_draft", edit, [&kind, seen](Work& work) {
                           return records::discard_draft(work, kind, seen);
                       }});
        all.push_back(
            {"archive", publish, [&kind, seen](Work& work) { return records::archive(work, kind, seen); }});
    }
}

void UseCaseRights::add_offers(std::vector<Attempt>& all)
{
    using namespace portal;
    auto const seen = seen_offer();
    auto const fields = edited_offer().fields;
    auto const page_fields = edited_page().fields;
    all.push_back(
        {"create_offer", edit_offers,
         [fields](Work& work) { return without_value(create_offer(work, fields, "neu")); }, "municipality"});
    all.push_back(
        {"create_page", edit_pages,
         [page_fields](Work& work) { return without_value(create_page(work, page_fields, "neu")); },
         "municipality"});
    all.push_back(
        {"create_local_page", edit_pages,
         [this](Work& work) { return without_value(create_local_page(work, general_, "aalfeld")); },
         "gemeinde"});
    all.push_back(
        {"note_compared", edit_pages, [this](Work& work) { return note_compared(work, page_, 1); }});
    all.push_back(
        {"put_image", edit_offers, [seen](Work& work) {
             Image const image{
                 .id = {}, .public_id = "neu", .width = 4, .height = 4, .hash = "a", .small_hash = {}};
             return put_image(work, seen, {image, "Ein Chor"});
         }});
    all.push_back({"remove_image", edit_offers, [seen](Work& work) { return remove_image(work, seen); }});
    all.push_back({"erase_offer_image", publish_offers, [this](Work& work) {
                       return erase_offer_image(work, offer_, image_);
                   }});
    all.push_back({"confirm_offer", edit_offers, [seen](Work& work) { return confirm_offer(work, seen); }});
    all.push_back(
        {"erase_history", erase_offer_history, [seen](Work& work) { return erase_history(work, seen); }});
    all.push_back({"confirm_one_of_many", edit_offers, [seen](Work& work) {
                       return without_value(confirm_one_of_many(work, seen));
                   }});
    all.push_back({"archive_one_of_many", publish_offers, [seen](Work& work) {
                       return without_value(archive_one_of_many(work, seen));
                   }});
    all.push_back({"publish_one_of_many", publish_offers, [seen](Work& work) {
                       return without_value(publish_one_of_many(work, seen));
                   }});
    all.push_back({"ask_for_confirmation", edit_offers, [seen](Work& work) {
                       return ask_for_confirmation(work, seen);
                   }});
    all.push_back({"replace_link", edit_offers, [seen](Work& work) {
                       LinkTarget const before{LinkKind::web, "https://chor.example/"};
                       return without_value(replace_link(work, seen, {before, "https://neu.example/"}));
                   }});
    auto const silent = [](Work const& work) {
        records::Fields mute;
        mute.set("bis", to_iso(Date{work.today() + std::chrono::days{9}}));
        mute.set("grund", "bekannt");
        return mute;
    };
    all.push_back({"mute_link", edit_offers, [this, silent](Work& work) {
                       return mute_link(work, link_, 0, silent(work));
                   }});
    all.push_back({"publish_one_page_of_many", publish_pages, [seen = seen_page()](Work& work) {
                       return without_value(publish_one_page_of_many(work, seen));
                   }});
    all.push_back({"archive_one_page_of_many", publish_pages, [seen = seen_page()](Work& work) {
                       return without_value(archive_one_page_of_many(work, seen));
                   }});
    auto const muted = [this](Work& work) { return version_of(*find_link(work.db(), work.tenant(), link_)); };
    all.push_back({"mute_one_of_many", edit_offers, [this, muted, silent](Work& work) {
                       return without_value(mute_one_of_many(work, link_, muted(work), silent(work)));
                   }});
    all.push_back({"unmute_one_of_many", edit_offers, [this, muted](Work& work) {
                       return without_value(unmute_one_of_many(work, link_, muted(work)));
                   }});
    all.push_back({"check_one_of_many", edit_offers, [this](Work& work) {
                       return without_value(check_one_of_many(work, link_));
                   }});
    all.push_back(
        {"check_link_now", edit_offers, [this](Work& work) { return check_link_now(work, link_); }});
}

void UseCaseRights::add_messages(std::vector<Attempt>& all)
{
    using namespace portal;
    auto const seen = seen_message();
    auto const add = [&](std::string_view name, std::function<Result<void>(Work&)> call) {
        all.push_back({name, answer_messages, std::move(call)});
    };
    add("take_feedback", [seen](Work& work) { return take_feedback(work, seen); });
    add("take_one_of_many", [seen](Work& work) { return without_value(take_one_of_many(work, seen)); });
    add("hand_on_one_of_many", [seen, to = public_id(theirs_)](Work& work) {
        return without_value(hand_on_one_of_many(work, seen, to, "bitte"));
    });
    add("close_one_of_many", [seen](Work& work) { return without_value(close_one_of_many(work, seen)); });
    add("hand_back_feedback", [seen](Work& work) { return hand_back_feedback(work, seen); });
    add("hand_on_to_colleague", [seen, to = public_id(theirs_)](Work& work) {
        return hand_on_to_colleague(work, seen, to, "bitte");
    });
    add("hand_on_to_body", [seen](Work& work) { return hand_on_to_body(work, seen, place_kreis, ""); });
    add("set_due_day",
        [seen](Work& work) { return set_due_day(work, seen, work.today() + std::chrono::days{3}); });
    add("save_answer_draft", [seen](Work& work) { return save_answer_draft(work, seen, "Ja."); });
    add("send_answer", [seen](Work& work) { return send_answer(work, seen, "Ja."); });
    add("answer_feedback", [seen](Work& work) { return answer_feedback(work, seen, "Ja."); });
    add("close_feedback", [seen](Work& work) { return close_feedback(work, seen); });
    add("reopen_feedback", [seen](Work& work) { return reopen_feedback(work, seen); });
    add("undo_step", [seen, step = step_](Work& work) { return undo_step(work, seen, step); });
}

void UseCaseRights::add_the_rest(std::vector<Attempt>& all)
{
    using namespace portal;
    auto const arabic = *Language::find("ar");
    auto const id = offer_.value;
    all.push_back({"save_translations", translate_texts, [id, arabic](Work& work) {
                       return save_translations(work, "offer", id, arabic, {{"title", "x", false, "", ""}});
                   }});
    all.push_back({"take_translations", translate_texts, [id, arabic](Work& work) {
                       return without_value(take_translations(
                           work, "offer", id, arabic, {{"title", "x", true, false, "", ""}}));
                   }});
    all.push_back({"order_proposals", translate_texts, [id, arabic](Work& work) {
                       return without_value(order_proposals(work, "offer", id, arabic));
                   }});
    all.push_back(
        {.use_case = "order_all_proposals",
         .asks_for = translate_texts,
         .call = [arabic](Work& work) { return without_value(order_all_proposals(work, arabic)); },
         .names_no_record = true});
    all.push_back(
        {.use_case = "order_chosen_proposals",
         .asks_for = translate_texts,
         .call = [arabic](Work& work) { return without_value(order_chosen_proposals(work, arabic, {1})); },
         .names_no_record = true});
    all.push_back({"settle_unmet_search", settle_demand, [this](Work& work) {
                       return settle_unmet_search(work, search_, UnmetSearchState::done);
                   }});
    records::Fields words;
    words.set("de", "Tauchkurs");
    static search::Concepts const base;
    all.push_back({"add_concept", edit_words, [words](Work& work) {
                       return without_value(add_concept(work, {.fields = words, .form_key = "k"}));
                   }});
    auto const key
        = *work([&](Work& work) { return add_concept(work, {.fields = words, .form_key = "eins"}); });
    all.push_back({"save_concept", edit_words, [words, key](Work& work) {
                       return save_concept(work, base, {key, 1}, words);
                   }});
    all.push_back(
        {"remove_concept", edit_words, [key](Work& work) { return remove_concept(work, base, {key, 1}); }});
    all.push_back({"save_category", edit_categories, [](Work& work) {
                       return save_category(
                           work, {*find_category("kind-mbe"), 0}, fields_of(CategoryChange{}));
                   }});
    records::Fields women;
    women.set("name-de", "Frauen");
    women.set("icon", "heart");
    all.push_back({"add_situation", edit_categories, [women](Work& work) {
                       return without_value(add_situation(work, women));
                   }});
    auto men = women;
    men.set("name-de", "Männer");
    auto const made = *work([&](Work& work) { return add_situation(work, men); });
    all.push_back({"archive_situation", edit_categories, [made](Work& work) {
                       return archive_situation(work, {made, 1});
                   }});
    all.push_back({"restore_situation", edit_categories, [made](Work& work) {
                       return restore_situation(work, {made, 1});
                   }});
    auto const unit = find_edited_unit(connection(), tenant_, unit_, Actor::command_line());
    auto office = form_of(unit->unit);
    all.push_back({"save_unit", publish_places, [this, office, version = unit->unit.version](Work& work) {
                       return save_unit(work, {unit_, version}, office);
                   }});
    office.set(field_of_name(UnitNameField::name, 1), "Anderes Amt");
    all.push_back({"add_unit", publish_places, [this, office](Work& work) {
                       return without_value(portal::add_unit(work, BodyId{aalfeld_.owner()}, office));
                   }});
    records::Fields organisation;
    organisation.set("name", "Neuer Verein");
    all.push_back({"add_organisation", add_organisations, [organisation](Work& work) {
                       return without_value(add_organisation(work, organisation));
                   }});
    all.push_back(
        {"merge_organisations", edit_organisations,
         [from = organisation_of(offer_), into = organisation_of(other_offer_)](Work& work) {
             return merge_organisations(work, from, into);
         }});
    all.push_back({"set_asking_address", edit_asking_addresses, [id = offer_](Work& work) {
                       return set_asking_address(work, id, {"chor@beispiel.example", mark_of_address({})});
                   }});
    all.push_back(
        {"set_organisation_asking_address", edit_asking_addresses,
         [id = organisation_of(other_offer_).id](Work& work) {
             return set_organisation_asking_address(
                 work, id, {"verein@beispiel.example", mark_of_address({})});
         }});
    all.push_back(
        {"separate_organisations", edit_organisations,
         [into = organisation_of(merged_offer_), from = merged_](Work& work) {
             return separate_organisations(work, into, from);
         }});
}

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
    auto const source = std::filesystem::path(KOMMIN_SOURCE_DIR) / "src";
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
