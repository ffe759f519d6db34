#include "modules/staff/jobs_pages.hpp"

#include "modules/staff/permissions.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

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
    std::string_view code;
    MessageKey tab;
    MessageKey time; // what the column of times says
    MessageKey none;
};
// In the order of the tabs: what waits for a person first.
constexpr std::array states{
    StateWords{
        State::dead, "aufgegeben", "staff.jobs.state.dead"_msg, "staff.jobs.time.dead"_msg,
        "staff.jobs.none.dead"_msg},
    StateWords{
        State::failed, "gescheitert", "staff.jobs.state.failed"_msg, "staff.jobs.time.failed"_msg,
        "staff.jobs.none.failed"_msg},
    StateWords{
        State::queued, "wartet", "staff.jobs.state.queued"_msg, "staff.jobs.time.queued"_msg,
        "staff.jobs.none.queued"_msg},
    StateWords{
        State::running, "laeuft", "staff.jobs.state.running"_msg, "staff.jobs.time.running"_msg,
        "staff.jobs.none.running"_msg},
    StateWords{
        State::done, "erledigt", "staff.jobs.state.done"_msg, "staff.jobs.time.done"_msg,
        "staff.jobs.none.done"_msg},
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
    // A kind of an older or newer version has no name here.
    [[nodiscard]] std::string name_of(std::string_view kind) const
    {
        auto const* const job = find_job(kind);
        bool const has_name = job != nullptr && job->label != MessageKey{};
        return std::string(has_name ? texts(job->label) : kind);
    }
    [[nodiscard]] std::string reason_of(jobs::Listed const& job) const
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
    [[nodiscard]] std::string time_of(jobs::Listed const& job) const
    {
        if (job.state == State::queued && job.run_at <= call.clock.now())
            return std::string(texts("staff.jobs.now"_msg));
        return time(job.finished_at.value_or(job.run_at));
    }
    [[nodiscard]] std::string state_line() const
    {
        return texts("staff.jobs.count.dead"_msg, {{"count", count(State::dead)}}) + " · "
            + texts("staff.jobs.count.failed"_msg, {{"count", count(State::failed)}}) + " · "
            + texts("staff.jobs.count.queued"_msg, {{"count", count(State::queued)}});
    }
};

// A form with one button: `label` for the eye, `more` says which one it is.
struct ActionButton {
    Page const& page;
    std::string_view what;
    std::int64_t number;
    MessageKey label;
    std::string_view more;
    bool is_small = true;
    void operator()(Writer& w) const
    {
        w(R"(<form method="post" action="{}">{}<input type="hidden" name="zustand" value="{}"><input type="hidden" name="was" value="{}"><input type="hidden" name="nummer" value="{}"><button class="{}" type="submit"><span class="kern-label">{}<span class="vh"> {}</span></span></button></form>)",
          staff_url({"auftraege"}), web::FormToken{page.call}, code_of(page.view.state), what, number,
          is_small ? "kern-btn kern-btn--secondary kern-btn--sm" : "kern-btn kern-btn--primary",
          page.texts(label), more);
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
    w(R"(<nav class="tabs" aria-label="{}"><ul>{}</ul></nav>)", page.texts("staff.jobs.states"_msg),
      each(states, [&](Writer& inner, StateWords const& words) {
          inner(
              R"(<li><a href="{}" {}>{} <span class="mute">{}</span></a></li>)",
              staff_url({"auftraege"}).with_query({{"zustand", words.code}}),
              Attributes{attribute("aria-current", "page", words.state == page.view.state)},
              page.texts(words.tab), page.count(words.state));
      }));
}

void write_job(Writer& w, Page const& page, StateWords const& words, jobs::Listed const& job)
{
    auto const& texts = page.texts;
    auto const number = texts("staff.jobs.number"_msg, {{"number", std::to_string(job.id.value)}});
    auto const reason = page.reason_of(job);
    bool const is_failure = job.state == State::dead || job.state == State::failed;
    w(R"(<tr><th scope="row">{}<br><span class="mute small">{} · {}</span></th><td class="nw" data-l="{}">{}</td><td data-l="{}">{}</td>{}{}</tr>)",
      page.name_of(job.kind), number, texts("staff.jobs.created"_msg, {{"time", page.time(job.created_at)}}),
      texts(words.time), page.time_of(job), texts("staff.jobs.tries"_msg), job.attempts,
      when(
          is_failure,
          [&](Writer& inner) {
              inner(R"(<td data-l="{}">{}</td>)", texts("staff.jobs.reason"_msg), reason);
          }),
      when(is_failure && page.may_manage, [&](Writer& inner) {
          inner(
              "<td>{}</td>", ActionButton{page, "wiederholen", job.id.value, "staff.jobs.retry"_msg, number});
      }));
}

void write_jobs(Writer& w, Page const& page)
{
    auto const& texts = page.texts;
    auto const& words = words_of(page.view.state);
    auto const& listed = page.view.jobs;
    if (listed.empty()) {
        w(R"(<div class="empty"><p>{}</p></div>)", texts(words.none));
        return;
    }
    auto const shown = std::min<std::size_t>(listed.size(), jobs_per_page);
    std::vector<jobs::Listed> const rows(listed.begin(), listed.begin() + static_cast<std::ptrdiff_t>(shown));
    bool const is_failure = page.view.state == State::dead || page.view.state == State::failed;
    w(R"(<div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th>{}{}</tr></thead><tbody>{}</tbody></table></div>{}{})",
      texts(words.tab), texts("staff.jobs.job"_msg), texts(words.time), texts("staff.jobs.tries"_msg),
      when(
          is_failure,
          [&](Writer& inner) { inner(R"(<th scope="col">{}</th>)", texts("staff.jobs.reason"_msg)); }),
      when(
          is_failure && page.may_manage,
          [&](Writer& inner) { inner(R"(<th scope="col">{}</th>)", texts("staff.jobs.action"_msg)); }),
      each(rows, [&](Writer& row, jobs::Listed const& job) { write_job(row, page, words, job); }),
      when(
          listed.size() > shown,
          [&](Writer& inner) {
              inner(
                  R"(<p class="page"><a href="{}">{}</a></p>)",
                  staff_url({"auftraege"})
                      .with_query({{"zustand", words.code}, {"vor", std::to_string(rows.back().id.value)}}),
                  texts("staff.jobs.older"_msg));
          }),
      when(page.view.state == State::dead, [&](Writer& inner) {
          inner(R"(<p class="hint">{}</p>)", texts("staff.jobs.kept"_msg));
      }));
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
                  R"(<div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
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
                                  ActionButton{
                                      page, "freigeben", address.id.value, "staff.jobs.refused.lift"_msg,
                                      address.shown_as});
                          }));
                  }));
          }),
      when(page.view.refused_count > most_refused_shown, [&](Writer& inner) {
          inner(
              R"(<p class="hint">{}</p>)",
              texts("staff.jobs.refused.more"_msg, {{"count", most_refused_shown}}));
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

std::string_view code_of(State state)
{
    return words_of(state).code;
}

State state_of(std::string_view code)
{
    auto const found = std::ranges::find(states, code, &StateWords::code);
    return found == states.end() ? State::dead : found->state;
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
    Page const page{call, view, web::staff_texts(call), call.actor().may(manage_jobs, Scope::whole_tenant())};
    web::StaffFrame frame{
        .call = call,
        .title = std::string(page.texts("staff.jobs.title"_msg)),
        .section = "auftraege",
        .state_line = page.state_line(),
        .problems = problems};
    if (page.may_manage && page.count(State::dead) > 0)
        frame.actions = ActionButton{
            page, "alle", 0, "staff.jobs.retry_all"_msg, page.texts("staff.jobs.retry_all.more"_msg), false};
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack-l">{}{}<section aria-label="{}">{}{}</section>{}{}{}</div>)",
            [&](Writer& inner) { write_done(inner, page); }, [&](Writer& inner) { write_mails(inner, page); },
            page.texts("staff.jobs.list"_msg), [&](Writer& inner) { write_tabs(inner, page); },
            [&](Writer& inner) { write_jobs(inner, page); },
            [&](Writer& inner) { write_refused(inner, page); },
            [&](Writer& inner) { write_returned(inner, page); },
            [&](Writer& inner) { write_recurring(inner, page); });
    });
}

} // namespace kommin::staff
