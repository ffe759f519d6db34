#include "platform/web/record_desk.hpp"

#include "platform/base/number.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <utility>

namespace kommin::web {

using records::Fields;

namespace {

constexpr int most_versions = 200;

http::Response to_url(html::Url const& url)
{
    return http::Response::redirect(http::Status::see_other, url.text());
}

http::Response to_record(RecordDesk const& desk)
{
    return to_url(desk.url());
}

http::Response compare(Call const& call, RecordDesk const& desk, Conflict conflict)
{
    auto const& texts = staff_texts(call);
    auto const& state = desk.state();
    bool const has_moved = conflict.kind == Conflict::Kind::record_moved;
    auto const newest = desk.version(has_moved ? state.record_version : state.version);
    conflict.theirs_by = author_of(newest, desk.authors(), texts);
    if (newest)
        conflict.theirs_at = newest->head.saved_at;
    auto const title
        = texts("record.conflict.title"_msg, {{"title", desk.title_of(conflict.compared.theirs)}});
    return conflict_page(desk.frame_below(title), desk.url(), desk.form(), conflict);
}

// "Somebody was faster" with name and time, where the version is known that they have made.
Problem with_name(Call const& call, RecordDesk const& desk, Problem const& problem)
{
    auto const newest = problem.message == "record.problem.changed_meanwhile"_msg
        ? desk.version(desk.state().version)
        : std::nullopt;
    if (!newest)
        return problem;
    auto const& texts = staff_texts(call);
    return Problem::conflict(
        {}, "record.problem.changed_by"_msg,
        {{"name", author_of(newest, desk.authors(), texts)},
         {"time", texts.date_time(call.site.zone->to_local(newest->head.saved_at))}});
}

// What somebody wants, as the form or the comparison has sent it.
class Pressed {
public:
    Pressed(Call& call, RecordDesk& desk, http::Form const& posted, IsDone const& is_done)
        : call_(call)
        , desk_(desk)
        , posted_(posted)
        , seen_{parse_number(posted.value("fassung")).value_or(0), parse_number(posted.value("grundlage")).value_or(0)}
        , aside_{std::string(posted.value("publish_on")), std::string(posted.value("return_reason"))}
        , is_done_(is_done)
        , fields_(desk.posted(posted))
    { }

    http::Response answer(Asks asks, PressedUseCase const& use_case)
    {
        bool const is_newest = seen_.version == desk_.state().version;
        if (is_comparison(posted_)) {
            auto compared = read_compared(posted_, desk_.form());
            auto const chosen = chosen_fields(compared);
            if (!chosen && is_newest)
                return ask_for_choices(std::move(compared));
            fields_ = chosen.value_or(compared.mine); // of an older page: it is compared anew below
        }
        if (asks == Asks::everything && is_newest) {
            if (auto problems = desk_.problems_of(fields_); !problems.empty())
                return desk_.show_form({.fields = fields_, .problems = std::move(problems), .aside = aside_});
        }
        auto const done = write(call_, [&](Work& work) { return use_case(work, seen_, fields_); });
        if (done)
            return to_record(desk_);
        if (done.problem().kind == ProblemKind::not_found)
            return staff_not_found(call_);
        if (done.problem().kind != ProblemKind::conflict)
            return desk_.show_form({.fields = fields_, .problems = {done.problem()}, .aside = aside_});
        return overtaken(asks, use_case);
    }

private:
    // The button below a comparison was pressed before everything was chosen.
    http::Response ask_for_choices(Compared compared)
    {
        return compare(
            call_, desk_,
            {.kind = kind_of(posted_),
             .compared = std::move(compared),
             .theirs_by = {},
             .base = desk_.spelled(desk_.version(base_of(posted_))),
             .version = desk_.state().version,
             .next_base = seen_.base,
             .lacks_choices = true});
    }

    // Somebody else was faster.
    http::Response overtaken(Asks asks, PressedUseCase const& use_case)
    {
        if (!desk_.load())
            return staff_not_found(call_);
        auto const& state = desk_.state();
        bool const has_moved = state.version == seen_.version; // not the draft: the record is another one
        auto const theirs = has_moved ? desk_.record() : desk_.fields();
        auto const mine = desk_.spelled_fields(fields_);
        auto const spelled_theirs = desk_.spelled_fields(theirs);
        if (mine == spelled_theirs) {
            // The button was pressed twice, or the page was reached by the back button.
            bool const is_done = is_done_
                ? is_done_(state)
                : asks == Asks::nothing || state.draft_state == records::DraftState::none;
            if (!has_moved && is_done)
                return to_record(desk_);
            Seen const now{state.version, has_moved ? state.record_version : state.base()};
            if (write(call_, [&](Work& work) { return use_case(work, now, fields_); }))
                return to_record(desk_);
        }
        return compare(
            call_, desk_,
            {.kind = has_moved ? Conflict::Kind::record_moved : Conflict::Kind::saved_meanwhile,
             .compared = {mine, spelled_theirs, {}},
             .theirs_by = {},
             .base = desk_.spelled(desk_.version(has_moved ? seen_.base : seen_.version)),
             .version = state.version,
             .next_base = has_moved ? state.record_version : state.base()});
    }

    Call& call_;
    RecordDesk& desk_;
    http::Form const& posted_;
    Seen seen_;
    Aside aside_;
    IsDone const& is_done_;
    Fields fields_;
};

}

std::vector<Scope> RecordDesk::scopes() const
{
    return {records::unrestricted.begin(), records::unrestricted.end()};
}

std::optional<records::Version> RecordDesk::version(std::int64_t number) const
{
    auto const whose = subject();
    if (!whose)
        return std::nullopt;
    return read(call_, [&](db::Connection& db) {
        return records::find_version(db, call_.site.tenant, *whose, number, scopes());
    });
}

std::optional<records::Version> RecordDesk::origin_of(std::int64_t number) const
{
    auto const whose = subject();
    if (!whose)
        return std::nullopt;
    return read(call_, [&](db::Connection& db) {
        return records::find_origin(db, call_.site.tenant, *whose, number, scopes());
    });
}

html::Url RecordDesk::history_url() const
{
    return html::Url::local(std::string(url().text()) + "/verlauf").value();
}

std::vector<records::Version> RecordDesk::versions() const
{
    auto const whose = subject();
    if (!whose)
        return {};
    return read(call_, [&](db::Connection& db) {
        return records::list_versions(db, call_.site.tenant, *whose, scopes(), most_versions);
    });
}

records::Version RecordDesk::spelled(records::Version version) const
{
    version.fields = spelled_fields(version.fields);
    return version;
}

std::optional<records::Version> RecordDesk::spelled(std::optional<records::Version> version) const
{
    return version ? std::optional(spelled(std::move(*version))) : std::nullopt;
}

bool was_handed_in(records::EditState const& state)
{
    using enum records::DraftState;
    return state.draft_state == in_review || state.draft_state == scheduled || state.draft_state == none;
}

http::Response press(
    Call& call, RecordDesk& desk, Asks asks, PressedUseCase const& use_case, IsDone const& is_done)
{
    auto const posted = call.request.form();
    if (!posted || !desk.load())
        return staff_not_found(call);
    return Pressed(call, desk, *posted, is_done).answer(asks, use_case);
}

http::Response press_alone(
    Call& call, RecordDesk& desk, std::function<Result<void>(Work&, std::int64_t version)> const& use_case)
{
    auto const posted = call.request.form();
    if (!posted || !desk.load())
        return staff_not_found(call);
    auto const seen = parse_number(posted->value("fassung")).value_or(0);
    auto const done = write(call, [&](Work& work) { return use_case(work, seen); });
    if (done)
        return to_record(desk);
    if (done.problem().kind == ProblemKind::not_found || !desk.load())
        return staff_not_found(call);
    auto const fields = desk.fields();
    return desk.show_form({.fields = fields, .problems = {with_name(call, desk, done.problem())}});
}

http::Response show_record(Call& call, RecordDesk& desk)
{
    if (!desk.load())
        return staff_not_found(call);
    auto const wanted = parse_number(call.request.query().value("fassung"));
    if (!wanted) {
        auto const fields = desk.fields();
        return desk.show_form({.fields = fields});
    }
    auto const earlier = desk.version(*wanted);
    if (!earlier)
        return staff_not_found(call);
    return desk.show_form({.fields = earlier->fields, .version = earlier->head.number});
}

http::Response show_history(Call& call, RecordDesk& desk)
{
    if (!desk.load())
        return staff_not_found(call);
    auto const title
        = staff_texts(call)("record.history.title"_msg, {{"title", desk.title_of(desk.fields())}});
    auto frame = desk.frame_below(title);
    VersionWays ways{{}, desk.history_url()};
    if (desk.has_form())
        ways.fetch = [&](std::int64_t number) {
            return desk.url().with_query({{"fassung", std::to_string(number)}});
        };
    auto const as_it_was = [&](records::Version version) {
        version.fields = desk.compared_fields(version.fields);
        return version;
    };
    if (auto const number = version_asked_for(call)) {
        auto version = desk.version(*number);
        if (!version)
            return staff_not_found(call);
        auto origin = desk.origin_of(*number);
        auto const& texts = staff_texts(call);
        frame.title = texts(
            "record.version.title"_msg,
            {{"title", desk.title_of(desk.fields())}, {"number", std::to_string(*number)}});
        frame.crumbs.push_back({ways.history, std::string(texts("record.history"_msg))});
        return version_page(
            frame, desk.form(), as_it_was(*std::move(version)),
            origin ? std::optional(as_it_was(*std::move(origin))) : std::nullopt, desk.authors(), ways);
    }
    frame.actions = desk.history_actions();
    auto versions = desk.versions();
    for (auto& version : versions)
        version = as_it_was(std::move(version));
    return history_page(frame, desk.form(), versions, desk.authors(), ways);
}

http::Response add_record(Call& call, NewRecord const& record)
{
    auto problems = record.problems;
    if (problems.empty()) {
        auto const added = write(call, record.add, record.conflicts);
        if (added)
            return to_url(added.value());
        if (added.problem().kind == ProblemKind::not_found)
            return staff_not_found(call);
        problems.push_back(added.problem());
    }
    return record.show_form(std::move(problems));
}

std::string key_of_form(http::Form const& posted)
{
    return posted.has("schluessel") ? std::string(posted.value("schluessel")) : crypto::random_token();
}

} // namespace kommin::web
