// The form in which minutes are written while people talk.

#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/minutes/minutes_pages.hpp"
#include "modules/meetings/panels/form_parts.hpp"
#include "platform/web/staff_form.hpp"

#include <algorithm>
#include <initializer_list>
#include <list>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::FieldWidth;

namespace {

MessageKey label_of_motion_field(std::string_view field)
{
    if (field == minutes_field::motion)
        return "minutes.field.motion"_msg;
    if (field == minutes_field::mover)
        return "minutes.field.mover"_msg;
    if (field == minutes_field::voting)
        return "minutes.field.voting"_msg;
    if (field == minutes_field::yes)
        return "minutes.field.yes"_msg;
    if (field == minutes_field::no)
        return "minutes.field.no"_msg;
    if (field == minutes_field::abstained)
        return "minutes.field.abstained"_msg;
    if (field == minutes_field::casting)
        return "minutes.field.casting"_msg;
    return "minutes.field.decision"_msg;
}

template<class Enum, std::size_t count>
std::vector<web::Choice> choices_of(Texts const& texts, std::array<Enum, count> const& all)
{
    std::vector<web::Choice> choices;
    for (auto const one : all)
        choices.push_back({std::string(to_text(one)), std::string(texts(label_of(one)))});
    return choices;
}

// The form part by part.
class MinutesForm {
public:
    MinutesForm(Texts const& texts, MinutesFormPage const& page)
        : texts_(texts)
        , page_(page)
        , form_(texts, page.fields, page.problems)
        , votings_(choices_of(texts, typed_votings))
        , votings_after_secret_(votings_)
        , castings_(choices_of(texts, all_castings))
        , ties_(choices_of(texts, all_tie_rules))
    {
        votings_after_secret_.push_back(
            {std::string(to_text(Voting::secret)), std::string(texts("minutes.voting.secret.none"_msg))});
    }

    void write_head(Writer& w) const
    {
        w(R"(<details class="more" {}><summary>{}</summary><div class="two">{}{}</div>{}{}</details>{})",
          html::Attributes{html::flag("open", has_problem_in_head())}, texts_("minutes.part.head"_msg),
          form_.text(
              minutes_field::chair, "minutes.field.chair"_msg, FieldWidth::whole,
              "minutes.hint.function"_msg),
          form_.text(
              minutes_field::keeper, "minutes.field.keeper"_msg, FieldWidth::whole,
              "minutes.hint.function"_msg),
          form_.text(
              minutes_field::voters, "minutes.field.voters"_msg, FieldWidth::narrow,
              "minutes.hint.voters"_msg),
          form_.choice(minutes_field::tie, "minutes.field.tie"_msg, ties_, "minutes.hint.tie"_msg),
          form_.area(minutes_field::general, "minutes.field.general"_msg, "minutes.hint.markdown"_msg, 3));
    }
    void write_item(Writer& w, MinutesItem const& item) const
    {
        auto const id = "top-" + std::to_string(item.id.value);
        auto const internal = field_of(minutes_field::internal, item.id);
        w(R"(<section class="sec" aria-labelledby="{}"><h2 id="{}">{} {}</h2>{}<details class="more" {}><summary>{}</summary>{}</details>{}</section>)",
          id, id, texts_("minutes.item.number"_msg, {{"number", item.position}}), item.title,
          area(field_of(minutes_field::notes, item.id), "minutes.notes"_msg, item, 6),
          html::Attributes{html::flag("open", !page_.fields.value(internal).empty())},
          texts_("minutes.internal.notes"_msg), area(internal, "minutes.internal.notes"_msg, item, 3),
          [&](Writer& inner) { write_motions(inner, item); });
    }

private:
    [[nodiscard]] bool has_problem_in_head() const
    {
        return std::ranges::any_of(page_.problems, [](Problem const& problem) {
            return problem.field.find('_') == std::string::npos && !problem.field.empty();
        });
    }
    [[nodiscard]] web::TextArea area(
        std::string const& name, MessageKey label, MinutesItem const& item, int rows) const
    {
        captions_.push_back(
            std::string(texts_("minutes.item.number"_msg, {{"number", item.position}})) + ": "
            + std::string(texts_(label)));
        names_.push_back(name);
        return {
            .texts = texts_,
            .name = names_.back(),
            .label = label,
            .value = page_.fields.value(name),
            .problems = page_.problems,
            .rows = rows,
            .language = web::language_of_content(texts_),
            .caption = captions_.back()};
    }
    // What is there, and one more to be filled in.
    void write_motions(Writer& w, MinutesItem const& item) const
    {
        auto const known = count_motions(page_.fields, item.id);
        for (int number = 1; number <= known; ++number)
            write_motion(w, item, number);
        if (known < most_motions)
            w(R"(<details class="more"><summary>{}</summary>{}</details>)", texts_("minutes.motion.new"_msg),
              [&](Writer& inner) { write_motion(inner, item, known + 1); });
    }
    void write_motion(Writer& w, MinutesItem const& item, int number) const
    {
        auto const name = [&](std::string_view field) { return field_of(field, item.id, number); };
        auto const mover = name(minutes_field::mover), casting = name(minutes_field::casting),
                   decision = name(minutes_field::decision), voting = name(minutes_field::voting);
        bool const asks_chair = page_.fields.has(minutes_field::tie, to_text(TieRule::chair));
        // By what is stored: an earlier version may say otherwise.
        auto const stored = page_.minutes.fields();
        bool const is_secret
            = is_settled_in_secret(stored, std::string_view(voting).substr(minutes_field::voting.size()));
        w(
            R"(<fieldset class="card stack"><legend>{}</legend>{}{}{}{}{}</fieldset>)",
            texts_("minutes.motion.of"_msg, {{"number", number}, {"item", item.position}}),
            [&](Writer& inner) {
                if (is_secret)
                    write_secret(inner, stored.value(name(minutes_field::motion)));
                else
                    write_typed(
                        inner, item, number,
                        stored.has(voting, to_text(Voting::secret)) ? votings_after_secret_ : votings_);
            },
            form_.text(mover, "minutes.field.mover"_msg, FieldWidth::medium, "minutes.hint.mover"_msg),
            when(
                asks_chair && !is_secret,
                [&](Writer& inner) {
                    inner("{}", form_.choice(casting, "minutes.field.casting"_msg, castings_));
                }),
            when(
                !is_secret,
                [&](Writer& inner) {
                    inner(
                        "{}",
                        form_.area(decision, "minutes.field.decision"_msg, "minutes.hint.decision"_msg, 2));
                }),
            [&](Writer& inner) { write_outcome(inner, item, number); });
    }
    // What was put to the vote stays as it was put, and nobody types what came of it or how it is worded.
    void write_secret(Writer& w, std::string_view motion) const
    {
        w(R"(<p class="measure" lang="de">{}</p><p class="mute">{}</p>)", motion,
          texts_("minutes.voting.secret"_msg));
    }
    void write_typed(
        Writer& w, MinutesItem const& item, int number, std::vector<web::Choice> const& votings) const
    {
        auto const name = [&](std::string_view field) { return field_of(field, item.id, number); };
        auto const motion = name(minutes_field::motion), voting = name(minutes_field::voting),
                   yes = name(minutes_field::yes), no = name(minutes_field::no),
                   abstained = name(minutes_field::abstained);
        w(R"({}{}<div class="row">{}{}{}</div>)", form_.area(motion, "minutes.field.motion"_msg, {}, 2),
          form_.choice(voting, "minutes.field.voting"_msg, votings),
          form_.text(yes, "minutes.field.yes"_msg, FieldWidth::narrow),
          form_.text(no, "minutes.field.no"_msg, FieldWidth::narrow),
          form_.text(abstained, "minutes.field.abstained"_msg, FieldWidth::narrow));
    }
    void write_outcome(Writer& w, MinutesItem const& item, int number) const
    {
        auto const content = content_of(page_.fields, {item});
        auto const& motions = content.items.front().motions;
        auto const motion = std::ranges::find(motions, number, &Motion::number);
        if (motion == motions.end())
            return;
        auto const outcome = outcome_of(*motion, content.tie);
        w(R"(<p><span class="{}">{}</span></p>)",
          outcome == Outcome::adopted        ? "st st--ok"
              : outcome == Outcome::rejected ? "st st--none"
                                             : "st st--info",
          texts_(label_of(outcome)));
    }

    Texts const& texts_;
    MinutesFormPage const& page_;
    FormFields form_;
    std::vector<web::Choice> votings_;
    std::vector<web::Choice> votings_after_secret_; // of a motion on which too few voted in secret
    std::vector<web::Choice> castings_, ties_;
    // What the parts of a form that is being written point at.
    mutable std::list<std::string> captions_, names_;
};

}

web::RecordForm minutes_record_form(Texts const& texts, std::vector<MinutesItem> const& items)
{
    web::RecordForm form;
    form.has_drafts = false;
    auto const add = [&](std::string name, std::string label) {
        form.fields.push_back({std::move(name), std::move(label)});
    };
    for (auto const& [name, label] : std::initializer_list<FormField>{
             {minutes_field::chair, "minutes.field.chair"_msg},
             {minutes_field::keeper, "minutes.field.keeper"_msg},
             {minutes_field::voters, "minutes.field.voters"_msg},
             {minutes_field::tie, "minutes.field.tie"_msg},
             {minutes_field::general, "minutes.field.general"_msg}})
        add(std::string(name), std::string(texts(label)));
    for (auto const& item : items) {
        auto const place = texts("minutes.item.number"_msg, {{"number", item.position}}) + ": ";
        add(field_of(minutes_field::notes, item.id), place + std::string(texts("minutes.notes"_msg)));
        add(field_of(minutes_field::internal, item.id),
            place + std::string(texts("minutes.internal.notes"_msg)));
        add(field_of(minutes_field::answers, item.id), place + std::string(texts("answers.item.title"_msg)));
        for (int number = 1; number <= most_motions; ++number) {
            auto const motion
                = texts("minutes.motion.of"_msg, {{"number", number}, {"item", item.position}}) + ": ";
            for (auto const field : motion_fields)
                add(field_of(field, item.id, number),
                    motion + std::string(texts(label_of_motion_field(field))));
        }
    }
    add(std::string(minutes_field::state), std::string(texts("staff.state"_msg)));
    form.shown = [&texts](Fields const& fields, std::string_view name) {
        std::string value(fields.value(name));
        if (name == minutes_field::state)
            return word_of_value<MinutesState>(value, texts);
        if (name == minutes_field::tie)
            return word_of_value<TieRule>(value, texts);
        if (name.starts_with(minutes_field::voting))
            return word_of_value<Voting>(value, texts);
        if (name.starts_with(minutes_field::casting))
            return word_of_value<Casting>(value, texts);
        return value;
    };
    return form;
}

http::Response minutes_form_page(web::Call const& call, MinutesFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& meeting = page.seen.meeting;
    auto frame = frame_below_meeting(call, meeting, std::string(texts("minutes.write"_msg)));
    frame.crumbs.push_back({minutes_url(meeting.id), std::string(texts("minutes.title"_msg))});
    frame.state_line = page.seen.panel.name + " · " + when_of(meeting, texts);
    frame.problems = page.problems;
    std::string const no_key; // there is one of each meeting
    FormShell const shell{
        .call = call,
        .texts = texts,
        .url = minutes_url(meeting.id, "aendern"),
        .version = page.minutes.version,
        .form_key = no_key,
        .back = minutes_url(meeting.id),
        .shown_version = page.shown_version};
    MinutesForm const form(texts, page);
    return shell.page(
        frame,
        [&](Writer& w) {
            form.write_head(w);
            if (page.items.empty())
                w(R"(<p>{} <a href="{}">{}</a></p>)", texts("minutes.no_agenda"_msg),
                  meeting_url(meeting.id, "neuer-punkt"), texts("item.new"_msg));
            for (auto const& item : page.items)
                form.write_item(w, item);
        },
        [&](Writer& w) {
            write_present(w, texts, page.side);
            write_tasks_card(w, call, page.seen, page.side, true);
            write_history_card(w, texts, minutes_history_url(meeting.id));
        });
}

} // namespace kommin::meetings
