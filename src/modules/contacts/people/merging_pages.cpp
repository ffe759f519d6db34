#include "modules/contacts/people/merging_pages.hpp"

#include "modules/contacts/people/person_pages.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace kommin::contacts {

using html::each;
using html::flag;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::staff_url;

namespace {

MessageKey label_of(Alike why)
{
    switch (why) {
    case Alike::mail:
        return "people.alike.mail"_msg;
    case Alike::phone:
        return "people.alike.phone"_msg;
    case Alike::name:
        break;
    }
    return "people.alike.name"_msg;
}

Url merge_url(PersonId into, PersonId from)
{
    return person_url(into, "zusammenfuehren").with_query({{"mit", std::to_string(from.value)}});
}

std::string preferred(PersonRecord const& record)
{
    std::string shown;
    for (auto const kind : {AddressKind::mail, AddressKind::phone}) {
        if (auto const* address = record.preferred(kind)) {
            shown += shown.empty() ? "" : ", ";
            shown += address->value;
        }
    }
    return shown.empty() ? std::string("–") : shown;
}

// What tells people of one name apart: the cells behind the name.
void write_cells(Writer& w, Texts const& texts, PersonRecord const& record)
{
    auto const& works_for = record.person.works_for;
    w(R"(<td data-l="{}">{}</td><td data-l="{}">{}</td>)", texts("people.field.works_for"_msg),
      works_for.empty() ? std::string_view("–") : std::string_view(works_for), texts("people.reach"_msg),
      preferred(record));
}

void write_group(
    Writer& w, web::Call const& call, Texts const& texts, PersonChoices const& choices,
    DuplicateGroup const& group, DistinctPairs const& distinct)
{
    std::vector<std::string> reasons;
    for (auto const why : group.reasons)
        reasons.emplace_back(texts(label_of(why)));
    auto const& first = group.people.front()->person;
    auto const may_merge = [&](Person const& person) {
        return person.id != first.id && call.actor().may(edit_people, first.owner())
            && call.actor().may(edit_people, person.owner());
    };
    w(R"(<section class="stack"><h2>{}</h2><p>{}</p><div class="scroll"><table class="tbl tbl--stack"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col"><span class="vh">{}</span></th></tr></thead><tbody>{}</tbody></table></div></section>)",
      first.name(), texts("people.alike.why"_msg, {{"reasons", texts.list(reasons)}}),
      texts("people.column.name"_msg), texts("people.field.works_for"_msg), texts("people.reach"_msg),
      texts("people.column.owner"_msg), texts("people.merge"_msg),
      each(group.people, [&](Writer& row, PersonRecord const* record) {
          auto const& person = record->person;
          row(
              R"(<tr><th scope="row"><a href="{}">{}</a></th>{}<td data-l="{}">{}</td><td>{}</td></tr>)",
              person_url(person.id), person.list_name(),
              [&](Writer& cells) { write_cells(cells, texts, *record); }, texts("people.column.owner"_msg),
              choices.owner_name(person), when(may_merge(person), [&](Writer& link) {
                  if (distinct.contains({first.id, person.id})) {
                      link("{}", texts("people.apart.from"_msg, {{"name", first.name()}}));
                      return;
                  }
                  link(
                      R"(<a href="{}">{}</a>)", merge_url(first.id, person.id),
                      texts("people.merge.with"_msg, {{"name", first.name()}}));
              }));
      }));
}

void write_candidates(Writer& w, Texts const& texts, PersonId into, std::vector<PersonRecord> const& people)
{
    w(R"(<div class="scroll"><table class="tbl tbl--stack"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("people.column.name"_msg), texts("people.field.works_for"_msg), texts("people.reach"_msg),
      each(people, [&](Writer& row, PersonRecord const& record) {
          row(R"(<tr><th scope="row"><a href="{}">{}</a></th>{}</tr>)", merge_url(into, record.person.id),
              record.person.list_name(), [&](Writer& cells) { write_cells(cells, texts, record); });
      }));
}

// What else may be said of both: that they are not the same, and that this was wrong.
void write_apart(Writer& w, web::Call const& call, Texts const& texts, MergePage const& page)
{
    bool const is_apart = !page.told_apart.empty();
    w(R"(<section class="stack" aria-labelledby="verschieden"><h2 id="verschieden">{}</h2><p class="measure">{}</p><form method="post" action="{}">{}<input type="hidden" name="mit" value="{}">{}</form></section>)",
      texts("people.apart.title"_msg),
      is_apart ? std::string_view(page.told_apart) : texts("people.apart.text"_msg),
      person_url(page.into.person.id, is_apart ? again_page : apart_page), web::FormToken{call},
      page.from.person.id.value,
      web::SubmitButton{
          is_apart ? texts("people.apart.again"_msg) : texts("people.apart.yes"_msg), "secondary"});
}

// A field of both: the same, known of one only, or to be chosen.
void write_field(
    Writer& w, Texts const& texts, MergePage const& page, std::array<Fields, 2> const& fields,
    web::RecordForm const& form, web::RecordForm::Field const& field)
{
    auto const open = fields_to_choose(fields[0], fields[1]);
    bool const is_open = std::ranges::find(open, field.name) != open.end();
    auto const into = form.shown(fields[0], field.name);
    auto const from = form.shown(fields[1], field.name);
    if (into.empty() && from.empty())
        return;
    auto const chosen = page.chosen.find(field.name);
    auto const cell = [&](Side side, std::string const& value, std::string_view label) {
        return [&, side, label](Writer& inner) {
            if (!is_open) {
                inner(R"(<td data-l="{}">{}</td>)", label, value.empty() ? std::string("–") : value);
                return;
            }
            bool const is_chosen = chosen != page.chosen.end() && chosen->second == side;
            inner(
                R"(<td data-l="{}"><label class="choice"><input type="radio" name="wahl-{}" value="{}" {}> <span class="vh">{}: </span>{}</label></td>)",
                label, field.name, side == Side::into ? "m" : "s",
                html::Attributes{flag("checked", is_chosen)}, field.label, value);
        };
    };
    w(R"(<tr><th scope="row">{}</th>{}{}</tr>)", field.label,
      cell(Side::into, into, texts("people.merge.into"_msg)),
      cell(Side::from, from, texts("people.merge.from"_msg)));
}

void write_ending(Writer& w, Texts const& texts, MergePage const& page)
{
    auto const ending = ending_by_merge(page.of_into, page.of_from);
    std::vector<Purpose> lost;
    for (auto const purpose : all_purposes) {
        bool const by_into = in_force(page.of_into, purpose) != nullptr;
        bool const by_from = in_force(page.of_from, purpose) != nullptr;
        if (by_into != by_from)
            lost.push_back(purpose);
    }
    w(R"(<h2>{}</h2><p>{}</p>{}{})", texts("consent.title"_msg), texts("people.merge.consents"_msg),
      when(
          !lost.empty(),
          [&](Writer& inner) {
              inner(
                  R"(<p><strong>{}</strong></p><ul class="bullets">{}</ul>)",
                  texts("people.merge.ending"_msg), each(lost, [&](Writer& item, Purpose purpose) {
                      item("<li>{}</li>", texts(contacts::label_of(purpose)));
                  }));
          }),
      when(ending.empty(), [&](Writer& inner) {
          inner(R"(<p class="mute">{}</p>)", texts("people.merge.nothing_ends"_msg));
      }));
}

}

Url alike_url()
{
    return staff_url({people_path, alike_page});
}

http::Response alike_people_page(
    web::Call const& call, AlikePage const& alike, int page, PersonChoices const& choices)
{
    auto const& texts = web::staff_texts(call);
    auto const groups = groups_of(alike.people, alike.distinct);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("people.alike"_msg)),
         .section = std::string(people_path),
         .crumbs = {{people_url(), std::string(texts("people.title"_msg))}},
         .state_line = texts("people.alike.count"_msg, {{"count", groups.size()}}),
         .is_wide = true},
        [&](Writer& w) {
            w(R"(<div class="stack"><p class="measure">{}</p>{}{}</div>{})", texts("people.alike.intro"_msg),
              when(
                  alike.count > most_alike,
                  [&](Writer& inner) {
                      inner(
                          "<p>{}</p>",
                          texts("people.alike.more"_msg, {{"people", alike.count}, {"count", most_alike}}));
                  }),
              each(
                  groups,
                  [&](Writer& item, DuplicateGroup const& group) {
                      write_group(item, call, texts, choices, group, alike.distinct);
                  }),
              web::Pager{
                  .texts = texts,
                  .page = page,
                  .per_page = most_alike,
                  .count = alike.count,
                  .most_counted = alike.count,
                  .url_of
                  = [](int number) { return alike_url().with_query({{"seite", std::to_string(number)}}); }});
        });
}

http::Response merge_choice_page(web::Call const& call, MergeChoicePage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& into = page.into;
    auto const frame
        = frame_below_person(call, into, texts("people.merge.title"_msg, {{"name", into.name()}}));
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack"><p class="measure">{}</p>{}{}{}</div>)", texts("people.merge.choose"_msg),
            web::WordsFilter{
                texts, person_url(into.id, "zusammenfuehren"), page.words, "people.filter.words"_msg},
            [&](Writer& inner) {
                if (page.candidates.empty())
                    inner(R"(<p class="mute">{}</p>)", texts("people.merge.nobody"_msg));
                else
                    write_candidates(inner, texts, into.id, page.candidates);
            },
            when(!page.told_apart.empty(), [&](Writer& inner) {
                inner(
                    R"(<h2 id="verschieden">{}</h2><p class="measure">{}</p>{})",
                    texts("people.apart.title"_msg), texts("people.apart.intro"_msg),
                    [&](Writer& table) { write_candidates(table, texts, into.id, page.told_apart); });
            }));
    });
}

http::Response merge_page(web::Call const& call, MergePage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& into = page.into.person;
    auto const& from = page.from.person;
    auto frame = frame_below_person(call, into, texts("people.merge.title"_msg, {{"name", into.name()}}));
    frame.problems = page.problems;
    std::array const fields{form_of(page.into, page.choices), form_of(page.from, page.choices)};
    auto const form = person_record_form(page.choices, texts);
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<form class="stack" method="post" action="{}" novalidate>{}<input type="hidden" name="mit" value="{}"><input type="hidden" name="fassung" value="{}"><input type="hidden" name="fassung-mit" value="{}"><p class="measure">{}</p><div class="scroll"><table class="tbl tbl--stack"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>{}<p class="measure">{}</p><div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>)",
            person_url(into.id, "zusammenfuehren"), web::FormToken{call}, from.id.value, into.version,
            from.version, texts("people.merge.intro"_msg), texts("people.merge.field"_msg),
            texts("people.merge.into"_msg), texts("people.merge.from"_msg),
            each(
                form.fields,
                [&](Writer& row, web::RecordForm::Field const& field) {
                    write_field(row, texts, page, fields, form, field);
                }),
            [&](Writer& inner) { write_ending(inner, texts, page); }, texts("people.merge.final"_msg),
            web::SubmitButton{texts("people.merge.yes"_msg), "primary grave"}, person_url(into.id),
            texts("people.action.back"_msg));
        write_apart(w, call, texts, page);
    });
}

} // namespace kommin::contacts
