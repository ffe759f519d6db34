#include "modules/portal/directory/offer_filter.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/html/url.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace kommin::portal {

namespace {

constexpr int highest_page = 100'000;

constexpr std::array<UrlWord<OfferKind>, 6> kind_table{{
    {OfferKind::integration_course, "integrationskurs", "kind.integration_course"_msg},
    {OfferKind::mbe, "mbe", "kind.mbe"_msg},
    {OfferKind::jmd, "jmd", "kind.jmd"_msg},
    {OfferKind::other_offer, "weitere", "kind.other_offer"_msg},
    {OfferKind::general_information, "information", "kind.general_information"_msg},
    {OfferKind::infrastructure, "einrichtung", "kind.infrastructure"_msg},
}};

constexpr std::array<UrlWord<Situation>, 8> situation_table{{
    {Situation::language, "sprache", "situation.language"_msg},
    {Situation::work, "arbeit", "situation.work"_msg},
    {Situation::child_and_school, "schule", "situation.child_and_school"_msg},
    {Situation::health, "gesundheit", "situation.health"_msg},
    {Situation::housing, "wohnen", "situation.housing"_msg},
    {Situation::residence, "aufenthalt", "situation.residence"_msg},
    {Situation::everyday_life, "alltag", "situation.everyday_life"_msg},
    {Situation::in_danger, "gefahr", "situation.in_danger"_msg},
}};

constexpr std::array<UrlWord<TargetGroup>, 12> target_group_table{{
    {TargetGroup::everyone, "alle", "target_group.everyone"_msg},
    {TargetGroup::newcomers, "neuzugewanderte", "target_group.newcomers"_msg},
    {TargetGroup::refugees, "gefluechtete", "target_group.refugees"_msg},
    {TargetGroup::adults, "erwachsene", "target_group.adults"_msg},
    {TargetGroup::young_people, "jugendliche", "target_group.young_people"_msg},
    {TargetGroup::children, "kinder", "target_group.children"_msg},
    {TargetGroup::families, "familien", "target_group.families"_msg},
    {TargetGroup::women, "frauen", "target_group.women"_msg},
    {TargetGroup::job_seekers, "arbeitsuchende", "target_group.job_seekers"_msg},
    {TargetGroup::volunteers, "ehrenamtliche", "target_group.volunteers"_msg},
    {TargetGroup::professionals, "fachkraefte", "target_group.professionals"_msg},
    {TargetGroup::older_people, "aeltere", "target_group.older_people"_msg},
}};

// The tables stand in the order of the enums, so that a code is its index.
template<class Code, std::size_t count>
UrlWord<Code> const& entry_of(std::array<UrlWord<Code>, count> const& table, Code code)
{
    return table.at(static_cast<std::size_t>(code));
}

template<class Code, std::size_t count>
auto find_in(std::array<UrlWord<Code>, count> const& table)
{
    return [&table](std::string_view word) {
        auto const found = std::ranges::find(table, word, &UrlWord<Code>::word);
        return found == table.end() ? std::nullopt : std::optional(found->code);
    };
}

template<class T>
bool contains(std::vector<T> const& list, T const& value)
{
    return std::find(list.begin(), list.end(), value) != list.end();
}

template<class T>
bool meet(std::vector<T> const& wanted, std::vector<T> const& present)
{
    return wanted.empty() || std::any_of(wanted.begin(), wanted.end(), [&](T const& value) {
               return contains(present, value);
           });
}

class Reader {
public:
    Reader(http::Form const& query, OfferFilter& filter)
        : query_(query)
        , filter_(filter)
    { }

    // find(word): its code, if there is one.
    template<class Code, class Find>
    void codes(std::string_view field, Find const& find, std::vector<Code>& list)
    {
        for (auto const value : query_.values(field)) {
            if (value.empty())
                continue;
            std::optional<Code> const code = find(value);
            if (!code)
                unknown(field, value);
            else if (!contains(list, *code))
                list.push_back(*code);
        }
    }
    void words(std::string_view field, std::span<std::string const> known, std::vector<std::string>& list)
    {
        for (auto const value : query_.values(field)) {
            if (value.empty())
                continue;
            if (std::find(known.begin(), known.end(), value) == known.end())
                unknown(field, value);
            else if (!contains(list, std::string(value)))
                list.emplace_back(value);
        }
    }
    void flag(std::string_view field, std::string_view word, bool& flag)
    {
        auto const value = query_.value(field);
        if (value == word)
            flag = true;
        else if (!value.empty())
            unknown(field, value);
    }
    void unknown(std::string_view field, std::string_view value)
    {
        constexpr std::size_t most = 5; // a crafted URL must not make a long page
        if (filter_.unknown.size() < most)
            filter_.unknown.emplace_back(field, truncate_utf8(value, 60));
    }

private:
    http::Form const& query_;
    OfferFilter& filter_;
};

}

std::span<UrlWord<OfferKind> const> kind_words()
{
    return kind_table;
}
std::span<UrlWord<Situation> const> situation_words()
{
    return situation_table;
}
std::span<UrlWord<TargetGroup> const> target_group_words()
{
    return target_group_table;
}

MessageKey label_of(OfferKind kind)
{
    return entry_of(kind_table, kind).label;
}
MessageKey label_of(Situation situation)
{
    return entry_of(situation_table, situation).label;
}
MessageKey label_of(TargetGroup group)
{
    return entry_of(target_group_table, group).label;
}
std::string_view word_of(OfferKind kind)
{
    return entry_of(kind_table, kind).word;
}

OfferFilter OfferFilter::parse(
    http::Form const& query, std::span<std::string const> municipalities,
    std::span<std::string const> languages, Categories const& categories)
{
    OfferFilter filter;
    Reader read(query, filter);
    // Trimmed once more, or the page's own links would ask for something else than the page.
    filter.query = trim(truncate_utf8(trim(query.value("q")), longest_query));
    std::vector<std::string> municipality;
    read.words("gemeinde", municipalities, municipality);
    if (!municipality.empty())
        filter.municipality = municipality.front();
    read.codes("kategorie", find_in(kind_table), filter.kinds);
    read.codes(
        "thema", [&](std::string_view word) { return categories.find_by_word(word); }, filter.situations);
    read.words("sprache", languages, filter.languages);
    read.codes("zielgruppe", find_in(target_group_table), filter.target_groups);
    read.flag("kosten", "keine", filter.only_free);
    read.flag("kinderbetreuung", "ja", filter.with_childcare);
    read.flag("barrierefrei", "ja", filter.wheelchair_accessible);
    read.flag("offen", "jetzt", filter.open_now);

    if (auto const page = query.value("seite"); !page.empty()) {
        auto const number = parse_number<int>(page);
        if (number && *number >= 1 && *number <= highest_page)
            filter.page = *number;
        else
            read.unknown("seite", page);
    }
    return filter;
}

std::vector<std::pair<std::string, std::string>> OfferFilter::fields(Categories const& categories) const
{
    std::vector<std::pair<std::string, std::string>> fields;
    auto const add = [&](char const* name, std::string_view value) {
        if (!value.empty())
            fields.emplace_back(name, value);
    };
    add("q", query);
    add("gemeinde", municipality);
    for (auto const kind : kinds)
        add("kategorie", entry_of(kind_table, kind).word);
    for (auto const situation : situations)
        add("thema", categories.word_of(situation));
    for (auto const& language : languages)
        add("sprache", language);
    for (auto const group : target_groups)
        add("zielgruppe", entry_of(target_group_table, group).word);
    add("kosten", only_free ? "keine" : "");
    add("kinderbetreuung", with_childcare ? "ja" : "");
    add("barrierefrei", wheelchair_accessible ? "ja" : "");
    add("offen", open_now ? "jetzt" : "");
    return fields;
}

int OfferFilter::count() const
{
    auto const chosen = (municipality.empty() ? std::size_t{0} : 1) + kinds.size() + situations.size()
        + languages.size() + target_groups.size();
    return static_cast<int>(chosen) + (only_free ? 1 : 0) + (with_childcare ? 1 : 0)
        + (wheelchair_accessible ? 1 : 0) + (open_now ? 1 : 0);
}

bool OfferFilter::accepts(Offer const& offer) const
{
    auto const all_languages = [&] {
        auto spoken = offer.languages;
        spoken.insert(spoken.end(), offer.interpreters.begin(), offer.interpreters.end());
        return spoken;
    };
    return (kinds.empty() || contains(kinds, offer.kind)) && meet(situations, offer.situations)
        && (languages.empty() || meet(languages, all_languages())) && meet(target_groups, offer.target_groups)
        && (!only_free || offer.cost == Cost::free) && (!with_childcare || offer.childcare == Provided::yes)
        && (!wheelchair_accessible || offer.wheelchair == Provided::yes
            || offer.wheelchair == Provided::partly);
}

} // namespace kommin::portal
