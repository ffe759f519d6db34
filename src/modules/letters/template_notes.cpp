// Templates of letters where staff pages speak of any kind of record: the search, the audit trail, "Heute".

#include "modules/letters/permissions.hpp"
#include "modules/letters/template_desk.hpp"
#include "modules/letters/template_pages.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/staff_records.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace kommin::letters {

namespace {

// Of all owners, kinds and languages: more there cannot be in a district of some twenty municipalities.
constexpr int most_searched = 5'000;

std::string place_of(std::vector<tenants::Body> const& bodies, LetterTemplate const& one)
{
    auto const found = std::ranges::find_if(bodies, [&](tenants::Body const& body) {
        return one.body ? body.id == *one.body : body.kind == tenants::BodyKind::district;
    });
    return found == bodies.end() ? std::string{} : found->name;
}

}

std::vector<web::StaffForm> noted_templates()
{
    return {
        {.kind = template_subject.word(),
         .open = [](web::Call const& call) { return template_record_form(web::staff_texts(call)); },
         .versions = template_subject,
         .withheld = {template_field::opening, template_field::closing}}}; // names may stand there
}

std::vector<web::StaffRecord> recorded_templates()
{
    return {web::record_with_history(template_subject, edit_templates, &template_url)};
}

std::vector<web::StaffRecent> recent_templates(LetterKinds const& kinds)
{
    auto const find = [kinds](
                          web::Call const& call, std::int64_t id,
                          std::optional<std::int64_t>) -> std::optional<web::RecentRecord> {
        auto const found = find_editable_template(call.db(), call.site.tenant, call.actor(), TemplateId{id});
        if (!found || kinds.find(found->kind) == nullptr)
            return std::nullopt;
        return web::RecentRecord{
            title_of(found->kind, found->language, web::staff_texts(call)), template_url(found->id), false};
    };
    return {{template_subject.word(), "letters.title"_msg, find}};
}

web::StaffHits find_templates_at_desk(
    web::Call const& call, std::string_view words, int most_hits, LetterKinds const& kinds)
{
    auto const& texts = web::staff_texts(call);
    auto const wanted = search::folded_text(words);
    auto const owners = call.actor().where(edit_templates);
    auto const [templates, bodies] = web::read(call, [&](db::Connection& db) {
        return std::pair(
            list_templates_of_owners(db, call.site.tenant, owners, most_searched),
            tenants::list_bodies(db, call.site.tenant));
    });
    web::StaffHits hits{{}, 0, templates_url()};
    for (auto const& one : templates) {
        if (kinds.find(one.kind) == nullptr)
            continue;
        auto title = title_of(one.kind, one.language, texts);
        auto const text = search::folded_text(title + '\n' + one.words.opening + '\n' + one.words.closing);
        if (text.find(wanted) == std::string::npos)
            continue;
        ++hits.count;
        if (std::ssize(hits.hits) < most_hits)
            hits.hits.push_back(
                {.title = std::move(title),
                 .url = template_url(one.id),
                 .place = place_of(bodies, one),
                 .is_content = false});
    }
    return hits;
}

} // namespace kommin::letters
