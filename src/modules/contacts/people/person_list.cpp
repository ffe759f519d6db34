#include "modules/contacts/people/person_list.hpp"

#include "modules/contacts/people/likeness.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/staff_list.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace kommin::contacts {

namespace {

constexpr std::array<std::string_view, 2> order_words{"", "geaendert"};
constexpr std::array<std::string_view, 2> view_words{"", "ohne-grund"};
constexpr std::size_t longest_place = 100; // bytes
constexpr std::size_t most_words = 8;
constexpr int exported_at_once = 500;

// Nothing where the filter asks for what there is not.
std::optional<PersonQuery> query_of(
    Actor const& actor, PersonChoices const& choices, PersonFilter const& filter)
{
    PersonQuery query{.scopes = actor.where(see_people)};
    query.words = sought_words(filter.words);
    query.field_of_work = filter.field_of_work;
    query.language = filter.language;
    query.allowed = filter.allowed;
    query.is_without_ground = filter.view == PersonView::without_ground;
    query.order = filter.order;
    query.descending = filter.is_descending();
    if (!filter.municipality.empty()) {
        auto const* body = choices.municipality(filter.municipality);
        if (body == nullptr)
            return std::nullopt;
        query.municipality = body->id;
    }
    return query;
}

std::vector<PersonId> ids_of(std::vector<ListedPerson> const& listed)
{
    std::vector<PersonId> ids;
    for (auto const& one : listed)
        ids.push_back(one.id);
    return ids;
}

}

std::optional<PersonId> person_numbered(std::string_view text)
{
    auto const number = parse_number(text);
    return number && *number > 0 ? std::optional(PersonId{*number}) : std::nullopt;
}

std::vector<SoughtWord> sought_words(std::string_view typed)
{
    std::vector<SoughtWord> words;
    for (auto const part : split(typed, ' ')) {
        auto const word = trim(part);
        if (!word.empty() && words.size() < most_words)
            words.push_back(
                {.folded = search::folded_text(word),
                 .likeness = likeness_parts(word),
                 .mail = ascii_lower(word)});
    }
    return words;
}

std::string_view word_of(PersonOrder order)
{
    return order_words.at(static_cast<std::size_t>(order));
}

std::string_view word_of(PersonView view)
{
    return view_words.at(static_cast<std::size_t>(view));
}

PersonFilter PersonFilter::read(http::Form const& query)
{
    PersonFilter filter;
    filter.words = web::words_of_filter(query);
    filter.municipality = truncate_utf8(trim(query.value("ort")), longest_place);
    filter.field_of_work = enum_from<FieldOfWork>(query.value("feld"));
    filter.language = truncate_utf8(trim(query.value("spricht")), longest_place);
    filter.allowed = enum_from<Purpose>(query.value("erlaubt"));
    if (query.value("liste") == word_of(PersonView::without_ground))
        filter.view = PersonView::without_ground;
    if (query.value("nach") == word_of(PersonOrder::changed))
        filter.order = PersonOrder::changed;
    filter.reversed = query.value("ab") == "1";
    filter.after = person_numbered(query.value("hinter"));
    if (!filter.after)
        filter.before = person_numbered(query.value("vor"));
    return filter;
}

web::ListFields PersonFilter::fields() const
{
    web::ListFields fields;
    auto const add = [&](std::string_view name, std::string_view value) {
        if (!value.empty())
            fields.emplace_back(name, value);
    };
    add("t", words);
    add("ort", municipality);
    add("feld", field_of_work ? to_text(*field_of_work) : std::string_view{});
    add("spricht", language);
    add("erlaubt", allowed ? to_text(*allowed) : std::string_view{});
    add("liste", word_of(view));
    add("nach", word_of(order));
    add("ab", reversed ? "1" : "");
    return fields;
}

web::ListFields PersonFilter::fields_with_page() const
{
    auto all = fields();
    if (after)
        all.emplace_back("hinter", std::to_string(after->value));
    if (before)
        all.emplace_back("vor", std::to_string(before->value));
    return all;
}

bool PersonFilter::narrows() const
{
    return !words.empty() || !municipality.empty() || field_of_work || !language.empty() || allowed;
}

web::StaffList const person_list{
    .code = "contacts.people",
    .path = people_path,
    .title = "people.title"_msg,
    .read = [](http::Form const& query) {
        auto filter = PersonFilter::read(query);
        filter.words.clear(); // names: a view is kept for ever, a person is not
        return filter.fields();
    }};

PersonLines list_people_for(
    db::Connection& db, TenantId tenant, Actor const& actor, PersonChoices const& choices,
    PersonFilter const& filter)
{
    auto const query = query_of(actor, choices, filter);
    if (!query)
        return {};
    auto asked = filter;
    auto const start = asked.before ? asked.before : asked.after;
    auto const place = start ? find_place(db, tenant, *query, *start) : std::nullopt;
    if (!place) { // it is in no list any more: the first page
        asked.after.reset();
        asked.before.reset();
    }
    return key_page<PersonRecord>(
        asked,
        [&](std::optional<PersonId> const& from, bool is_backwards, int limit) {
            auto part = *query;
            part.after = from ? place : std::nullopt;
            part.descending = part.descending != is_backwards;
            return list_person_records(db, tenant, ids_of(list_persons(db, tenant, part, limit)));
        },
        [](PersonRecord const& line) { return line.person.id; },
        [&](std::int64_t most) { return count_persons(db, tenant, *query, most); });
}

std::vector<PersonId> list_ids_for(
    db::Connection& db, TenantId tenant, Actor const& actor, PersonChoices const& choices,
    PersonFilter const& filter, int most)
{
    auto const query = query_of(actor, choices, filter);
    return query ? ids_of(list_persons(db, tenant, *query, most)) : std::vector<PersonId>{};
}

void export_people_for(
    db::Connection& db, TenantId tenant, Actor const& actor, PersonChoices const& choices,
    PersonFilter const& filter, std::function<bool(std::vector<PersonRecord> const&)> const& take)
{
    auto query = query_of(actor, choices, filter);
    while (query) {
        auto const listed = list_persons(db, tenant, *query, exported_at_once);
        if (!take(list_person_records(db, tenant, ids_of(listed)))
            || listed.size() < static_cast<std::size_t>(exported_at_once))
            return;
        query->after = listed.back().place;
    }
}

} // namespace kommin::contacts
