#include "modules/meetings/tasks/task_pages.hpp"

#include "modules/meetings/attendance/attendance.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/form_parts.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/i18n/collator.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <array>
#include <iterator>
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

bool has_who(Task const* task)
{
    return task != nullptr && task->origin != TaskOrigin::meeting;
}

// Where it stands among others of its meeting, or of its advice.
Url place_url(Task const& task)
{
    if (task.advice)
        return staff_url({advice_path, std::to_string(task.advice->value)});
    return meeting_url(task.meeting.value(), task.is_of_checklist() ? checklist_page : "protokoll");
}

MessageKey place_label(Task const& task)
{
    if (task.advice)
        return "advice.one"_msg;
    return task.is_of_checklist() ? "checklist.title"_msg : "minutes.title"_msg;
}

MessageKey effect_of(Task const* task)
{
    if (!has_who(task))
        return "task.effect"_msg;
    return task->is_of_checklist() ? "task.effect.checklist"_msg : "task.effect.advice"_msg;
}

void write_row(Writer& w, Texts const& texts, Date today, TaskListPage const& page, TaskLine const& line)
{
    auto const& task = line.task;
    auto const mark = mark_of(task, today, texts);
    auto const owner = page.owners.name_of(task, texts);
    w(R"(<tr><th scope="row"><a href="{}">{}</a><br><span class="mute small">{}</span></th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span>{}</td></tr>)",
      task_url(task.id), task.text, line.place, texts("task.field.owner"_msg),
      owner.empty() ? std::string(texts("task.owner.none"_msg)) : owner, texts("task.field.due"_msg),
      task.due ? texts.partial_date(PartialDate(*task.due)) : std::string("–"), texts("staff.state"_msg),
      mark.shape, mark.text, when(!task.word.empty(), [&](Writer& inner) {
          inner(R"(<br><span class="mute small">{}</span>)", task.word);
      }));
}

// What the link to the other list says, and what stands in the place of lines.
MessageKey others_of(TaskListPage const& page)
{
    if (page.only_forgotten)
        return "task.all_open"_msg;
    return page.shows_all ? "task.only_open"_msg : "task.all"_msg;
}
MessageKey none_of(TaskListPage const& page)
{
    if (!page.words.empty())
        return "task.none_with"_msg;
    return page.only_forgotten ? "task.none_forgotten"_msg : "task.none"_msg;
}

}

Url tasks_url(bool shows_all, std::string_view words)
{
    auto url = staff_url({tasks_path});
    if (!words.empty())
        url = url.with_query({{"t", words}});
    return shows_all ? url.with_query({{"zustand", "alle"}}) : url;
}

Url forgotten_tasks_url()
{
    return tasks_url(false).with_query({{"ohne", "tag"}});
}

Url task_url(TaskId id)
{
    return staff_url({tasks_path, std::to_string(id.value)});
}

Url task_history_url(TaskId id)
{
    return staff_url({tasks_path, std::to_string(id.value), "verlauf"});
}

web::StaffMark mark_of(Task const& task, Date today, Texts const& texts)
{
    if (task.is_overdue(today))
        return {"st st--bad", std::string(texts("task.state.overdue"_msg))};
    if (task.state == TaskState::open && task.fell_with_meeting)
        return {"st st--none", std::string(texts("task.state.fell"_msg))};
    std::string word(texts(label_of(task.state)));
    if (task.state == TaskState::done)
        return {"st st--done", std::move(word)};
    return {task.state == TaskState::open ? "st st--info" : "st st--none", std::move(word)};
}

std::string Owners::name_of(Task const& task, Texts const& texts) const
{
    if (task.account) {
        auto const known = accounts.find("account:" + std::to_string(*task.account));
        return known == accounts.end() ? std::string(texts("invitation.unseen"_msg)) : known->second;
    }
    if (!task.person)
        return task.who;
    auto const known = people.find(*task.person);
    return known == people.end() ? std::string(texts("invitation.unseen"_msg)) : known->second.name;
}

Owners load_owners(
    web::Call const& call, db::Connection& db, std::vector<Task> const& tasks,
    std::vector<contacts::PersonId> others)
{
    for (auto const& task : tasks) {
        if (task.person)
            others.push_back(*task.person);
    }
    return {
        web::list_authors(db, call.site.tenant),
        contacts::list_named_people(db, call.site.tenant, call.actor(), others)};
}

Owners owners_for(
    web::Call const& call, db::Connection& db, std::vector<Task> const& tasks, SeenMeeting const& seen)
{
    std::vector<contacts::PersonId> people;
    std::ranges::transform(
        list_expected(db, call.site.tenant, seen.meeting), std::back_inserter(people), &Expected::person);
    auto owners = load_owners(call, db, tasks, std::move(people));
    owners.takers = list_takers(db, call.site.tenant, see_minutes, seen.panel.owner());
    return owners;
}

Owners owners_for_steps(web::Call const& call, db::Connection& db, std::vector<Task> const& steps)
{
    auto owners = load_owners(call, db, steps);
    owners.takers = list_takers(db, call.site.tenant, see_advice, Scope::whole_tenant());
    return owners;
}

std::string who_of(Task const& task, Owners const& owners, Texts const& texts)
{
    auto name = owners.name_of(task, texts);
    if (!name.empty() && !task.account && !task.person)
        return texts("task.in_words"_msg, {{"who", name}});
    return name.empty() ? std::string(texts("task.owner.none"_msg)) : name;
}

std::string place_of_step(Task const& step, Texts const& texts)
{
    return step.about.empty() ? std::string(texts("advice.one"_msg))
                              : texts("task.of_advice"_msg, {{"about", step.about}});
}

void write_tick(Writer& w, web::Call const& call, Task const& task, Url const& to)
{
    auto const& texts = web::staff_texts(call);
    bool const is_open = task.state == TaskState::open;
    w(R"(<form method="post" action="{}">{}<input type="hidden" name="aufgabe" value="{}"><input type="hidden" name="fassung" value="{}"><input type="hidden" name="stand" value="{}"><button class="kern-btn {} kern-btn--sm" type="submit"><span class="kern-label">{}<span class="vh">: {}</span></span></button></form>)",
      to, web::FormToken{call}, task.id.value, task.version,
      to_text(is_open ? TaskState::done : TaskState::open),
      is_open ? "kern-btn--secondary" : "kern-btn--tertiary",
      texts(is_open ? "task.tick"_msg : "task.untick"_msg), task.text);
}

Tick read_tick(http::Form const& form)
{
    auto const number = [&](std::string_view field) { return parse_number(form.value(field)).value_or(0); };
    auto const state = enum_from<TaskState>(form.value("stand"));
    return {
        {TaskId{number("aufgabe")}, number("fassung")},
        state && *state != TaskState::dropped ? std::optional(*state == TaskState::done) : std::nullopt};
}

std::vector<web::Choice> choices_of(Owners const& owners, Texts const& texts, std::string_view value)
{
    std::vector<web::Choice> people, accounts;
    for (auto const& [id, person] : owners.people)
        people.push_back({"person:" + std::to_string(id.value), person.list_name});
    for (auto const& taker : owners.takers)
        accounts.push_back({"account:" + std::to_string(taker.account), taker.name});
    auto const& collator = i18n::Collator::of(i18n::Language::german());
    auto const by_name = [&](web::Choice const& one, web::Choice const& other) {
        return collator.is_before(one.label, other.label);
    };
    std::ranges::sort(people, by_name);
    std::ranges::sort(accounts, by_name);
    std::vector<web::Choice> choices{{"", std::string(texts("task.owner.none"_msg))}};
    for (auto* const part : {&people, &accounts})
        choices.insert(
            choices.end(), std::make_move_iterator(part->begin()), std::make_move_iterator(part->end()));
    if (std::ranges::find(choices, value, &web::Choice::value) == choices.end()) {
        auto const known = owners.accounts.find(value);
        choices.push_back(
            {std::string(value),
             known == owners.accounts.end() ? std::string(texts("invitation.unseen"_msg)) : known->second});
    }
    return choices;
}

http::Response task_list_page(web::Call const& call, TaskListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    web::StaffFrame const frame{
        .call = call,
        .title = std::string(texts("task.title"_msg)),
        .section = std::string(tasks_path),
        .state_line = texts(
            page.only_forgotten ? "task.today.forgotten"_msg : "task.count"_msg,
            {{"count", std::ssize(page.lines)}}),
        .is_wide = true};
    std::array<std::pair<std::string_view, std::string_view>, 2> const kept{
        std::pair{std::string_view("zustand"), std::string_view(page.shows_all ? "alle" : "")},
        std::pair{std::string_view("ohne"), std::string_view(page.only_forgotten ? "tag" : "")}};
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack">{}<p><a href="{}">{}</a></p>{}</div>)",
          web::WordsFilter{
              texts, page.only_forgotten ? forgotten_tasks_url() : tasks_url(page.shows_all), page.words,
              "task.filter.words"_msg, kept},
          page.only_forgotten ? tasks_url(false, page.words) : tasks_url(!page.shows_all, page.words),
          texts(others_of(page)), [&](Writer& inner) {
              if (page.lines.empty()) {
                  inner(R"(<p class="mute">{}</p>)", texts(none_of(page)));
                  return;
              }
              if (page.is_cut)
                  inner(R"(<p>{}</p>)", texts("task.cut"_msg, {{"count", std::ssize(page.lines)}}));
              inner(
                  R"(<div class="scroll" role="region" aria-labelledby="aufgaben" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption class="vh" id="aufgaben">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
                  texts("task.title"_msg), texts("task.one"_msg), texts("task.field.owner"_msg),
                  texts("task.field.due"_msg), texts("staff.state"_msg),
                  each(page.lines, [&](Writer& row, TaskLine const& line) {
                      write_row(row, texts, today, page, line);
                  }));
          });
    });
}

void write_tasks(Writer& w, web::Call const& call, std::vector<Task> const& tasks, Owners const& owners)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    w(R"(<ul class="plain">{}</ul>)", each(tasks, [&](Writer& item, Task const& task) {
          auto const mark = mark_of(task, today, texts);
          auto about = owners.name_of(task, texts);
          if (task.due)
              about += (about.empty() ? "" : ", ")
                  + texts("task.until"_msg, {{"day", texts.partial_date(PartialDate(*task.due))}});
          item(
              R"(<li><a href="{}">{}</a><br><span class="mute small">{}</span> <span class="{}">{}</span></li>)",
              task_url(task.id), task.text, about, mark.shape, mark.text);
      }));
}

web::StaffFrame frame_below_tasks(web::Call const& call, std::string title)
{
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(tasks_path),
        .crumbs = {{staff_url({tasks_path}), std::string(web::staff_texts(call)("task.title"_msg))}}};
}

web::RecordForm task_record_form(Texts const& texts, Owners owners)
{
    auto form = record_form(all_task_fields, texts);
    form.shown = [&texts, owners = std::move(owners)](Fields const& fields, std::string_view name) {
        std::string value(fields.value(name));
        if (name == task_field::state)
            return word_of_value<TaskState>(value, texts);
        if (name != task_field::owner || value.empty())
            return value;
        for (auto const& choice : choices_of(owners, texts, value)) {
            if (choice.value == value)
                return choice.label;
        }
        return value;
    };
    return form;
}

http::Response task_page(
    web::Call const& call, Task const& task, std::string const& place, Owners const& owners)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_tasks(call, task.text);
    frame.state_line = place;
    auto const mark = mark_of(task, call.local_now().date, texts);
    auto const owner = owners.name_of(task, texts);
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack"><dl class="dl"><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd><span class="{}">{}</span></dd>{}</dl><p><a href="{}">{}</a> · <a href="{}">{}</a></p></div>)",
          texts("task.field.owner"_msg), owner.empty() ? texts("task.owner.none"_msg) : owner,
          texts("task.field.due"_msg),
          task.due ? texts.partial_date(PartialDate(*task.due)) : std::string("–"), texts("staff.state"_msg),
          mark.shape, mark.text,
          when(
              !task.word.empty(),
              [&](Writer& inner) {
                  inner("<dt>{}</dt><dd>{}</dd>", texts("task.field.word"_msg), task.word);
              }),
          place_url(task), texts(place_label(task)), task_history_url(task.id), texts("record.history"_msg));
    });
}

http::Response task_form_page(web::Call const& call, TaskFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* task = page.task;
    auto frame = task != nullptr
        ? frame_below_tasks(call, std::string(texts("task.change"_msg)))
        : frame_below_meeting(call, *page.meeting, std::string(texts("task.new"_msg)));
    frame.state_line = page.place;
    frame.problems = page.problems;
    FormShell const shell{
        .call = call,
        .texts = texts,
        .url = task != nullptr ? task_url(task->id) : meeting_url(page.meeting->id, "neue-aufgabe"),
        .version = task == nullptr ? std::nullopt : std::optional(task->version),
        .form_key = page.form_key,
        .back = has_who(task) ? place_url(*task)
            : task != nullptr ? staff_url({tasks_path})
                              : meeting_url(page.meeting->id, "protokoll"),
        .shown_version = page.shown_version};
    FormFields const form(texts, page.fields, page.problems);
    auto const owners = choices_of(page.owners, texts, page.fields.value(task_field::owner));
    std::vector<web::Choice> states;
    for (auto const state : all_task_states)
        states.push_back({std::string(to_text(state)), std::string(texts(label_of(state)))});
    return shell.page(
        frame,
        [&](Writer& w) {
            w(
                R"({}<div class="sec">{}{}</div>)", web::RequiredNote{texts},
                [&](Writer& inner) {
                    if (page.only_outcome) {
                        inner(
                            R"(<p class="measure"><strong>{}</strong></p>)",
                            page.fields.value(task_field::text));
                        return;
                    }
                    inner(
                        "{}{}{}{}",
                        form.text(
                            task_field::text, "task.field.text"_msg, FieldWidth::whole, "task.hint.text"_msg,
                            true),
                        form.choice(task_field::owner, "task.field.owner"_msg, owners, "task.hint.owner"_msg),
                        when(
                            has_who(task),
                            [&](Writer& of_checklist) {
                                of_checklist(
                                    "{}",
                                    form.text(
                                        task_field::who, "task.field.who"_msg, FieldWidth::whole,
                                        "task.hint.who"_msg));
                            }),
                        form.day(
                            task_field::due, "task.field.due"_msg,
                            task != nullptr && task->is_of_checklist() ? "task.hint.due"_msg : MessageKey{},
                            false));
                },
                when(task != nullptr, [&](Writer& inner) {
                    form.write_choices(inner, task_field::state, "staff.state"_msg, states);
                    inner(
                        "{}",
                        form.text(
                            task_field::word, "task.field.word"_msg, FieldWidth::whole,
                            "task.hint.word"_msg));
                }));
        },
        [&](Writer& w) {
            w(R"(<section class="card" aria-labelledby="wirkung"><h2 id="wirkung">{}</h2><ul class="plain small"><li>{}</li></ul></section>)",
              texts("form.effect"_msg), texts(effect_of(task)));
            if (task != nullptr)
                write_history_card(w, texts, task_history_url(task->id));
        });
}

} // namespace kommin::meetings
