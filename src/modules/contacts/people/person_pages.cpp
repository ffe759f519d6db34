#include "modules/contacts/people/person_pages.hpp"

#include "modules/contacts/people/consent_pages.hpp"
#include "platform/base/text.hpp"

#include <array>
#include <utility>

namespace kommin::contacts {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

// One thing that is known of somebody; nothing where it is not.
struct Fact {
    std::string_view label;
    std::string_view value;
    void operator()(Writer& w) const
    {
        if (!value.empty())
            w("<dt>{}</dt><dd>{}</dd>", label, value);
    }
};

MessageKey label_of(AddressKind kind)
{
    return label_of_person_field(field_of(kind));
}

void write_address(Writer& w, Texts const& texts, Address const& address)
{
    w(
        "<li>{}{}</li>",
        [&](Writer& value) {
            if (address.kind == AddressKind::mail)
                value(R"(<a href="{}">{}</a>)", Url::mail(address.value), address.value);
            else if (address.kind == AddressKind::phone)
                value(R"(<a href="{}">{}</a>)", Url::phone(address.value), address.value);
            else
                value("{}", address.value);
        },
        when(address.use == AddressUse::home, [&](Writer& inner) {
            inner(R"( <span class="mute small">{}</span>)", texts("people.address.private"_msg));
        }));
}

void write_addresses(Writer& w, Texts const& texts, PersonRecord const& record)
{
    w(R"(<section class="stack" aria-labelledby="erreichen"><h2 id="erreichen">{}</h2>{}{}</section>)",
      texts("people.reach"_msg),
      when(
          record.addresses.empty(),
          [&](Writer& inner) { inner(R"(<p class="mute">{}</p>)", texts("people.reach.none"_msg)); }),
      each(all_address_kinds, [&](Writer& group, AddressKind kind) {
          if (record.preferred(kind) == nullptr)
              return;
          group(
              R"(<h3>{}</h3><ul class="plain">{}</ul>)", texts(label_of(kind)),
              each(record.addresses, [&](Writer& item, Address const& address) {
                  if (address.kind == kind)
                      write_address(item, texts, address);
              }));
      }));
}

void write_note(Writer& w, Texts const& texts, Person const& person)
{
    if (person.note.empty())
        return;
    w(R"(<section class="stack" aria-labelledby="notiz"><h2 id="notiz">{}</h2>{}</section>)",
      texts("people.field.note"_msg), [&](Writer& inner) {
          for (auto const line : split(person.note, '\n')) {
              if (!trim(line).empty())
                  inner(R"(<p class="measure">{}</p>)", line);
          }
      });
}

void write_facts(Writer& w, Texts const& texts, PersonPage const& page)
{
    auto const& person = page.record.person;
    auto const* municipality = page.choices.find(person.municipality);
    auto const letters = language_names({person.letters_language}, texts);
    auto const languages = language_names(page.record.languages, texts);
    w(R"(<dl class="dl">{}{}{}{}{}{}{}{}{}</dl>)",
      Fact{texts("people.field.salutation"_msg), person.salutation},
      Fact{texts("people.field.letters_language"_msg), letters},
      Fact{texts("people.field.languages"_msg), languages},
      Fact{texts("people.field.works_for"_msg), person.works_for},
      Fact{texts("people.field.position"_msg), person.position},
      Fact{texts("people.field.field_of_work"_msg), texts(contacts::label_of(person.field_of_work))},
      Fact{
          texts("people.field.municipality"_msg),
          municipality == nullptr ? texts("people.unknown"_msg) : std::string_view(municipality->name)},
      Fact{texts("people.field.gender"_msg), texts(contacts::label_of(person.gender))},
      Fact{texts("people.column.owner"_msg), page.choices.owner_name(person)});
}

void write_more(Writer& w, Texts const& texts, PersonPage const& page)
{
    auto const id = page.record.person.id;
    struct More {
        bool is_there;
        Url url;
        MessageKey label;
    };
    std::array const links{
        More{
            page.may_edit, staff_url({people_path, std::to_string(id.value), "aendern", "verlauf"}),
            "record.history"_msg},
        More{true, person_url(id, "auskunft"), "people.report"_msg},
        More{page.may_edit, person_url(id, "zusammenfuehren"), "people.merge"_msg},
        More{page.may_erase, person_url(id, "loeschen"), "people.erase"_msg}};
    w(R"(<section class="card" aria-labelledby="mehr"><h2 id="mehr">{}</h2><ul class="plain small">{}</ul></section>)",
      texts("page.more"_msg), each(links, [&](Writer& item, More const& more) {
          if (more.is_there)
              item(R"(<li><a href="{}">{}</a></li>)", more.url, texts(more.label));
      }));
}

}

std::optional<PersonId> person_in_path(web::Call const& call)
{
    return person_numbered(call.path["person"]);
}

Url person_url(PersonId id)
{
    return staff_url({people_path, std::to_string(id.value)});
}

Url person_url(PersonId id, std::string_view page)
{
    return staff_url({people_path, std::to_string(id.value), page});
}

std::string language_names(std::vector<std::string> const& tags, Texts const& texts)
{
    std::string names;
    for (auto const& tag : tags) {
        auto const language = i18n::Language::find(tag);
        names += names.empty() ? "" : ", ";
        names += language ? texts.language_name(*language) : tag;
    }
    return names;
}

web::StaffFrame frame_below_person(web::Call const& call, Person const& person, std::string title)
{
    auto const& texts = web::staff_texts(call);
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(people_path),
        .crumbs
        = {{people_url(), std::string(texts("people.title"_msg))}, {person_url(person.id), person.name()}}};
}

http::Response person_page(web::Call const& call, PersonPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& person = page.record.person;
    auto frame = frame_below_person(call, person, person.name());
    frame.crumbs.pop_back();
    frame.state_line = texts(
        "people.state_line"_msg,
        {{"owner", page.choices.owner_name(person)},
         {"date",
          texts.date(call.site.zone->to_local(person.changed_at).date, i18n::DateStyle::short_numeric)}});
    if (page.may_edit)
        frame.actions = [&](Writer& w) {
            w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
              person_url(person.id, "aendern"), texts("people.change"_msg));
        };
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="cols stack-top"><div class="stack">{}{}{}{}</div><div class="stack"><section class="card" aria-labelledby="angaben"><h2 id="angaben">{}</h2>{}</section>{}{}</div></div>)",
            [&](Writer& inner) { write_addresses(inner, texts, page.record); },
            each(
                page.elsewhere,
                [](Writer& inner, OnPersonPage const& shown) {
                    if (shown.section)
                        shown.section(inner);
                }),
            ConsentsSection{call, person, page.consents, page.may_edit},
            [&](Writer& inner) { write_note(inner, texts, person); }, texts("people.facts"_msg),
            [&](Writer& inner) { write_facts(inner, texts, page); },
            GroundsCard{call, person, page.consents, page.elsewhere},
            [&](Writer& inner) { write_more(inner, texts, page); });
    });
}

} // namespace kommin::contacts
