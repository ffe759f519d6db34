// What is written in minutes, for every kind of reader.

#include "modules/meetings/agenda/agenda_editing.hpp"
#include "modules/meetings/minutes/minutes_pages.hpp"
#include "modules/meetings/minutes/translated_minutes.hpp"
#include "platform/base/text.hpp"
#include "platform/html/attributes.hpp"
#include "platform/markdown/markdown.hpp"

#include <algorithm>

namespace kommin::meetings {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

// What the district writes is German, whatever the page speaks, where nobody has translated it.
content::Shown told_in(
    MinutesText const& shown, std::optional<ItemId> item, std::string_view field, std::string_view source)
{
    return shown.told ? shown.told(item, field, source) : content::Shown{source, i18n::Language::german()};
}

html::Attributes language_of(content::Shown const& text)
{
    return {html::attribute("lang", text.language.tag()), html::attribute("dir", text.language.direction())};
}

void write_markdown(Writer& w, content::Shown const& text)
{
    if (!text.empty())
        w(R"(<div class="km-prose measure" {}>{}</div>)", language_of(text),
          html::Safe(markdown::to_html(text.text, {.first_heading_level = 3})));
}

std::string votes_of(Motion const& motion, Texts const& texts)
{
    if (motion.voting == Voting::consensus)
        return std::string(texts("minutes.voting.consensus"_msg));
    if (motion.voting == Voting::secret && !motion.yes)
        return std::string(
            texts(motion.is_open ? "minutes.voting.secret.open"_msg : "minutes.voting.secret.none"_msg));
    if (motion.voting == Voting::none || !motion.yes || !motion.no)
        return {};
    auto said = texts(
        "minutes.votes"_msg,
        {{"yes", *motion.yes}, {"no", *motion.no}, {"abstained", motion.abstained.value_or(0)}});
    if (motion.voting == Voting::secret) {
        auto const how = motion.slips ? texts("minutes.voting.secret.slips"_msg, {{"count", *motion.slips}})
                                      : std::string(texts("minutes.voting.secret"_msg));
        said = how + ": " + said;
    }
    if (motion.casting != Casting::none && *motion.yes == *motion.no)
        said += ". "
            + std::string(
                    texts(motion.casting == Casting::yes ? "minutes.cast.yes"_msg : "minutes.cast.no"_msg));
    return said;
}

void write_motion(Writer& w, MinutesText const& shown, Motion const& motion)
{
    auto const& texts = shown.texts;
    auto const outcome = outcome_of(motion, shown.content.tie);
    auto const votes = votes_of(motion, texts);
    auto const wording
        = told_in(shown, motion.item, wording_field(motion.number), shown_wording(motion, shown.content.tie));
    w(R"(<div class="{}"><h3>{}</h3><p class="measure" {}>{}</p>{}<p>{}{}</p></div>)", shown.box,
      heading_of(motion, outcome, shown.numbers, texts), language_of(wording), wording.text,
      when(
          !motion.mover.empty(),
          [&](Writer& inner) {
              inner(
                  R"(<p class="mute">{} <span lang="de" dir="ltr">{}</span></p>)", texts("minutes.mover"_msg),
                  motion.mover);
          }),
      when(!votes.empty(), [&](Writer& inner) { inner("{} – ", votes); }),
      [&](Writer& inner) { inner("<strong>{}</strong>", texts(label_of(outcome))); });
}

void write_notes(Writer& w, MinutesText const& shown, ItemNotes const& notes)
{
    auto const id = "top-" + std::to_string(notes.item.id.value);
    auto const& texts = shown.texts;
    auto const title = told_in(shown, notes.item.id, item_field::title, notes.item.title);
    auto const answers = told_in(shown, notes.item.id, minutes_field::answers, notes.answers);
    w(
        R"(<section class="stack km-stack" aria-labelledby="{}"><h2 id="{}">{} <span {}>{}</span></h2>{}{}{}{}{}</section>)",
        id, id, texts("minutes.item.number"_msg, {{"number", notes.item.position}}), language_of(title),
        title.text,
        when(
            notes.item.is_internal,
            [&](Writer& inner) {
                inner(R"(<p><span class="st st--none">{}</span></p>)", texts("minutes.internal"_msg));
            }),
        when(
            !answers.empty(),
            [&](Writer& inner) {
                inner(
                    R"(<ul {}>{}</ul>)", language_of(answers),
                    each(split(answers.text, '\n'), [](Writer& line, std::string_view answer) {
                        if (!trim(answer).empty())
                            line("<li>{}</li>", answer);
                    }));
            }),
        [&](Writer& inner) {
            write_markdown(inner, told_in(shown, notes.item.id, minutes_field::notes, notes.notes));
        },
        when(
            !notes.internal.empty(),
            [&](Writer& inner) {
                inner(
                    R"(<div class="{}"><h3>{}</h3>{}</div>)", shown.box, texts("minutes.internal.notes"_msg),
                    [&](Writer& text) {
                        // Nobody translates what the office alone reads.
                        write_markdown(text, {notes.internal, i18n::Language::german()});
                    });
            }),
        each(
            notes.motions, [&](Writer& inner, Motion const& motion) { write_motion(inner, shown, motion); }));
}

}

std::string heading_of(
    Motion const& motion, Outcome outcome, std::span<DecisionNumber const> numbers, Texts const& texts)
{
    auto const known = std::ranges::find(numbers, motion.key(), &DecisionNumber::motion);
    if (outcome == Outcome::adopted && known != numbers.end())
        return texts(
            "minutes.decision.numbered"_msg,
            {{"number", known->number}, {"year", std::to_string(known->year)}});
    return std::string(texts(outcome == Outcome::adopted ? "minutes.decision"_msg : "minutes.motion"_msg));
}

void MinutesText::operator()(Writer& w) const
{
    write_markdown(w, told_in(*this, std::nullopt, minutes_field::general, content.general));
    w("{}",
      each(content.items, [&](Writer& inner, ItemNotes const& notes) { write_notes(inner, *this, notes); }));
}

MinutesContent without_office_notes(MinutesContent content)
{
    for (auto& notes : content.items)
        notes.internal.clear();
    return content;
}

MinutesContent without_internal(MinutesContent content)
{
    std::erase_if(content.items, [](ItemNotes const& notes) { return notes.item.is_internal; });
    return without_office_notes(std::move(content));
}

MinutesContent public_part(MinutesContent content)
{
    content = without_internal(std::move(content));
    content.keeper.clear();
    for (auto& notes : content.items) {
        for (auto& motion : notes.motions)
            motion.mover.clear();
    }
    return content;
}

} // namespace kommin::meetings
