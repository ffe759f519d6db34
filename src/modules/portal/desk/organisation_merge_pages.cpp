// The pages on which two organisations become one, stay two, or are separated again.

#include "modules/portal/desk/organisation_pages.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_list.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using records::DraftState;

namespace {

// "noch nicht veröffentlicht · ", whatever its draft waits for; nothing of one that is public.
std::string what_the_public_misses(EditedOrganisation const& edited, Texts const& texts)
{
    if (edited.stored.state == OrganisationState::shown)
        return {};
    auto const state
        = edited.stored.state == OrganisationState::hidden ? OfferState::hidden : OfferState::archived;
    return state_word(state, std::nullopt, texts, false).text + " · ";
}

// One with which another may be merged, as a link to the question.
void write_other(Writer& w, Texts const& texts, OrganisationId from, EditedOrganisation const& other)
{
    w(R"(<li><a href="{}">{}</a> <span class="mute small">{}{}</span></li>)",
      organisation_url(from, "zusammenfuehren")
          .with_query({{"mit", std::to_string(other.stored.organisation.id.value)}}),
      other.stored.organisation.name, what_the_public_misses(other, texts),
      offers_of_organisation(texts, other));
}

// What else may be said of both: that they are not the same, and that this was wrong.
void write_apart(Writer& w, web::Call const& call, Texts const& texts, MergeQuestion const& question)
{
    bool const is_apart = !question.told_apart.empty();
    w(R"(<section class="stack stack-top measure" aria-labelledby="verschieden"><h2 id="verschieden">{}</h2><p>{}</p><form method="post" action="{}">{}<input type="hidden" name="mit" value="{}">{}</form></section>)",
      texts("organisation.apart.title"_msg),
      is_apart ? std::string_view(question.told_apart) : texts("organisation.apart.text"_msg),
      organisation_url(question.from.stored.organisation.id, is_apart ? "wieder-vorschlagen" : "verschieden"),
      web::FormToken{call}, question.into.stored.organisation.id.value,
      web::SubmitButton{
          is_apart ? texts("organisation.apart.again"_msg) : texts("organisation.apart.yes"_msg),
          "secondary"});
}

}

http::Response merge_choice_page(web::Call const& call, MergeChoice const& choice)
{
    auto const& texts = web::staff_texts(call);
    auto const& from = choice.from;
    auto const& organisation = from.stored.organisation;
    return web::staff_page(
        frame_below_organisation(
            call, from, texts("organisation.merge.title"_msg, {{"name", organisation.name}})),
        [&](Writer& w) {
            w(
                R"(<div class="stack"><p class="measure">{}</p>{}{}{}</div>)",
                texts("organisation.merge.lead"_msg, {{"name", organisation.name}}),
                web::FilterForm{
                    .texts = texts,
                    .list = organisation_url(organisation.id, "zusammenfuehren"),
                    .fields =
                        [&](Writer& field) {
                            field(
                                "{}",
                                web::FilterWords{texts, "organisation.field.name"_msg, choice.asked, "q"});
                        }},
                [&](Writer& inner) {
                    if (choice.candidates.empty())
                        inner("<p>{}</p>", texts("organisation.merge.none"_msg));
                    else
                        inner(
                            R"(<ul class="plain">{}</ul>)",
                            each(choice.candidates, [&](Writer& item, EditedOrganisation const& other) {
                                write_other(item, texts, organisation.id, other);
                            }));
                },
                when(!choice.apart.empty(), [&](Writer& inner) {
                    inner(
                        R"(<h2>{}</h2><p class="measure">{}</p><ul class="plain">{}</ul>)",
                        texts("organisation.apart.title"_msg), texts("organisation.apart.intro"_msg),
                        each(choice.apart, [&](Writer& item, ApartOrganisation const& other) {
                            write_other(item, texts, organisation.id, other.organisation);
                        }));
                }));
        });
}

http::Response merge_question_page(web::Call const& call, MergeQuestion const& question)
{
    auto const& texts = web::staff_texts(call);
    auto const& from = question.from;
    auto const& into = question.into;
    auto const& ending = from.stored.organisation;
    auto const& staying = into.stored.organisation;
    auto frame = frame_below_organisation(
        call, from,
        texts("organisation.merge.question"_msg, {{"from", ending.name}, {"into", staying.name}}));
    frame.problems = question.problems;
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack measure"><p>{}</p><ul class="plain"><li>{}</li><li>{}</li>{}<li>{}</li></ul>{}<div class="row"><form method="post" action="{}">{}<input type="hidden" name="mit" value="{}"><input type="hidden" name="fassung" value="{}"><input type="hidden" name="fassung-mit" value="{}">{}</form><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
          texts("organisation.merge.what"_msg),
          texts("organisation.merge.offers"_msg, {{"count", from.count_offers()}, {"into", staying.name}}),
          texts("organisation.merge.name"_msg, {{"from", ending.name}, {"into", staying.name}}),
          when(
              from.stored.details != contacts::OrganisationDetails{},
              [&](Writer& inner) {
                  inner(
                      "<li>{}</li>",
                      texts(
                          "organisation.merge.details"_msg, {{"from", ending.name}, {"into", staying.name}}));
              }),
          texts("organisation.merge.undo"_msg, {{"into", staying.name}}),
          when(
              from.stored.draft_state != DraftState::none,
              [&](Writer& inner) {
                  inner(
                      "<p><strong>{}</strong></p>",
                      texts("organisation.merge.draft"_msg, {{"from", ending.name}}));
              }),
          organisation_url(ending.id, "zusammenfuehren"), web::FormToken{call}, staying.id.value,
          from.stored.version, into.stored.version,
          web::SubmitButton{texts("organisation.merge.yes"_msg), "primary grave"},
          organisation_url(ending.id), texts("words.remove.no"_msg));
        write_apart(w, call, texts, question);
    });
}

web::Body separation_buttons(
    web::Call const& call, EditedOrganisation const& into, std::vector<contacts::Organisation> merged)
{
    if (merged.empty())
        return {};
    auto const id = into.stored.organisation.id;
    auto const version = into.stored.version;
    return [&call, id, version, merged = std::move(merged)](Writer& w) {
        auto const& texts = web::staff_texts(call);
        w("{}", each(merged, [&](Writer& form, contacts::Organisation const& ended) {
              form(
                  R"(<form method="post" action="{}">{}<input type="hidden" name="von" value="{}"><input type="hidden" name="fassung" value="{}">{}</form>)",
                  organisation_url(id, "trennen"), web::FormToken{call}, ended.id.value, version,
                  web::SubmitButton{
                      texts("organisation.action.separate"_msg, {{"name", ended.name}}), "secondary"});
          }));
    };
}

} // namespace kommin::portal
