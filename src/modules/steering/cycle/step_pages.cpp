// The page of a step and its form.

#include "modules/steering/cycle/year_pages.hpp"
#include "platform/base/text.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace kommin::steering {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::Choice;
using web::FieldWidth;

namespace {

MessageKey step_label(std::string_view name)
{
    return web::label_in(all_step_fields, name);
}

void write_tick(Writer& w, web::Call const& call, StepPage const& page, std::size_t at)
{
    auto const& texts = web::staff_texts(call);
    auto const& step = page.seen.whole.step;
    auto const& line = page.seen.whole.lines[at];
    w(R"(<form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}"><input type="hidden" name="stelle" value="{}"><input type="hidden" name="zeile" value="{}"><input type="hidden" name="erledigt" value="{}"><button class="kern-btn kern-btn--secondary kern-btn--sm" type="submit"><span class="kern-label">{}<span class="vh">: {}</span></span></button></form>)",
      step_url(page.seen.year.id, step.id, "abhaken"), web::FormToken{call}, step.version, at, line.title,
      line.done_on ? "nein" : "ja",
      texts(line.done_on ? "step.line.action.open"_msg : "step.line.action.done"_msg), line.title);
}

void write_line_row(Writer& w, web::Call const& call, StepPage const& page, std::size_t at)
{
    auto const& texts = web::staff_texts(call);
    auto const& line = page.seen.whole.lines[at];
    w(R"(<tr><th scope="row" {}>{}</th><td data-l="{}"><span class="{}">{}</span>{}</td>{}</tr>)",
      html::Attributes{web::content_lang(texts)}, line.title, texts("staff.state"_msg),
      line.done_on ? "st st--done" : "st st--info",
      texts(line.done_on ? "step.line.done"_msg : "step.line.open"_msg),
      when(
          line.done_on.has_value(),
          [&](Writer& inner) {
              inner(
                  R"( <span class="small mute">{}</span>)",
                  texts.date(*line.done_on, i18n::DateStyle::long_));
          }),
      when(page.may_change, [&](Writer& inner) {
          inner("<td>{}</td>", [&](Writer& button) { write_tick(button, call, page, at); });
      }));
}

void write_lines_of_step(Writer& w, web::Call const& call, StepPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& lines = page.seen.whole.lines;
    auto const& step = page.seen.whole.step;
    std::vector<std::size_t> places(lines.size());
    for (std::size_t at = 0; at < lines.size(); ++at)
        places[at] = at;
    auto const proposed = proposed_lines(step.kind);
    bool const has_all = std::ranges::all_of(proposed, [&](std::string const& title) {
        return std::ranges::find(lines, title, &StepLine::title) != lines.end();
    });
    w(
        R"(<section class="stack"><h2 id="zeilen">{}</h2>{}{}</section>)", texts("step.field.lines"_msg),
        [&](Writer& inner) {
            if (lines.empty()) {
                inner(R"(<p class="mute">{}</p>)", texts("step.lines.none"_msg));
                return;
            }
            inner(
                R"(<div class="scroll" role="region" aria-labelledby="zeilen" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
                texts("step.field.lines"_msg), texts("task.field.text"_msg), texts("staff.state"_msg),
                when(
                    page.may_change,
                    [&](Writer& head) {
                        head(R"(<th scope="col"><span class="vh">{}</span></th>)", texts("task.tick"_msg));
                    }),
                each(places, [&](Writer& row, std::size_t at) { write_line_row(row, call, page, at); }));
        },
        when(page.may_change && !has_all, [&](Writer& inner) {
            inner(
                R"(<form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}</form><p class="small mute">{}</p>)",
                step_url(page.seen.year.id, step.id, "vorschlag"), web::FormToken{call}, step.version,
                web::SubmitButton{texts("step.action.propose"_msg), "secondary"},
                texts("step.propose.hint"_msg));
        }));
}

// Its addresses, and its files with what they are.
void write_documents(Writer& w, Texts const& texts, StepPage const& page)
{
    auto const& whole = page.seen.whole;
    auto const year = page.seen.year.id;
    auto const language = html::Attributes{web::content_lang(texts)};
    w(
        R"(<section class="stack" aria-labelledby="unterlagen"><h2 id="unterlagen">{}</h2>{}{}</section>)",
        texts("step.field.documents"_msg),
        [&](Writer& inner) {
            if (whole.documents.empty() && whole.files.empty()) {
                inner(R"(<p class="mute">{}</p>)", texts("step.documents.none"_msg));
                return;
            }
            inner(
                R"(<ul class="plain">{}{}</ul>)",
                each(
                    whole.documents,
                    [&](Writer& item, StepDocument const& one) {
                        item("<li>{}</li>", [&](Writer& link) {
                            if (auto const url = address_of(one))
                                link(R"(<a href="{}" {}>{}</a>)", *url, language, one.title);
                            else
                                link("{}", one.title);
                        });
                    }),
                each(whole.files, [&](Writer& item, StepFile const& one) {
                    item(
                        R"(<li><a href="{}" {}>{}</a> <span class="mute small">(PDF, {})</span>{}</li>)",
                        step_file_url(year, whole.step.id, one.id), language, one.title,
                        texts("paper.pages"_msg, {{"count", one.pages}}),
                        when(page.may_change, [&](Writer& link) {
                            link(
                                R"( · <a class="small" href="{}">{}<span class="vh">: {}</span></a>)",
                                step_file_url(year, whole.step.id, one.id, "entfernen"),
                                texts("step.file.remove"_msg), one.title);
                        }));
                }));
        },
        when(page.may_change, [&](Writer& inner) {
            inner(
                R"(<p><a class="kern-btn kern-btn--secondary kern-btn--sm" href="{}"><span class="kern-label">{}</span></a></p>)",
                step_url(year, whole.step.id, "neue-datei"), texts("step.file.new"_msg));
        }));
}

// What a decision is about, with the way to say so.
void write_subjects(
    Writer& w, Texts const& texts, StepPage const& page, meetings::NamedDecision const& named_by)
{
    StepDecision const decision{named_by.meeting, named_by.motion};
    auto const& step = page.seen.whole.step;
    std::vector<DecisionSubject> named;
    std::ptrdiff_t unseen = 0;
    for (auto const& one : page.seen.whole.subjects) {
        if (one.decision != decision)
            continue;
        if (page.titles.of(one).empty())
            ++unseen;
        else
            named.push_back(one);
    }
    if (!named.empty() || unseen > 0)
        w(R"(<br><span class="small">{}:</span><ul class="plain small">{}{}</ul>)",
          texts("step.decision.about"_msg),
          each(
              named,
              [&](Writer& item, DecisionSubject const& one) {
                  item(
                      R"(<li><a href="{}" {}>{}</a></li>)",
                      one.goal ? goals::goal_desk_url(*one.goal) : goals::measure_url(one.measure.value()),
                      html::Attributes{web::content_lang(texts)}, page.titles.of(one));
              }),
          when(unseen > 0, [&](Writer& inner) {
              inner(R"(<li class="mute">{}</li>)", texts("step.subjects.unseen"_msg, {{"count", unseen}}));
          }));
    else if (page.may_change)
        w(R"(<br><span class="mute small">{}</span>)", texts("step.subjects.none"_msg));
    if (page.may_change)
        w(R"( <a class="small" href="{}">{}<span class="vh">: {}</span></a>)",
          subjects_url(page.seen.year.id, step.id, decision), texts("step.subjects.action"_msg),
          name_of(named_by, texts));
}

void write_decisions_of_step(Writer& w, Texts const& texts, StepPage const& page)
{
    std::vector<meetings::NamedDecision const*> linked;
    for (auto const& one : page.decisions) {
        if (std::ranges::find(page.seen.whole.decisions, StepDecision{one.meeting, one.motion})
            != page.seen.whole.decisions.end())
            linked.push_back(&one);
    }
    auto const unseen = std::ssize(page.seen.whole.decisions) - std::ssize(linked);
    w(
        R"(<section class="stack" aria-labelledby="beschluesse"><h2 id="beschluesse">{}</h2>{}{}</section>)",
        texts("step.field.decisions"_msg),
        [&](Writer& inner) {
            if (page.seen.whole.decisions.empty())
                inner(R"(<p class="mute">{}</p>)", texts("step.decisions.none"_msg));
            else if (!linked.empty())
                inner(
                    R"(<ul class="plain">{}</ul>)",
                    each(linked, [&](Writer& item, meetings::NamedDecision const* one) {
                        item(
                            R"(<li><a href="{}">{}</a>, {}{}: <span {}>{}</span>{}</li>)",
                            meetings::minutes_desk_url(one->meeting), name_of(*one, texts),
                            one->meeting_title,
                            one->day ? ", " + texts.partial_date(*one->day) : std::string{},
                            html::Attributes{web::content_lang(texts)}, one->wording,
                            [&](Writer& about) { write_subjects(about, texts, page, *one); });
                    }));
        },
        when(unseen > 0, [&](Writer& inner) {
            inner(
                R"(<p class="mute small">{}</p>)",
                texts(
                    page.may_read_decisions ? "step.decisions.vanished"_msg : "step.decisions.unseen"_msg,
                    {{"count", unseen}}));
        }));
}

// Those that the step names and no minutes say any more: they can be unticked.
void add_vanished(std::vector<Choice>& choices, std::vector<StepDecision> const& linked, Texts const& texts)
{
    for (auto const& one : linked) {
        auto const value = decision_value(one);
        if (std::ranges::find(choices, value, &Choice::value) == choices.end())
            choices.push_back({value, std::string(texts("step.decision.vanished"_msg))});
    }
}

// A decision as a choice of the form: in the words of the minutes, cut where a line is full.
std::string words_of(meetings::NamedDecision const& one, Texts const& texts)
{
    return name_of(one, texts) + ": " + one.wording;
}

}

web::StaffFrame frame_below_step(
    web::Call const& call, SeenStep const& seen, YearNames const& names, std::string title)
{
    auto frame = frame_below_year(call, seen.year, names, std::move(title));
    frame.crumbs.push_back(
        {step_url(seen.year.id, seen.whole.step.id),
         std::string(web::staff_texts(call)(label_of(seen.whole.step.kind)))});
    return frame;
}

std::vector<std::string> proposed_lines(StepKind kind)
{
    auto const& texts = Texts::of(i18n::Language::german());
    std::vector<std::string> lines;
    for (auto const line : split(texts(i18n::key("step.proposed." + std::string(to_text(kind)))), '\n')) {
        if (!trim(line).empty())
            lines.emplace_back(trim(line));
    }
    return lines;
}

http::Response step_page(web::Call const& call, StepPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& step = page.seen.whole.step;
    auto const mark = mark_of(step, call.local_now().date, texts);
    auto frame = frame_below_year(
        call, page.seen.year, page.names,
        texts(
            "step.page"_msg,
            {{"step", texts(label_of(step.kind))}, {"year", std::to_string(page.seen.year.year)}}));
    frame.state_line = mark.text;
    frame.problems = page.problems;
    if (page.may_change)
        frame.actions = [&](Writer& w) {
            w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
              step_url(page.seen.year.id, step.id, "bearbeiten"), texts("panel.change"_msg));
        };
    return web::staff_page(frame, [&](Writer& w) {
        auto const owner = page.names.owner_of(step);
        w(
            R"({}<p class="measure">{}</p><div class="cols stack-top"><div class="stack">{}{}{}{}</div><div class="stack"><section class="card" aria-labelledby="angaben"><h2 id="angaben">{}</h2><p><span class="{}">{}</span></p><dl class="dl">{}{}</dl></section>{}{}</div></div>)",
            [&](Writer& inner) { web::write_not_stored(inner, texts, page.not_stored); },
            texts(i18n::key("step.purpose." + std::string(to_text(step.kind)))),
            [&](Writer& inner) { write_lines_of_step(inner, call, page); },
            when(
                !step.outcome.empty(),
                [&](Writer& inner) {
                    inner(
                        R"(<section class="stack" aria-labelledby="ergebnis"><h2 id="ergebnis">{}</h2><div {}>{}</div></section>)",
                        texts("step.field.outcome"_msg), html::Attributes{web::content_lang(texts)},
                        [&](Writer& lines) { web::write_lines(lines, step.outcome); });
                }),
            [&](Writer& inner) { write_documents(inner, texts, page); },
            [&](Writer& inner) { write_decisions_of_step(inner, texts, page); }, texts("panel.facts"_msg),
            mark.shape, mark.text,
            [&](Writer& inner) {
                web::write_fact(
                    inner, texts("step.column.owner"_msg),
                    owner.empty() ? texts("step.owner.none"_msg) : std::string_view(owner));
            },
            [&](Writer& inner) {
                web::write_fact(
                    inner, texts("step.field.due"_msg),
                    step.due ? texts.partial_date(*step.due) : std::string(texts("step.due.none"_msg)));
            },
            page.life, when(page.may_change, [&](Writer& inner) {
                web::write_history_card(inner, texts, step_url(page.seen.year.id, step.id, "verlauf"));
            }));
    });
}

http::Response step_form_page(web::Call const& call, StepFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& step = page.seen.whole.step;
    auto frame = frame_below_step(call, page.seen, page.names, std::string(texts("step.change"_msg)));
    frame.problems = page.problems;
    std::string const no_key;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url = step_url(page.seen.year.id, step.id, "bearbeiten"),
        .version = step.version,
        .form_key = no_key,
        .back = step_url(page.seen.year.id, step.id),
        .shown_version = page.shown_version};
    return shell.page(
        frame,
        [&](Writer& w) {
            web::FormFields const form(texts, page.fields, page.problems);
            auto const states = web::choices_among<StepState>(all_step_states, texts);
            std::vector<Choice> takers{{"", std::string(texts("step.account.none"_msg))}};
            bool has_chosen = false;
            auto const chosen = page.fields.value(step_field::account);
            for (auto const& taker : page.takers) {
                takers.push_back({std::to_string(taker.account), taker.name});
                has_chosen = has_chosen || takers.back().value == chosen;
            }
            if (!chosen.empty() && !has_chosen)
                takers.push_back(
                    {std::string(chosen),
                     web::name_of(page.names.accounts, "account:" + std::string(chosen))});
            std::vector<Choice> decisions;
            for (auto const& one : page.decisions)
                decisions.push_back({decision_value({one.meeting, one.motion}), words_of(one, texts)});
            if (meetings::may_read_decisions(call.actor(), page.seen.year.owner()))
                add_vanished(decisions, page.seen.whole.decisions, texts);
            w(
                R"({}<div class="sec">{}{}</div>{}<div class="sec">{}{}</div><div class="sec">{}</div>)",
                web::RequiredNote{texts},
                [&](Writer& inner) {
                    form.write_choices(inner, step_field::state, step_label(step_field::state), states);
                },
                form.area(step_field::outcome, step_label(step_field::outcome), "step.hint.outcome"_msg, 4),
                when(
                    page.may_keep,
                    [&](Writer& inner) {
                        inner(
                            R"(<div class="sec">{}{}{}</div>)",
                            form.choice(
                                step_field::account, step_label(step_field::account), takers,
                                "step.hint.account"_msg),
                            form.text(
                                step_field::owner, step_label(step_field::owner), FieldWidth::whole,
                                "step.hint.owner"_msg),
                            form.day(step_field::due, step_label(step_field::due)));
                    }),
                form.area(step_field::lines, step_label(step_field::lines), "step.hint.lines"_msg, 8),
                form.area(
                    step_field::documents, step_label(step_field::documents), "step.hint.documents"_msg, 4),
                [&](Writer& inner) {
                    if (decisions.empty())
                        inner(R"(<p class="mute small">{}</p>)", texts("step.decisions.to_choose"_msg));
                    else
                        form.write_choices(
                            inner, step_field::decisions, step_label(step_field::decisions), decisions, true);
                });
        },
        [&](Writer& w) {
            web::write_effect(w, texts, "step.effect"_msg);
            web::write_history_card(w, texts, step_url(page.seen.year.id, step.id, "verlauf"));
        });
}

web::RecordForm step_record_form(Texts const& texts, StepWords words)
{
    auto form = web::record_form(all_step_fields, texts);
    for (auto const& field : later_step_fields)
        form.fields.push_back({std::string(field.name), std::string(texts(field.label))});
    form.shown = [&texts, words = std::move(words)](Fields const& fields, std::string_view name) {
        auto const name_of_decision = [&](std::optional<StepDecision> const& decision) {
            auto const found
                = std::ranges::find_if(words.decisions, [&](meetings::NamedDecision const& each) {
                      return decision && StepDecision{each.meeting, each.motion} == *decision;
                  });
            return found == words.decisions.end() ? nullptr : &*found;
        };
        auto const value = fields.value(name);
        if (value.empty())
            return std::string{};
        if (name == step_field::state)
            return web::word_of_value<StepState>(value, texts);
        if (name == step_field::account)
            return web::name_of(words.accounts, "account:" + std::string(value));
        if (name == step_field::decisions) {
            std::vector<std::string> named;
            for (auto const& one : fields.values(name)) {
                auto const* decision = name_of_decision(read_decision(one));
                named.push_back(
                    decision != nullptr ? words_of(*decision, texts)
                                        : std::string(texts("step.decision.other"_msg)));
            }
            return texts.list(named);
        }
        if (name == step_field::subjects) {
            std::vector<std::string> named;
            for (auto const& one : fields.values(name)) {
                auto const subject = read_subject(one);
                auto const* decision
                    = name_of_decision(subject ? std::optional(subject->decision) : std::nullopt);
                auto title = subject ? words.titles.of(*subject) : std::string{};
                named.push_back(texts(
                    "step.subject.of"_msg,
                    {{"decision",
                      decision != nullptr ? name_of(*decision, texts)
                                          : std::string(texts("step.decision.other"_msg))},
                     {"title", title.empty() ? std::string(texts("step.subject.other"_msg)) : title}}));
            }
            return texts.list(named);
        }
        return std::string(value);
    };
    return form;
}

http::Response subjects_form_page(web::Call const& call, SubjectsFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& step = page.seen.whole.step;
    auto const title = texts("step.subjects.title"_msg, {{"decision", name_of(page.decision, texts)}});
    auto frame = frame_below_step(call, page.seen, page.names, title);
    frame.problems = page.problems;
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack measure"><p {}>{}</p><p class="mute">{}</p>{}<form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}">{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form></div>)",
            html::Attributes{web::content_lang(texts)}, page.decision.wording,
            texts("step.subjects.hint"_msg),
            when(
                page.unseen > 0,
                [&](Writer& inner) {
                    inner(
                        R"(<p class="mute small">{}</p>)",
                        texts("step.subjects.unseen"_msg, {{"count", page.unseen}}));
                }),
            subjects_url(page.seen.year.id, step.id, {page.decision.meeting, page.decision.motion}),
            web::FormToken{call}, step.version,
            [&](Writer& inner) {
                web::FormFields const form(texts, page.fields, page.problems);
                if (page.choices.empty())
                    inner(R"(<p class="mute">{}</p>)", texts("step.subjects.to_choose"_msg));
                else
                    form.write_choices(
                        inner, step_field::subjects, "step.decision.about"_msg, page.choices, true);
            },
            web::SubmitButton{texts("words.action.save"_msg)}, step_url(page.seen.year.id, step.id),
            texts("form.back"_msg));
    });
}

} // namespace kommin::steering
