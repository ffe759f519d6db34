#include "modules/staff/jobs_pages.hpp"

#include "modules/staff/permissions.hpp"
#include "platform/web/staff_bulk.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kommin::staff {

using html::attribute;
using html::Attributes;
using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using jobs::State;
using web::staff_url;

namespace {

struct StateWords {
    State state;
    MessageKey tab;
    MessageKey time; // what the column of times says
    MessageKey none;
};
// In the order of the tabs: what waits for a person first.
constexpr std::array states{
    StateWords{
        State::dead, "staff.jobs.state.dead"_msg, "staff.jobs.time.dead"_msg, "staff.jobs.none.dead"_msg},
    StateWords{
        State::failed, "staff.jobs.state.failed"_msg, "staff.jobs.time.failed"_msg,
        "staff.jobs.none.failed"_msg},
    StateWords{
        State::queued, "staff.jobs.state.queued"_msg, "staff.jobs.time.queued"_msg,
        "staff.jobs.none.queued"_msg},
    StateWords{
        State::running, "staff.jobs.state.running"_msg, "staff.jobs.time.running"_msg,
        "staff.jobs.none.running"_msg},
    StateWords{
        State::done, "staff.jobs.state.done"_msg, "staff.jobs.time.done"_msg, "staff.jobs.none.done"_msg},
};

StateWords const& words_of(State state)
{
    return *std::ranges::find(states, state, &StateWords::state);
}

constexpr std::array<std::string_view, 4> done_codes{"", "wiederholt", "alle", "freigegeben"};

struct Page {
    web::Call const& call;
    JobsView const& view;
    Texts const& texts;
    bool may_manage;

    [[nodiscard]] std::string time(Instant instant) const
    {
        return texts.date_time(call.site.zone->to_local(instant));
    }
    [[nodiscard]] std::int64_t count(State state) const
    {
        std::int64_t count = 0;
        for (auto const& row : view.counts)
            count += row.state == state ? row.count : 0;
        return count;
    }
    [[nodiscard]] web::StaffJob const* find_job(std::string_view kind) const
    {
        auto const found = std::ranges::find(call.staff.jobs, kind, &web::StaffJob::kind);
        return found == call.staff.jobs.end() ? nullptr : &*found;
    }
    [[nodiscard]] std::string name_of(std::string_view kind) const { return name_of_job(call, kind); }
    [[nodiscard]] std::string time_of(jobs::Listed const& job) const
    {
        if (job.state == State::queued && job.run_at <= call.clock.now())
            return std::string(texts("staff.jobs.now"_msg));
        return time(job.finished_at.value_or(job.run_at));
    }
    [[nodiscard]] bool shows_failures() const
    {
        return view.filter.state == State::dead || view.filter.state == State::failed;
    }
    [[nodiscard]] std::string state_line() const
    {
        return texts("staff.jobs.count.dead"_msg, {{"count", count(State::dead)}}) + " · "
            + texts("staff.jobs.count.failed"_msg, {{"count", count(State::failed)}}) + " · "
            + texts("staff.jobs.count.queued"_msg, {{"count", count(State::queued)}});
    }
};

// A form with one button: `label` for the eye, `more` says what it is about.
struct ActionForm {
    Page const& page;
    std::string_view what;
    MessageKey label;
    std::string_view more;
    void operator()(Writer& w) const
    {
        w(R"(<form method="post" action="{}">{}<input type="hidden" name="zustand" value="{}"><input type="hidden" name="was" value="{}"><button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">{}<span class="vh"> {}</span></span></button></form>)",
          staff_url({job_list.path}), web::FormToken{page.call}, code_of(page.view.filter.state), what,
          page.texts(label), more);
    }
};

// A button in a row of a table: its form stands before the table, since that is one itself.
struct RowForm {
    Page const& page;
    std::string_view what; // its id, too
    void operator()(Writer& w) const
    {
        w(R"(<form method="post" action="{}" id="einzeln-{}">{}<input type="hidden" name="zustand" value="{}"><input type="hidden" name="was" value="{}"></form>)",
          staff_url({job_list.path}), what, web::FormToken{page.call}, code_of(page.view.filter.state), what);
    }
};
struct RowButton {
    Page const& page;
    std::string_view what;
    std::int64_t number;
    MessageKey label;
    std::string_view more;
    void operator()(Writer& w) const
    {
        w(R"(<button class="kern-btn kern-btn--secondary kern-btn--sm" type="submit" form="einzeln-{}" name="nummer" value="{}"><span class="kern-label">{}<span class="vh"> {}</span></span></button>)",
          what, number, page.texts(label), more);
    }
};

void write_done(Writer& w, Page const& page)
{
    constexpr std::array messages{
        MessageKey{}, "staff.jobs.done.retried"_msg, "staff.jobs.done.all_retried"_msg,
        "staff.jobs.done.lifted"_msg};
    if (page.view.done != Done::nothing)
        w(R"(<p class="note note--ok" role="status">{}</p>)",
          page.texts(messages.at(static_cast<std::size_t>(page.view.done))));
}

// Where mails go, and how many have not gone yet.
void write_mails(Writer& w, Page const& page)
{
    std::int64_t waiting = 0;
    std::optional<Instant> next;
    for (auto const& row : page.view.counts) {
        auto const* const job = page.find_job(row.kind);
        bool const waits = row.state == State::queued || row.state == State::failed;
        if (job == nullptr || !job->sends_mail || !waits)
            continue;
        waiting += row.count;
        if (!next || row.first_run_at < *next)
            next = row.first_run_at;
    }
    auto const& texts = page.texts;
    w(R"(<div class="{}"><p>{}</p><p>{}{}</p></div>)",
      page.view.sends_mails ? "note stack" : "note note--warn stack",
      texts(page.view.sends_mails ? "staff.jobs.mail.server"_msg : "staff.jobs.mail.outbox"_msg),
      texts("staff.jobs.mail.waiting"_msg, {{"count", waiting}}), when(next.has_value(), [&](Writer& inner) {
          inner(
              " {}",
              *next <= page.call.clock.now()
                  ? std::string(texts("staff.jobs.mail.next_now"_msg))
                  : texts("staff.jobs.mail.next"_msg, {{"time", page.time(*next)}}));
      }));
}

void write_tabs(Writer& w, Page const& page)
{
    auto const& filter = page.view.filter;
    auto shown = filter;
    shown.order = jobs::Order::time;
    shown.reversed = false;
    std::vector<web::ListView> views;
    for (auto const& words : states) {
        JobFilter const wanted{.state = words.state};
        auto const label
            = std::string(page.texts(words.tab)) + ' ' + page.texts.number(page.count(words.state));
        views.push_back({label, web::list_url(job_list, wanted.fields()), shown.fields() == wanted.fields()});
    }
    web::add_saved_views(views, page.view.views);
    w("{}", web::ListViews{page.texts, views, web::save_view_url(job_list, filter.fields())});
}

void write_filter(Writer& w, Page const& page)
{
    auto const& texts = page.texts;
    auto const& filter = page.view.filter;
    std::array const orders{
        web::SortChoice::Option{word_of(jobs::Order::time), words_of(filter.state).time},
        web::SortChoice::Option{word_of(jobs::Order::kind), "staff.jobs.job"_msg}};
    std::vector<web::Choice> kinds;
    for (auto const& row : page.view.counts) {
        if (std::ranges::find(kinds, row.kind, &web::Choice::value) == kinds.end())
            kinds.push_back({row.kind, page.name_of(row.kind)});
    }
    std::ranges::sort(kinds, {}, &web::Choice::label);
    w("{}",
      web::FilterForm{
          .texts = texts,
          .list = staff_url({job_list.path}),
          .fields =
              [&](Writer& field) {
                  field(
                      R"({}{}<p class="f"><label for="nummer">{}</label><input id="nummer" name="nummer" type="search" inputmode="numeric" value="{}"></p>{})",
                      web::FilterKept{
                          "zustand",
                          filter.state == State::dead ? std::string_view{} : code_of(filter.state)},
                      web::FilterChoice{texts, "art", "staff.jobs.job"_msg, kinds, filter.kind},
                      texts("staff.jobs.column.number"_msg),
                      filter.number ? std::to_string(filter.number->value) : std::string{},
                      web::SortChoice{texts, orders, word_of(filter.order), filter.reversed});
              },
          .whole = filter.kind.empty() && !filter.number
              ? std::nullopt
              : std::optional(web::list_url(job_list, JobFilter{.state = filter.state}.fields()))});
}

void write_job(Writer& w, Page const& page, StateWords const& words, jobs::Listed const& job)
{
    auto const& texts = page.texts;
    auto const number = texts("staff.jobs.number"_msg, {{"number", std::to_string(job.id.value)}});
    auto const reason = reason_of_failure(job, texts);
    bool const is_failure = job.state == State::dead || job.state == State::failed;
    w(R"(<tr>{}<th scope="row">{}<br><span class="mute small">{} · {}</span></th><td class="nw" data-l="{}">{}</td><td data-l="{}">{}</td>{}{}</tr>)",
      when(
          is_failure && page.may_manage,
          [&](Writer& cell) {
              cell(
                  "{}",
                  web::TickCell{
                      texts,
                      {job.id.value, job.leases},
                      page.name_of(job.kind) + ", " + number,
                      web::ticks_of(page.call.request)});
          }),
      page.name_of(job.kind), number, texts("staff.jobs.created"_msg, {{"time", page.time(job.created_at)}}),
      texts(words.time), page.time_of(job), texts("staff.jobs.tries"_msg), job.attempts,
      when(
          is_failure,
          [&](Writer& inner) {
              inner(R"(<td data-l="{}">{}</td>)", texts("staff.jobs.reason"_msg), reason);
          }),
      when(is_failure && page.may_manage, [&](Writer& inner) {
          inner("<td>{}</td>", RowButton{page, "wiederholen", job.id.value, "staff.jobs.retry"_msg, number});
      }));
}

web::SortHead sort_head(Page const& page, MessageKey label, jobs::Order order)
{
    return web::sort_head(page.texts, page.view.filter, label, order, [](JobFilter const& wanted) {
        return web::list_url(job_list, wanted.fields());
    });
}

void write_table(Writer& w, Page const& page, bool has_actions)
{
    auto const& texts = page.texts;
    auto const& words = words_of(page.view.filter.state);
    w(R"(<div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr>{}{}{}<th scope="col">{}</th>{}{}</tr></thead><tbody>{}</tbody></table></div>)",
      texts(words.tab), when(has_actions, [&](Writer& head) { head("{}", web::TickHead{texts}); }),
      sort_head(page, "staff.jobs.job"_msg, jobs::Order::kind),
      sort_head(page, words.time, jobs::Order::time), texts("staff.jobs.tries"_msg),
      when(
          page.shows_failures(),
          [&](Writer& head) { head(R"(<th scope="col">{}</th>)", texts("staff.jobs.reason"_msg)); }),
      when(
          has_actions,
          [&](Writer& head) { head(R"(<th scope="col">{}</th>)", texts("staff.jobs.action"_msg)); }),
      each(page.view.jobs, [&](Writer& row, jobs::Listed const& job) { write_job(row, page, words, job); }));
}

void write_jobs(Writer& w, Page const& page)
{
    auto const& texts = page.texts;
    auto const& filter = page.view.filter;
    if (page.view.jobs.empty()) {
        w(R"(<div class="empty"><p>{}</p></div>)",
          texts(filter.kind.empty() && !filter.number ? words_of(filter.state).none : "list.words.none"_msg));
        return;
    }
    auto const fields = filter.fields();
    bool const has_actions = page.shows_failures() && page.may_manage;
    auto const table = [&](Writer& inner) {
        write_table(inner, page, has_actions);
        inner(
            "{}",
            web::Pager{
                texts, filter.page, jobs_per_page, page.view.count, most_jobs_counted,
                [&](int number) {
                    return web::list_url(job_list, fields).with_query({{"seite", std::to_string(number)}});
                },
                has_actions ? std::optional(web::turn_url(job_list)) : std::nullopt});
    };
    std::vector<std::int64_t> on_page;
    for (auto const& job : page.view.jobs)
        on_page.push_back(job.id.value);
    if (has_actions)
        RowForm{page, "wiederholen"}(w);
    w("{}",
      web::BulkForm{
          .call = page.call,
          .list = job_list,
          .shown = fields,
          .actions = std::span(&retry_action, 1),
          .count = page.view.count,
          .on_page = on_page,
          .table = table,
          .may_tick = has_actions});
    w("{}{}",
      when(
          filter.state == State::dead,
          [&](Writer& inner) { inner(R"(<p class="hint">{}</p>)", texts("staff.jobs.kept"_msg)); }),
      web::ExportLinks{texts, [&](std::string_view file) { return web::list_url(job_list, fields, file); }});
}

void write_refused(Writer& w, Page const& page)
{
    auto const& texts = page.texts;
    w(R"(<section class="stack" aria-labelledby="abgelehnt"><h2 id="abgelehnt">{} <span class="mute">{}</span></h2><p class="measure mute">{}</p>{}{}</section>)",
      texts("staff.jobs.refused"_msg), page.view.refused_count, texts("staff.jobs.refused.lead"_msg),
      when(
          !page.view.refused.empty(),
          [&](Writer& inner) {
              inner(
                  R"({}<div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
                  when(page.may_manage, [&](Writer& form) { form("{}", RowForm{page, "freigeben"}); }),
                  texts("staff.jobs.refused"_msg), texts("staff.jobs.refused.address"_msg),
                  texts("staff.jobs.refused.since"_msg), texts("staff.jobs.reason"_msg),
                  when(
                      page.may_manage,
                      [&](Writer& head) {
                          head(R"(<th scope="col">{}</th>)", texts("staff.jobs.action"_msg));
                      }),
                  each(page.view.refused, [&](Writer& row, post::RefusedAddress const& address) {
                      row(R"(<tr><th scope="row">{}</th><td class="nw" data-l="{}">{}</td><td data-l="{}">{}</td>{}</tr>)",
                          address.shown_as, texts("staff.jobs.refused.since"_msg),
                          page.time(address.refused_at), texts("staff.jobs.reason"_msg),
                          texts("mail.problem.address_refused"_msg, {{"reply", address.reply}}),
                          when(page.may_manage, [&](Writer& cell) {
                              cell(
                                  "<td>{}</td>",
                                  RowButton{
                                      page, "freigeben", address.id.value, "staff.jobs.refused.lift"_msg,
                                      address.shown_as});
                          }));
                  }));
          }),
      when(page.view.refused_count > 0, [&](Writer& inner) {
          inner(
              R"(<p><a href="{}">{}</a></p>)", web::list_url(refused_list, {}),
              texts("staff.jobs.refused.all"_msg, {{"count", page.view.refused_count}}));
      }));
}

// What other servers have reported and what no address is marked for. Nothing to do here, but whoever is
// asked "did it arrive?" finds it.
void write_returned(Writer& w, Page const& page)
{
    auto const& texts = page.texts;
    if (page.view.returned.empty())
        return;
    w(R"(<section class="stack" aria-labelledby="zurueck"><h2 id="zurueck">{} <span class="mute">{}</span></h2><p class="measure mute">{}</p><div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>{}</section>)",
      texts("staff.jobs.returned"_msg), page.view.returned_count, texts("staff.jobs.returned.lead"_msg),
      texts("staff.jobs.returned"_msg), texts("staff.jobs.refused.address"_msg),
      texts("staff.jobs.returned.at"_msg), texts("staff.jobs.reason"_msg),
      each(
          page.view.returned,
          [&](Writer& row, post::ReturnedMail const& mail) {
              row(R"(<tr><th scope="row">{}</th><td class="nw" data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
                  mail.shown_as, texts("staff.jobs.returned.at"_msg), page.time(mail.reported_at),
                  texts("staff.jobs.reason"_msg),
                  mail.is_delayed ? texts("staff.jobs.returned.delayed"_msg, {{"reply", mail.reply}})
                                  : texts("staff.jobs.returned.failed"_msg, {{"reply", mail.reply}}));
          }),
      when(page.view.returned_count > most_returned_shown, [&](Writer& inner) {
          inner(
              R"(<p class="hint">{}</p>)",
              texts("staff.jobs.refused.more"_msg, {{"count", most_returned_shown}}));
      }));
}

void write_recurring(Writer& w, Page const& page)
{
    auto const& texts = page.texts;
    auto const find = [&](std::string_view kind, State state) {
        auto const found = std::ranges::find_if(page.view.counts, [&](jobs::KindCount const& row) {
            return row.kind == kind && row.state == state;
        });
        return found == page.view.counts.end() ? nullptr : &*found;
    };
    std::vector<web::StaffJob> recurring;
    std::ranges::copy_if(page.call.staff.jobs, std::back_inserter(recurring), [](web::StaffJob const& job) {
        return job.daily_at.has_value();
    });
    w(R"(<section class="stack" aria-labelledby="wiederkehrend"><h2 id="wiederkehrend">{}</h2><div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div></section>)",
      texts("staff.jobs.recurring"_msg), texts("staff.jobs.recurring"_msg), texts("staff.jobs.job"_msg),
      texts("staff.jobs.recurring.when"_msg), texts("staff.jobs.recurring.next"_msg),
      texts("staff.jobs.recurring.last"_msg), each(recurring, [&](Writer& row, web::StaffJob const& job) {
          auto const* next = find(job.kind, State::failed);
          if (next == nullptr)
              next = find(job.kind, State::queued);
          auto const* const last = find(job.kind, State::done);
          row(R"(<tr><th scope="row">{}</th><td class="nw" data-l="{}">{}</td><td class="nw" data-l="{}">{}</td><td class="nw" data-l="{}">{}</td></tr>)",
              page.name_of(job.kind), texts("staff.jobs.recurring.when"_msg),
              texts("staff.jobs.recurring.daily"_msg, {{"time", texts.time(*job.daily_at)}}),
              texts("staff.jobs.recurring.next"_msg),
              next == nullptr ? std::string(texts("staff.jobs.recurring.unplanned"_msg))
                              : page.time(next->first_run_at),
              texts("staff.jobs.recurring.last"_msg),
              last == nullptr || !last->last_finished_at ? std::string("–")
                                                         : page.time(*last->last_finished_at));
      }));
}

}

std::string name_of_job(web::Call const& call, std::string_view kind)
{
    auto const found = std::ranges::find(call.staff.jobs, kind, &web::StaffJob::kind);
    bool const has_name = found != call.staff.jobs.end() && found->label != MessageKey{};
    return std::string(has_name ? web::staff_texts(call)(found->label) : kind);
}

std::string reason_of_failure(jobs::Listed const& job, Texts const& texts)
{
    if (!job.last_error)
        return {};
    if (*job.last_error == jobs::worker_vanished)
        return std::string(texts("staff.jobs.reason.vanished"_msg));
    // Whatever no rule has put into words is for us, and may hold anything.
    if (!job.error_is_told)
        return texts("staff.jobs.reason.untold"_msg, {{"number", std::to_string(job.id.value)}});
    return *job.last_error;
}

std::string_view word_of_state(State state, Texts const& texts)
{
    return texts(words_of(state).tab);
}

std::string_view code_of(Done done)
{
    return done_codes.at(static_cast<std::size_t>(done));
}

Done done_of(std::string_view code)
{
    auto const found = std::ranges::find(done_codes, code);
    return found == done_codes.end() ? Done::nothing : static_cast<Done>(found - done_codes.begin());
}

http::Response jobs_page(web::Call const& call, JobsView const& view, std::vector<Problem> const& problems)
{
    if (auto last
        = web::way_to_last_page(call, view.filter.page, jobs_per_page, view.count, most_jobs_counted))
        return *std::move(last);
    Page const page{call, view, web::staff_texts(call), call.actor().may(manage_jobs, Scope::whole_tenant())};
    web::StaffFrame frame{
        .call = call,
        .title = std::string(page.texts("staff.jobs.title"_msg)),
        .section = "auftraege",
        .state_line = page.state_line(),
        .problems = problems};
    if (page.may_manage && page.count(State::dead) > 0)
        frame.actions = ActionForm{
            page, "alle", "staff.jobs.retry_all"_msg, page.texts("staff.jobs.retry_all.more"_msg)};
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack-l">{}{}<section aria-label="{}">{}{}{}</section>{}{}{}</div>)",
            [&](Writer& inner) { write_done(inner, page); }, [&](Writer& inner) { write_mails(inner, page); },
            page.texts("staff.jobs.list"_msg), [&](Writer& inner) { write_tabs(inner, page); },
            [&](Writer& inner) { write_filter(inner, page); },
            [&](Writer& inner) { write_jobs(inner, page); },
            [&](Writer& inner) { write_refused(inner, page); },
            [&](Writer& inner) { write_returned(inner, page); },
            [&](Writer& inner) { write_recurring(inner, page); });
    });
}

} // namespace kommin::staff
