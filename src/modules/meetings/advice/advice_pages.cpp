#include "modules/meetings/advice/advice_pages.hpp"

#include "modules/meetings/panels/form_parts.hpp"
#include "modules/meetings/panels/page_parts.hpp"
#include "platform/base/number.hpp"
#include "platform/html/attributes.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::meetings {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::FieldWidth;
using web::staff_url;

namespace {

MessageKey label(std::string_view name)
{
    return label_in(all_advice_fields, name);
}

std::vector<web::Choice> municipalities_for(Texts const& texts, std::vector<tenants::Body> const& bodies)
{
    std::vector<web::Choice> choices{{"", std::string(texts("advice.municipality.none"_msg))}};
    for (auto const& body : bodies) {
        if (body.kind == tenants::BodyKind::municipality)
            choices.push_back({std::to_string(body.id.value), body.name});
    }
    return choices;
}

std::vector<web::Choice> channels_for(Texts const& texts)
{
    std::vector<web::Choice> choices{{"", std::string(texts("advice.channel.none"_msg))}};
    for (auto const channel : all_advice_channels)
        choices.push_back({std::string(to_text(channel)), std::string(texts(label_of(channel)))});
    return choices;
}

std::vector<web::Choice> topics_for(Texts const& texts)
{
    std::vector<web::Choice> choices;
    for (auto const topic : all_advice_topics)
        choices.push_back({std::string(to_text(topic)), std::string(texts(label_of(topic)))});
    return choices;
}

// Whoever works there, and whoever stands there already.
std::vector<web::Choice> advisers_for(Texts const& texts, Owners const& owners, std::string_view value)
{
    auto choices = choices_of(owners, texts, value);
    choices.front().label = texts("advice.adviser.none"_msg);
    return choices;
}

void write_step_fields(
    Writer& w, Texts const& texts, FormFields const& form, Owners const& owners, Fields const& fields,
    bool is_required)
{
    auto const takers = choices_of(owners, texts, fields.value(step_of_advice::owner));
    w("{}{}{}{}",
      form.text(
          step_of_advice::text, "advice.step.field.text"_msg, FieldWidth::whole, "advice.step.hint.text"_msg,
          is_required),
      form.day(step_of_advice::due, "task.field.due"_msg, {}, false),
      form.choice(step_of_advice::owner, "task.field.owner"_msg, takers, "advice.step.hint.owner"_msg),
      form.text(step_of_advice::who, "task.field.who"_msg, FieldWidth::whole, "task.hint.who"_msg));
}

void write_fields(Writer& w, Texts const& texts, AdviceFormPage const& page)
{
    FormFields const form(texts, page.fields, page.problems);
    auto const municipalities = municipalities_for(texts, page.bodies);
    auto const channels = channels_for(texts);
    auto const topics = topics_for(texts);
    auto const advisers = advisers_for(texts, page.owners, page.fields.value(advice_field::adviser));
    w(R"({}<div class="sec"><h2>{}</h2>{}{}{}</div>)", web::RequiredNote{texts}, texts("advice.part.who"_msg),
      form.choice(
          advice_field::municipality, label(advice_field::municipality), municipalities,
          "advice.hint.municipality"_msg),
      form.text(
          advice_field::organisation, label(advice_field::organisation), FieldWidth::whole,
          "advice.hint.organisation"_msg),
      form.text(
          advice_field::attendees, label(advice_field::attendees), FieldWidth::whole,
          "advice.hint.attendees"_msg));
    w(R"(<div class="sec"><h2>{}</h2>{}{}{}{}</div>)", texts("advice.part.how"_msg),
      form.day(advice_field::day, label(advice_field::day), "advice.hint.day"_msg),
      form.choice(advice_field::channel, label(advice_field::channel), channels),
      form.choice(advice_field::adviser, label(advice_field::adviser), advisers),
      form.text(
          advice_field::advisers, label(advice_field::advisers), FieldWidth::whole,
          "advice.hint.advisers"_msg));
    w(
        R"(<div class="sec"><h2>{}</h2>{}{}{}{}</div>)", texts("advice.part.what"_msg),
        [&](Writer& inner) {
            form.write_choices(
                inner, advice_field::topics, label(advice_field::topics), topics, true,
                "advice.hint.topics"_msg);
        },
        form.text(
            advice_field::topic, label(advice_field::topic), FieldWidth::whole, "advice.hint.topic"_msg),
        form.area(advice_field::said, label(advice_field::said), "advice.hint.said"_msg),
        form.area(advice_field::outcome, label(advice_field::outcome), {}, 3));
    if (page.advice == nullptr)
        w(R"(<div class="sec"><h2>{}</h2>{}</div>)", texts("advice.step"_msg),
          [&](Writer& inner) { write_step_fields(inner, texts, form, page.owners, page.fields, false); });
    w(R"(<div class="sec">{}</div>)", [&](Writer& inner) { form.write_doubt(inner); });
}

void write_facts(Writer& w, Texts const& texts, AdvicePage const& page)
{
    auto const& one = page.advice;
    auto const fact = [&](std::string_view name, std::string value) {
        return [&texts, name, value = std::move(value)](Writer& inner) {
            write_fact(inner, texts(label(name)), value);
        };
    };
    auto const* body = [&]() -> tenants::Body const* {
        auto const found = std::ranges::find_if(
            page.bodies, [&](tenants::Body const& any) { return any.id == one.municipality; });
        return found == page.bodies.end() ? nullptr : &*found;
    }();
    w(
        R"(<dl class="dl">{}{}{}{}{}{}{}{}</dl>)",
        when(
            body != nullptr,
            [&](Writer& inner) {
                AdviceFilter of;
                of.municipality = body->slug;
                inner(
                    R"(<dt>{}</dt><dd>{} (<a href="{}">{}</a>)</dd>)",
                    texts(label(advice_field::municipality)), body->name, advice_list_url(of),
                    texts("advice.all_of_it"_msg));
            }),
        when(
            !one.organisation.empty(),
            [&](Writer& inner) {
                AdviceFilter of;
                of.organisation = one.organisation;
                inner(
                    R"(<dt>{}</dt><dd>{} (<a href="{}">{}</a>)</dd>)",
                    texts(label(advice_field::organisation)), one.organisation, advice_list_url(of),
                    texts("advice.all_of_it"_msg));
            }),
        fact(advice_field::attendees, one.attendees),
        fact(
            advice_field::day,
            one.day ? texts.partial_date(*one.day) : std::string(texts("advice.no_day"_msg))),
        fact(advice_field::channel, one.channel ? std::string(texts(label_of(*one.channel))) : std::string{}),
        [&](Writer& inner) {
            write_fact(inner, texts("advice.column.advisers"_msg), advisers_text(one, page.owners.accounts));
        },
        fact(advice_field::topics, topics_text(one, texts)),
        when(!one.is_uncertain, fact(advice_field::remark, one.remark)));
}

void write_text(Writer& w, Texts const& texts, std::string_view id, MessageKey title, std::string_view text)
{
    if (text.empty())
        return;
    w(R"(<section class="stack" aria-labelledby="{}"><h2 id="{}">{}</h2>{}</section>)", id, id, texts(title),
      [&](Writer& inner) { write_lines(inner, text); });
}

void write_step(Writer& w, web::Call const& call, AdvicePage const& page, Task const& step)
{
    auto const& texts = web::staff_texts(call);
    auto const mark = mark_of(step, call.local_now().date, texts);
    bool const may_tick
        = (page.may_edit || is_task_of(step, call.actor())) && step.state != TaskState::dropped;
    w(R"(<li><p><a href="{}">{}</a><br><span class="mute small">{}{}</span> <span class="{}">{}</span>{}</p>{}</li>)",
      task_url(step.id), step.text, who_of(step, page.owners, texts),
      step.due ? ", " + texts("task.until"_msg, {{"day", texts.partial_date(PartialDate(*step.due))}})
               : std::string{},
      mark.shape, mark.text,
      when(
          !step.word.empty(),
          [&](Writer& inner) { inner(R"(<br><span class="mute small">{}</span>)", step.word); }),
      when(may_tick, [&](Writer& inner) {
          write_tick(inner, call, step, advice_url(page.advice.id, "abhaken"));
      }));
}

void write_steps(Writer& w, web::Call const& call, AdvicePage const& page)
{
    auto const& texts = web::staff_texts(call);
    w(
        R"(<section class="stack" aria-labelledby="schritte"><h2 id="schritte">{}</h2>{}{}</section>)",
        texts("advice.steps"_msg),
        [&](Writer& inner) {
            if (page.steps.empty())
                inner(R"(<p class="mute">{}</p>)", texts("advice.steps.none"_msg));
            else
                inner(R"(<ul class="plain">{}</ul>)", each(page.steps, [&](Writer& item, Task const& step) {
                          write_step(item, call, page, step);
                      }));
        },
        when(page.may_edit, [&](Writer& inner) {
            inner(
                R"(<p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p>)",
                advice_url(page.advice.id, "schritt"), texts("advice.step.add"_msg));
        }));
}

}

Url advice_url(AdviceId id)
{
    return staff_url({advice_path, std::to_string(id.value)});
}

Url advice_url(AdviceId id, std::string_view page)
{
    return staff_url({advice_path, std::to_string(id.value), page});
}

std::string title_of(Advice const& advice, std::vector<tenants::Body> const& bodies, Texts const& texts)
{
    auto title = party_of(advice, bodies);
    if (title.empty())
        title = advice.attendees;
    return title.empty() ? std::string(texts("advice.nameless"_msg)) : title;
}

std::string topics_text(Advice const& advice, Texts const& texts)
{
    std::string text;
    for (auto const topic : topics_of(advice))
        text += (text.empty() ? "" : ", ") + std::string(texts(label_of(topic)));
    if (!advice.topic.empty())
        text += (text.empty() ? "" : ": ") + advice.topic;
    return text;
}

std::string advisers_text(Advice const& advice, web::Authors const& authors)
{
    std::string text;
    if (advice.adviser)
        text = web::name_of(authors, "account:" + std::to_string(*advice.adviser));
    if (!advice.advisers.empty())
        text += (text.empty() ? "" : ", ") + advice.advisers;
    return text;
}

Task const* next_of(std::vector<Task> const& steps)
{
    Task const* next = nullptr;
    for (auto const& step : steps) {
        if (step.is_open() && (next == nullptr || (step.due && (!next->due || *step.due < *next->due))))
            next = &step;
    }
    return next;
}

web::StaffMark mark_of_steps(std::vector<Task> const& steps, Date today, Texts const& texts)
{
    auto const* const next = next_of(steps);
    if (next != nullptr && next->is_overdue(today))
        return mark_of(*next, today, texts);
    if (next != nullptr)
        return {
            "st st--info",
            next->due ? texts("task.until"_msg, {{"day", texts.partial_date(PartialDate(*next->due))}})
                      : std::string(texts(label_of(TaskState::open)))};
    if (steps.empty())
        return {"st st--none", std::string(texts("advice.steps.none.short"_msg))};
    bool const is_dropped
        = std::ranges::all_of(steps, [](Task const& step) { return step.state == TaskState::dropped; });
    return is_dropped ? web::StaffMark{"st st--none", std::string(texts(label_of(TaskState::dropped)))}
                      : web::StaffMark{"st st--done", std::string(texts(label_of(TaskState::done)))};
}

web::StaffFrame frame_below_advice(web::Call const& call, std::string title)
{
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(advice_path),
        .crumbs = {{staff_url({advice_path}), std::string(web::staff_texts(call)("advice.title"_msg))}}};
}

http::Response advice_page(web::Call const& call, AdvicePage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& one = page.advice;
    auto frame = frame_below_advice(call, title_of(one, page.bodies, texts));
    frame.is_named_by_content = true;
    frame.problems = page.problems;
    frame.actions = [&](Writer& w) {
        if (page.may_edit)
            w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
              advice_url(one.id, "aendern"), texts("advice.change"_msg));
    };
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack">{}{}{}{}{}{}</div>)",
            when(
                one.is_uncertain,
                [&](Writer& inner) {
                    inner(
                        R"(<div class="note"><p><strong>{}</strong> {}</p></div>)",
                        texts("panel.uncertain"_msg), one.remark);
                }),
            [&](Writer& inner) { write_facts(inner, texts, page); },
            [&](Writer& inner) { write_steps(inner, call, page); },
            [&](Writer& inner) { write_text(inner, texts, "gesagt", "advice.field.said"_msg, one.said); },
            [&](Writer& inner) {
                write_text(inner, texts, "ergebnis", "advice.field.outcome"_msg, one.outcome);
            },
            [&](Writer& inner) {
                if (page.below)
                    page.below(inner);
            });
    });
}

web::RecordForm advice_record_form(
    Texts const& texts, std::vector<tenants::Body> bodies, web::Authors authors)
{
    auto form = record_form(all_advice_fields, texts);
    form.shown = [&texts, bodies = std::move(bodies),
                  authors = std::move(authors)](Fields const& fields, std::string_view name) {
        std::string value(fields.value(name));
        if (name == advice_field::channel)
            return word_of_value<AdviceChannel>(value, texts);
        if (name == advice_field::topics) {
            std::string words;
            for (auto const& topic : fields.values(name))
                words += (words.empty() ? "" : ", ") + word_of_value<AdviceTopic>(topic, texts);
            return words;
        }
        if (name == advice_field::uncertain && value == uncertain_value)
            return std::string(texts("form.uncertain.yes"_msg));
        if (name == advice_field::adviser && !value.empty())
            return web::name_of(authors, value);
        if (name == advice_field::municipality) {
            auto const body = std::ranges::find(
                bodies, tenants::BodyId{parse_number(value).value_or(0)}, &tenants::Body::id);
            return body == bodies.end() ? value : body->name;
        }
        return value;
    };
    return form;
}

http::Response advice_form_page(web::Call const& call, AdviceFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* one = page.advice;
    auto frame = frame_below_advice(
        call, std::string(texts(one == nullptr ? "advice.new"_msg : "advice.change"_msg)));
    if (one != nullptr)
        frame.crumbs.push_back({advice_url(one->id), title_of(*one, page.bodies, texts), true});
    frame.problems = page.problems;
    FormShell const shell{
        .call = call,
        .texts = texts,
        .url = one == nullptr ? staff_url({advice_path, "neu"}) : advice_url(one->id, "aendern"),
        .version = one == nullptr ? std::nullopt : std::optional(one->version),
        .form_key = page.form_key,
        .back = one == nullptr ? staff_url({advice_path}) : advice_url(one->id),
        .shown_version = page.shown_version};
    return shell.page(
        frame, [&](Writer& w) { write_fields(w, texts, page); },
        [&](Writer& w) {
            write_effect(w, texts, "advice.effect"_msg);
            if (one != nullptr)
                write_history_card(
                    w, texts, staff_url({advice_path, std::to_string(one->id.value), "aendern", "verlauf"}));
        });
}

http::Response step_form_page(web::Call const& call, StepFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_advice(call, std::string(texts("advice.step.add"_msg)));
    auto const title = title_of(page.advice, page.bodies, texts);
    frame.crumbs.push_back({advice_url(page.advice.id), title, true});
    frame.state_line = title;
    frame.problems = page.problems;
    FormShell const shell{
        .call = call,
        .texts = texts,
        .url = advice_url(page.advice.id, "schritt"),
        .version = std::nullopt,
        .form_key = page.form_key,
        .back = advice_url(page.advice.id),
        .shown_version = std::nullopt};
    FormFields const form(texts, page.fields, page.problems);
    return shell.page(
        frame,
        [&](Writer& w) {
            w(R"({}<div class="sec">{}</div>)", web::RequiredNote{texts},
              [&](Writer& inner) { write_step_fields(inner, texts, form, page.owners, page.fields, true); });
        },
        [&](Writer& w) { write_effect(w, texts, "advice.step.effect"_msg); });
}

} // namespace kommin::meetings
