#include "platform/web/bulk_list.hpp"

#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace kommin::web {

using html::each;
using html::when;
using html::Writer;

namespace {

// What a list was asked for, whatever page of it was shown.
http::Form whole_list(std::string_view query)
{
    auto const asked = http::Form::parse(query);
    auto fields = asked ? asked->entries() : std::vector<http::Form::Entry>{};
    std::erase_if(fields, [](http::Form::Entry const& field) {
        return field.first == "seite" || field.first == "hinter" || field.first == "vor";
    });
    return http::Form(std::move(fields));
}

Chosen find_chosen(Call const& call, BulkList const& list, http::Form const& posted)
{
    Chosen chosen{.selection = read_selection(list.list, posted), .records = {}};
    auto& ticked = chosen.selection.ticked;
    if (ticked.size() > most_at_once)
        return chosen;
    auto found = read(call, [&](db::Connection& db) {
        if (!chosen.selection.is_everything) {
            std::vector<std::int64_t> ids;
            ids.reserve(ticked.size());
            for (auto const& record : ticked)
                ids.push_back(record.id);
            return ids.empty() ? std::vector<FoundRecord>{} : list.these(db, ids);
        }
        // As the list was asked for: a view that is saved may leave out what is no use later.
        return list.first(db, whole_list(posted.value("abfrage")), static_cast<int>(most_at_once) + 1);
    });
    if (chosen.selection.is_everything) {
        ticked.clear();
        for (auto const& one : found)
            ticked.push_back(one.record);
    }
    for (auto& one : found)
        chosen.records.emplace(one.record.id, std::move(one));
    return chosen;
}

// "All that the filter finds" is read when the button is pressed, and that may be more and other ones than
// were seen: their names and versions are shown first, and only these are changed.
http::Response ask_about_everything(
    Call const& call, BulkList const& list, Chosen const& chosen, BulkChange const& change)
{
    auto const& texts = staff_texts(call);
    BulkQuestion question{
        .page = change.page,
        .title = "list.bulk.everything.title"_msg,
        .text = "list.bulk.everything.text"_msg,
        .yes = "list.bulk.everything.yes"_msg,
        .no = "list.bulk.back"_msg,
        .is_grave = change.action.is_grave,
        .action = std::string(texts(change.action.label))};
    question.fields = [&](Writer& w) {
        w(R"(<input type="hidden" name="aktion" value="{}">)", change.action.word);
        for (auto const& [name, value] : change.kept)
            w(R"(<input type="hidden" name="{}" value="{}">)", name, value);
    };
    return bulk_question_page(call, list, chosen, question);
}

}

http::Response with_chosen(
    Call const& call, BulkList const& list,
    std::function<http::Response(Chosen const&, http::Form const&)> const& use)
{
    auto const form = call.request.form();
    if (!form)
        return staff_not_found(call);
    auto const chosen = find_chosen(call, list, *form);
    if (auto refusal = refuse_selection(call, list.list, chosen.selection))
        return std::move(*refusal);
    return use(chosen, *form);
}

http::Response change_chosen(Call& call, BulkList const& list, Chosen const& chosen, BulkChange const& change)
{
    if (chosen.selection.is_everything)
        return ask_about_everything(call, list, chosen, change);
    auto const outcome = change_each(call, chosen.selection.ticked, change.use_case);
    return bulk_result_page(
        call, list.list, chosen.selection, outcome, change.words,
        {list_url(list.list, {}, change.page), change.action.word, change.kept},
        [&](Ticked record) -> std::optional<RecordLink> {
            auto const found = chosen.records.find(record.id);
            return found == chosen.records.end() ? std::nullopt : std::optional(found->second.link);
        });
}

http::Response bulk_question_page(
    Call const& call, BulkList const& list, Chosen const& chosen, BulkQuestion const& question)
{
    constexpr std::size_t most_named = 20;
    auto const& texts = staff_texts(call);
    auto const& selection = chosen.selection;
    auto const count = selection.ticked.size();
    std::vector<std::string> names;
    std::int64_t drafts = 0;
    for (auto const& record : selection.ticked) {
        auto const found = chosen.records.find(record.id);
        if (found == chosen.records.end())
            continue;
        names.push_back(found->second.link.title);
        drafts += found->second.has_draft ? 1 : 0;
    }
    auto const more = names.size() - std::min(names.size(), most_named);
    names.resize(names.size() - more);
    auto const back = list_url(list.list, selection.query);
    return staff_page(
        {.call = call,
         .title = texts(question.title, {{"count", count}, {"action", question.action}}),
         .section = std::string(list.list.path),
         .crumbs = {{back, std::string(texts(list.list.title))}},
         .problems = question.problems},
        [&](Writer& w) {
            w(R"(<div class="stack measure"><p>{}</p>{}<ul class="bullets">{}</ul>{}<form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="abfrage" value="{}"><input type="hidden" name="wahl" value="{}">{}<div class="row">{}<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></form></div>)",
              texts(question.text, {{"count", count}}),
              when(
                  question.drafts && drafts > 0,
                  [&](Writer& inner) {
                      inner("<p><strong>{}</strong></p>", texts(*question.drafts, {{"count", drafts}}));
                  }),
              each(names, [](Writer& item, std::string const& name) { item("<li>{}</li>", name); }),
              when(
                  more > 0,
                  [&](Writer& inner) { inner("<p>{}</p>", texts("list.bulk.more"_msg, {{"count", more}})); }),
              list_url(list.list, {}, question.page), FormToken{call}, http::Form(selection.query).to_query(),
              to_text(selection.ticked),
              when(static_cast<bool>(question.fields), [&](Writer& inner) { question.fields(inner); }),
              SubmitButton{
                  texts(question.yes, {{"count", count}}), question.is_grave ? "primary grave" : "primary"},
              back, texts(question.no));
        });
}

} // namespace kommin::web
