#include "platform/web/staff_bulk.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/web/long_work.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <utility>

namespace kommin::web {

using html::Attributes;
using html::each;
using html::when;
using html::Writer;

namespace {

constexpr std::string_view page_of_choice = "auswahl";

// "17:3"
std::optional<Ticked> read_ticked(std::string_view text)
{
    auto const colon = text.find(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    auto const id = parse_number(text.substr(0, colon));
    auto const version = parse_number(text.substr(colon + 1));
    return id && version && *id > 0 ? std::optional(Ticked{*id, *version}) : std::nullopt;
}

std::vector<Ticked> read_ticks(http::Form const& form)
{
    std::vector<Ticked> ticks;
    std::set<std::int64_t> seen;
    for (auto const words : form.values("wahl")) {
        for (auto const word : split(words, ' ')) {
            auto const ticked = read_ticked(word);
            if (ticked && seen.insert(ticked->id).second)
                ticks.push_back(*ticked);
        }
    }
    return ticks;
}

// Where in its list a page stands: by its number, or by the line before or after it.
ListFields page_of(http::Form const& query)
{
    constexpr std::size_t longest = 400; // bytes; a title with the moment beside it
    ListFields fields;
    for (std::string_view const name : {"seite", "hinter", "vor"}) {
        if (auto const value = query.value(name); !value.empty() && value.size() <= longest)
            fields.emplace_back(name, value);
    }
    return fields;
}

std::string query_text(ListFields const& fields)
{
    return http::Form(fields).to_query();
}

StaffFrame frame_of(Call const& call, StaffList const& list, ListFields const& query, MessageKey title)
{
    auto const& texts = staff_texts(call);
    return {
        .call = call,
        .title = std::string(texts(title)),
        .section = std::string(list.path),
        .crumbs = {{list_url(list, query), std::string(texts(list.title))}}};
}

http::Response refusal_page(
    Call const& call, StaffList const& list, Selection const& selection, Problem problem)
{
    auto const& texts = staff_texts(call);
    auto frame = frame_of(call, list, selection.query, list.title);
    frame.problems = {std::move(problem)};
    return staff_page(frame, [&](Writer& w) {
        w(R"(<p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p>)",
          list_url(list, selection.query), texts("list.bulk.back"_msg));
    });
}

// Sends what time did not suffice for once more.
void write_rest(
    Writer& w, Call const& call, Selection const& selection, std::vector<Ticked> const& left,
    BulkRest const& rest)
{
    auto const& texts = staff_texts(call);
    w(R"(<form method="post" action="{}" class="note"><p>{}</p>{}<input type="hidden" name="aktion" value="{}"><input type="hidden" name="abfrage" value="{}"><input type="hidden" name="wahl" value="{}">{}{}</form>)",
      rest.url, texts("list.bulk.left"_msg, {{"count", left.size()}}), FormToken{call}, rest.action,
      query_text(selection.query), to_text(left),
      each(
          rest.kept,
          [](Writer& field, std::pair<std::string, std::string> const& one) {
              field(R"(<input type="hidden" name="{}" value="{}">)", one.first, one.second);
          }),
      SubmitButton{texts("list.bulk.go_on"_msg)});
}

}

std::string to_text(std::span<Ticked const> ticked)
{
    std::string text;
    for (auto const& [id, version] : ticked) {
        if (!text.empty())
            text += ' ';
        text += std::to_string(id) + ':' + std::to_string(version);
    }
    return text;
}

Selection read_selection(StaffList const& list, http::Form const& posted)
{
    Selection selection;
    selection.is_everything = posted.value("alle") == "1";
    if (auto const query = http::Form::parse(posted.value("abfrage"))) {
        selection.query = list.read(*query);
        std::ranges::copy(page_of(*query), std::back_inserter(selection.query));
    }
    selection.ticked = read_ticks(posted);
    return selection;
}

bool Ticks::has(std::int64_t id) const
{
    return is_everything || std::ranges::find(kept, id, &Ticked::id) != kept.end();
}

Ticks ticks_of(http::Request const& request)
{
    auto const& query = request.query();
    return {.is_everything = query.value("alle") == "1", .kept = read_ticks(query)};
}

html::Url turn_url(StaffList const& list)
{
    return list_url(list, {}, "auswahl/blaettern");
}

http::Response turn_page(Call& call, StaffList const& list)
{
    auto const form = call.request.form();
    if (!form)
        return staff_not_found(call);
    auto const selection = read_selection(list, *form);
    if (!selection.is_everything && selection.ticked.size() > most_kept)
        return refusal_page(
            call, list, selection,
            {ProblemKind::too_large,
             {},
             "list.bulk.too_many_kept"_msg,
             {{"count", std::to_string(most_kept)}}});
    auto url = list_url(list, {});
    if (auto const next = http::Form::parse(form->value("weiter"))) {
        for (auto const& [name, value] : next->entries()) {
            if (name != "wahl" && name != "alle")
                url = url.with_query({{name, value}});
        }
    }
    if (selection.is_everything)
        url = url.with_query({{"alle", "1"}});
    else if (!selection.ticked.empty())
        url = url.with_query({{"wahl", to_text(selection.ticked)}});
    return http::Response::redirect(http::Status::see_other, url.text());
}

html::Url choose_everything_url(StaffList const& list, ListFields const& shown)
{
    return list_url(list, shown).with_query({{"alle", "1"}});
}

namespace {

// Enter on a tick presses the first button of the form. None of those to be seen is meant: this one shows the
// page once more, with what is ticked. (One that is switched off does not do: browsers take the next for a
// tick.)
struct ShowAgainByEnter {
    Call const& call;
    StaffList const& list;
    void operator()(Writer& w) const
    {
        w(R"(<button class="vh" type="submit" formaction="{}" name="weiter" value="{}" tabindex="-1" aria-hidden="true"></button>)",
          turn_url(list), call.request.query().to_query());
    }
};

}

void BulkForm::operator()(Writer& w) const
{
    if (!may_tick) {
        table(w);
        return;
    }
    auto const& texts = staff_texts(call);
    auto const ticks = ticks_of(call.request);
    bool const is_everything = ticks.is_everything;
    std::vector<Ticked> elsewhere;
    std::ranges::copy_if(ticks.kept, std::back_inserter(elsewhere), [&](Ticked one) {
        return std::ranges::find(on_page, one.id) == on_page.end();
    });
    auto here = shown; // and where whoever is done comes back to
    std::ranges::copy(page_of(call.request.query()), std::back_inserter(here));
    bool const is_possible = count <= static_cast<std::int64_t>(most_at_once);
    w(
        R"(<form method="post" action="{}">{}<input type="hidden" name="abfrage" value="{}">{}{}<div class="bulk" role="group" aria-label="{}"><strong {}>{}</strong>{}{}</div>{}</form>)",
        list_url(list, {}, page_of_choice), FormToken{call}, query_text(here), ShowAgainByEnter{call, list},
        [&](Writer& inner) {
            if (is_everything)
                inner(R"(<input type="hidden" name="alle" value="1">)");
            else if (!elsewhere.empty())
                inner(R"(<input type="hidden" name="wahl" value="{}">)", to_text(elsewhere));
        },
        texts("list.bulk.label"_msg),
        Attributes{html::attribute("data-elsewhere", std::to_string(elsewhere.size()), !is_everything)},
        is_everything           ? texts("list.bulk.everything"_msg, {{"count", count}})
            : elsewhere.empty() ? std::string(texts("list.bulk.ticked"_msg))
                                : texts("list.bulk.ticked_elsewhere"_msg, {{"count", elsewhere.size()}}),
        each(
            actions,
            [&](Writer& button, BulkAction const& action) {
                button(
                    R"(<button class="{}" type="submit" name="aktion" value="{}"><span class="kern-label">{}</span></button>)",
                    action.is_grave ? "kern-btn kern-btn--secondary kern-btn--sm grave"
                                    : "kern-btn kern-btn--secondary kern-btn--sm",
                    action.word, texts(action.label));
            }),
        [&](Writer& inner) {
            if (is_everything || !ticks.kept.empty())
                inner(R"(<a href="{}">{}</a>)", list_url(list, shown), texts("list.bulk.none"_msg));
            if (is_everything)
                return;
            if (is_possible)
                inner(
                    R"(<a href="{}">{}</a>)", choose_everything_url(list, shown),
                    texts("list.bulk.choose_everything"_msg, {{"count", count}}));
            else
                inner(
                    R"(<span class="small mute">{}</span>)",
                    texts("list.bulk.limit"_msg, {{"count", most_at_once}}));
        },
        table);
}

void TickHead::operator()(Writer& w) const
{
    w(R"(<th class="ck" scope="col" data-all="{}"><span class="vh">{}</span></th>)",
      texts("list.bulk.all_of_page"_msg), texts("list.bulk.label"_msg));
}

void TickCell::operator()(Writer& w) const
{
    w(R"(<td class="ck"><span class="hit"><input type="checkbox" name="wahl" value="{}" aria-label="{}" {}></span></td>)",
      to_text(std::span(&record, 1)), texts("list.bulk.tick"_msg, {{"title", title}}),
      Attributes{html::flag("checked", ticks.has(record.id)), html::flag("disabled", ticks.is_everything)});
}

BulkOutcome change_each(
    Call& call, std::span<Ticked const> records, std::function<Result<Change>(Work&, Ticked)> const& use_case)
{
    BulkOutcome outcome;
    for (auto const record : records) {
        if (!has_time_left(call)) {
            outcome.left.push_back(record);
            continue;
        }
        go_on(call);
        auto const changed = write(call, [&](Work& work) { return use_case(work, record); });
        if (!changed)
            outcome.failures.push_back({record, changed.problem()});
        else if (*changed == Change::made)
            ++outcome.made;
        else
            ++outcome.already;
    }
    go_on(call); // for the page that tells of it
    return outcome;
}

http::Response bulk_result_page(
    Call const& call, StaffList const& list, Selection const& selection, BulkOutcome const& outcome,
    BulkWords const& words, BulkRest const& rest,
    std::function<std::optional<RecordLink>(Ticked)> const& find)
{
    auto const& texts = staff_texts(call);
    return staff_page(frame_of(call, list, selection.query, words.title), [&](Writer& w) {
        w(R"(<div class="stack measure"><p role="status"><strong>{}</strong>{}</p>)"
          R"({}{}<p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p></div>)",
          texts(words.made, {{"count", outcome.made}}),
          when(
              outcome.already > 0,
              [&](Writer& inner) { inner(" {}", texts(words.already, {{"count", outcome.already}})); }),
          when(
              !outcome.left.empty(),
              [&](Writer& inner) { write_rest(inner, call, selection, outcome.left, rest); }),
          when(
              !outcome.failures.empty(),
              [&](Writer& inner) {
                  inner(
                      R"(<section aria-labelledby="nicht"><h2 id="nicht">{}</h2><ul class="failures">{}</ul></section>)",
                      texts("list.bulk.failed"_msg, {{"count", outcome.failures.size()}}),
                      each(outcome.failures, [&](Writer& item, BulkOutcome::Failure const& failure) {
                          auto const link = find(failure.record);
                          item(
                              "<li>{}: {}</li>",
                              [&](Writer& name) {
                                  if (link)
                                      name(R"(<a href="{}">{}</a>)", link->url, link->title);
                                  else
                                      name("{}", failure.record.id);
                              },
                              texts.fill(failure.problem.message, failure.problem.arguments));
                      }));
              }),
          list_url(list, selection.query), texts("list.bulk.back"_msg));
    });
}

std::optional<http::Response> refuse_selection(
    Call const& call, StaffList const& list, Selection const& selection)
{
    std::optional<Problem> problem;
    if (selection.ticked.size() > most_at_once)
        problem = Problem{
            ProblemKind::too_large, {}, "list.bulk.too_many"_msg, {{"count", std::to_string(most_at_once)}}};
    else if (selection.ticked.empty())
        problem = Problem::invalid({}, "list.bulk.nothing"_msg);
    if (!problem)
        return std::nullopt;
    return refusal_page(call, list, selection, *std::move(problem));
}

} // namespace kommin::web
