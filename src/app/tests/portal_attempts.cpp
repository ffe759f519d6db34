// The use cases of the portal, each called as somebody would whose right it is.

#include "app/tests/use_case_rights_story.hpp"
#include "platform/records/drafting.hpp"

#include <chrono>
#include <memory>
#include <utility>

namespace kommin::app {

void UseCaseRightsStory::add_drafting(std::vector<Attempt>& all)
{
    struct Kind {
        records::DraftedKind const& kind;
        records::Seen seen;
        records::Fields fields;
        Permission edit, publish;
    };
    records::Fields category;
    category.set("name-de", "Rat auf Reisen");
    static auto const drafted_words = portal::drafted_concepts(std::make_shared<search::Concepts const>());
    std::vector<Kind> const kinds{
        {portal::drafted_offers, seen_offer(), edited_offer().fields, portal::edit_offers,
         portal::publish_offers},
        {portal::drafted_pages, seen_page(), edited_page().fields, portal::edit_pages, portal::publish_pages},
        {portal::drafted_organisations, seen_organisation(), edited_organisation().fields,
         portal::edit_organisations, portal::publish_organisations},
        {portal::drafted_places, seen_place(), edited_place().fields, portal::edit_places,
         portal::publish_places},
        {portal::drafted_categories, seen_category(), category, portal::edit_categories,
         portal::publish_categories},
        {*drafted_words, seen_concept(), drafted_concept().fields, portal::edit_words,
         portal::publish_words}};
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

void UseCaseRightsStory::add_offers(std::vector<Attempt>& all)
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
    for (auto const* kind : pictured_kinds()) {
        bool const is_offer = kind == &drafted_offers;
        auto const record = is_offer ? records::Seen(seen) : seen_page();
        auto const image_id = is_offer ? image_ : page_image_;
        all.push_back(
            {"put_image", kind->edit, [kind, record](Work& work) {
                 Image const image{
                     .id = {}, .public_id = "neu", .width = 4, .height = 4, .hash = "a", .small_hash = {}};
                 return put_image(work, *kind, record, {image, "Ein Chor"});
             }});
        all.push_back({"remove_image", kind->edit, [kind, record](Work& work) {
                           return remove_image(work, *kind, record);
                       }});
        all.push_back({"erase_shown_image", kind->publish, [kind, record, image_id](Work& work) {
                           return erase_shown_image(work, *kind, record.id, image_id);
                       }});
    }
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
    all.push_back({"move_one_of_many", edit_offers, [this, seen](Work& work) {
                       Move move;
                       for (auto const name : location_fields)
                           move.to.set(name, std::string(edited_offer().fields.value(name)));
                       move.to.set("street", "Neue Straße 5");
                       return without_value(move_one_of_many(work, seen, move));
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

void UseCaseRightsStory::add_messages(std::vector<Attempt>& all)
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

void UseCaseRightsStory::add_translations(std::vector<Attempt>& all)
{
    using namespace portal;
    auto const arabic = *Language::find("ar");
    auto const id = offer_.value;
    all.push_back({"save_translations", translate_texts, [id, arabic](Work& work) {
                       return save_translations(
                           work, TranslatedKinds{}, "offer", id, arabic, {{"title", "x", false, "", ""}});
                   }});
    all.push_back(
        {"take_translations", translate_texts, [id, arabic](Work& work) {
             return without_value(take_translations(
                 work, TranslatedKinds{}, "offer", id, arabic, {{"title", "x", true, false, "", ""}}));
         }});
    all.push_back({"order_proposals", translate_texts, [id, arabic](Work& work) {
                       return without_value(order_proposals(work, TranslatedKinds{}, "offer", id, arabic));
                   }});
    all.push_back(
        {.use_case = "order_all_proposals",
         .asks_for = translate_texts,
         .call = [arabic](Work& work) { return without_value(order_all_proposals(work, arabic)); },
         .names_no_record = true});
    all.push_back(
        {.use_case = "order_chosen_proposals",
         .asks_for = translate_texts,
         .call =
             [arabic](Work& work) {
                 return without_value(order_chosen_proposals(work, TranslatedKinds{}, arabic, {1}));
             },
         .names_no_record = true});
}

void UseCaseRightsStory::add_the_rest(std::vector<Attempt>& all)
{
    using namespace portal;
    all.push_back({"settle_unmet_search", settle_demand, [this](Work& work) {
                       return settle_unmet_search(work, search_, UnmetSearchState::done);
                   }});
    records::Fields words;
    words.set("de", "Tauchkurs");
    all.push_back({"add_concept", edit_words, [words](Work& work) {
                       return without_value(add_concept(work, {.fields = words, .form_key = "k"}));
                   }});
    all.push_back({"take_up_concept", edit_words, [](Work& work) {
                       auto const base = search::Concepts::of({"de"}, {{"advice", {{"de", "Beratung"}}}});
                       return without_value(take_up_concept(work, base, "advice"));
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
    all.push_back({"archive_situation", publish_categories, [made](Work& work) {
                       return archive_situation(work, {made, 1});
                   }});
    auto neighbours = women;
    neighbours.set("name-de", "Nachbarschaft");
    auto const put_away = *work([&](Work& work) { return add_situation(work, neighbours); });
    EXPECT_TRUE(work([&](Work& work) { return archive_situation(work, {put_away, 1}); }));
    all.push_back({"restore_situation", publish_categories, [put_away](Work& work) {
                       return restore_situation(work, {put_away, 2});
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
    all.push_back(
        {"tell_organisations_apart", edit_organisations,
         [one = organisation_of(offer_).id, other = organisation_of(other_offer_).id](Work& work) {
             return portal::tell_organisations_apart(work, one, other);
         }});
    all.push_back(
        {"propose_organisations_again", edit_organisations,
         [one = organisation_of(offer_).id, other = organisation_of(other_offer_).id](Work& work) {
             return portal::propose_organisations_again(work, one, other);
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

} // namespace kommin::app
