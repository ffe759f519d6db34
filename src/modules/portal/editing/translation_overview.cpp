#include "modules/portal/editing/translation_overview.hpp"

#include "modules/portal/directory/info_page_store.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/place_editing.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <chrono>

namespace kommin::portal {

namespace {

constexpr std::array<std::string_view, 3> open_state_words{"fehlt", "veraltet", "maschinell"};
constexpr std::array<std::string_view, 2> open_order_words{"geaendert", "titel"};
constexpr std::string_view whole_district = "kreis";
constexpr std::size_t longest_title_search = 100;

// Which kinds there are, only the installation knows: see open_query().
bool is_word_of_a_kind(std::string_view text)
{
    constexpr std::size_t longest = 40;
    return text.size() <= longest
        && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos;
}

// "1764232526123.17": when, and which of that moment; "chor.17" in the order of titles.
std::string to_text(content::OpenPlace const& place, content::OpenOrder order)
{
    auto const key = order == content::OpenOrder::title
        ? place.list_text
        : std::to_string(place.changed_at.time_since_epoch().count());
    return key + '.' + std::to_string(place.position);
}

std::optional<content::OpenPlace> place_from(std::string_view text, content::OpenOrder order)
{
    auto const dot = text.rfind('.');
    if (dot == std::string_view::npos)
        return std::nullopt;
    auto const key = text.substr(0, dot);
    auto const position = parse_number(text.substr(dot + 1));
    if (!position)
        return std::nullopt;
    if (order == content::OpenOrder::title)
        return content::OpenPlace{.position = *position, .list_text = std::string(key)};
    // No further than years have four digits: the database compares times as texts.
    constexpr Instant last = std::chrono::sys_days{std::chrono::year{9999} / 12 / 31};
    auto const milliseconds = parse_number(key);
    if (!milliseconds || *milliseconds < 0 || *milliseconds > last.time_since_epoch().count())
        return std::nullopt;
    return content::OpenPlace{
        .position = *position, .changed_at = Instant{std::chrono::milliseconds{*milliseconds}}};
}

content::OpenQuery open_query(
    db::Connection& db, TenantId tenant, Translating const& by, Language language,
    TranslationFilter const& filter)
{
    content::OpenQuery query{
        .language = language,
        .kinds = {by.kinds.words().begin(), by.kinds.words().end()},
        .owners = owners_to_translate(by.actor),
        .state = filter.state,
        .words = search::folded_text(filter.text),
        .order = filter.order,
        .descending = filter.descending};
    if (!filter.kind.empty()) // of a kind that there is not, nothing
        std::erase_if(query.kinds, [&](std::string_view kind) { return kind != filter.kind; });
    query.is_of_tenant = filter.place == whole_district;
    if (filter.place.empty() || query.is_of_tenant)
        return query;
    auto const bodies = tenants::list_bodies(db, tenant);
    auto const body = std::ranges::find(bodies, filter.place, &tenants::Body::slug);
    if (body != bodies.end() && body->kind == tenants::BodyKind::municipality)
        query.owner = body->id.value;
    else
        query.kinds.clear(); // no such place
    return query;
}

// Of a list that is one page: a word that few titles have is looked for in all of them, once is enough.
content::OpenCount count_of(std::vector<content::OpenRecord> const& lines)
{
    content::OpenCount count;
    for (auto const& line : lines) {
        ++count.records;
        count.missing += line.progress.missing;
        count.outdated += line.progress.outdated;
        count.machine += line.progress.machine;
    }
    return count;
}

}

content::Owners owners_to_translate(Actor const& actor)
{
    content::Owners owners;
    for (auto const scope : actor.where(translate_texts)) {
        if (scope.is_whole_tenant())
            owners.all = true;
        else
            owners.some.push_back(scope.owner());
    }
    std::ranges::sort(owners.some);
    owners.some.erase(std::ranges::unique(owners.some).begin(), owners.some.end());
    return owners;
}

std::string_view word_of(content::OpenState state)
{
    return open_state_words.at(static_cast<std::size_t>(state));
}

std::string_view word_of(content::OpenOrder order)
{
    return open_order_words.at(static_cast<std::size_t>(order));
}

TranslationFilter TranslationFilter::parse(http::Form const& query)
{
    TranslationFilter filter;
    filter.text = truncate_utf8(trim(query.value("t")), longest_title_search);
    if (auto const kind = query.value("art"); is_word_of_a_kind(kind))
        filter.kind = kind;
    if (auto const place = query.value("gemeinde"); is_slug(place))
        filter.place = place;
    if (auto const state = std::ranges::find(open_state_words, query.value("zustand"));
        state != open_state_words.end())
        filter.state = static_cast<content::OpenState>(state - open_state_words.begin());
    if (query.value("nach") == word_of(content::OpenOrder::title))
        filter.order = content::OpenOrder::title;
    filter.descending = query.value("ab") == "1";
    filter.after = place_from(query.value("hinter"), filter.order);
    if (!filter.after)
        filter.before = place_from(query.value("vor"), filter.order);
    return filter;
}

std::vector<std::pair<std::string, std::string>> TranslationFilter::fields() const
{
    std::vector<std::pair<std::string, std::string>> fields;
    if (!text.empty())
        fields.emplace_back("t", text);
    if (!kind.empty())
        fields.emplace_back("art", kind);
    if (!place.empty())
        fields.emplace_back("gemeinde", place);
    if (state)
        fields.emplace_back("zustand", word_of(*state));
    if (order != content::OpenOrder::changed)
        fields.emplace_back("nach", word_of(order));
    if (descending)
        fields.emplace_back("ab", "1");
    return fields;
}

std::vector<std::pair<std::string, std::string>> TranslationFilter::fields_with_page() const
{
    auto all = fields();
    if (after)
        all.emplace_back("hinter", to_text(*after, order));
    if (before)
        all.emplace_back("vor", to_text(*before, order));
    return all;
}

bool TranslationFilter::narrows() const
{
    return !text.empty() || !kind.empty() || !place.empty() || state;
}

TranslationList list_translations(
    db::Connection& db, TenantId tenant, Translating const& by, Language language,
    TranslationFilter const& filter)
{
    auto const query = open_query(db, tenant, by, language, filter);
    auto list = key_page_without_count<content::OpenRecord, content::OpenCount>(
        filter,
        [&](std::optional<content::OpenPlace> const& place, bool is_backwards, int limit) {
            auto part = query;
            part.after = place;
            part.descending = part.descending != is_backwards;
            return list_open_records(db, tenant, part, limit);
        },
        [](content::OpenRecord const& line) { return line.place; });
    list.count = list.is_whole_list()
        ? count_of(list.lines)
        : count_open_records(db, tenant, query, TranslationList::most_counted + 1);
    return list;
}

std::vector<content::OpenRecord> list_first_translations(
    db::Connection& db, TenantId tenant, Translating const& by, Language language,
    TranslationFilter const& filter, int limit)
{
    return list_open_records(db, tenant, open_query(db, tenant, by, language, filter), limit);
}

void export_translation_list(
    db::Connection& db, TenantId tenant, Translating const& by, Language language,
    TranslationFilter const& filter, std::function<bool(std::vector<content::OpenRecord> const&)> const& take)
{
    constexpr int at_once = 1'000;
    auto query = open_query(db, tenant, by, language, filter);
    for (;;) {
        auto const lines = list_open_records(db, tenant, query, at_once);
        if (!take(lines) || lines.size() < static_cast<std::size_t>(at_once))
            return;
        query.after = lines.back().place;
    }
}

std::optional<content::OpenRecord> find_next_translation(
    db::Connection& db, TenantId tenant, Translating const& by, Language language,
    TranslationFilter const& filter, std::optional<content::OpenPlace> const& place, std::string_view kind,
    std::int64_t id)
{
    return find_next_open_record(db, tenant, open_query(db, tenant, by, language, filter), place, kind, id);
}

content::OpenCount count_translations(
    db::Connection& db, TenantId tenant, Translating const& by, Language language,
    TranslationFilter const& filter)
{
    return count_open_records(
        db, tenant, open_query(db, tenant, by, language, filter), TranslationList::most_counted + 1);
}

std::vector<OpenLanguage> count_open_languages(
    db::Connection& db, TenantId tenant, Translating const& by, std::span<Language const> languages)
{
    std::vector<OpenLanguage> counts;
    for (auto const language : languages)
        counts.push_back({language, count_translations(db, tenant, by, language, {})});
    return counts;
}

std::int64_t count_open_up_to(
    db::Connection& db, TenantId tenant, Translating const& by, std::span<Language const> languages,
    std::int64_t most)
{
    std::int64_t total = 0;
    for (auto const language : languages) {
        if (total >= most)
            break;
        total
            += count_open_records(db, tenant, open_query(db, tenant, by, language, {}), most - total).records;
    }
    return total;
}

} // namespace kommin::portal
