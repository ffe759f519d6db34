// What somebody asks the list of grants, and the list as a page.

#include "modules/funding/grants/double_funding_desk.hpp"
#include "modules/funding/grants/grant_named.hpp"
#include "modules/funding/grants/grant_pages.hpp"
#include "modules/funding/programmes/programme_pages.hpp"
#include "platform/base/text.hpp"
#include "platform/html/attributes.hpp"
#include "platform/records/typed_ids.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_list.hpp"

#include <iterator>
#include <utility>

namespace kommin::funding {

using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

constexpr std::string_view yes_word = "ja";
constexpr std::string_view no_word = "nein";

web::ListFields fields_of_grant_list(http::Form const& query)
{
    return GrantFilter::read(query).fields();
}

std::vector<web::ListView> views_of_grants(Texts const& texts, GrantListPage const& page)
{
    std::vector<web::ListView> views;
    auto const add = [&](MessageKey label, std::optional<bool> is_proven) {
        GrantFilter wanted;
        wanted.is_proven = is_proven;
        views.push_back(
            {std::string(texts(label)), grants_url(wanted), page.filter.fields() == wanted.fields()});
    };
    add("grant.view.all"_msg, std::nullopt);
    add("grant.view.running"_msg, false);
    add("grant.view.proven"_msg, true);
    web::add_saved_views(views, page.views);
    return views;
}

web::FilterForm grant_filter_form(Texts const& texts, GrantListPage const& page)
{
    auto const& filter = page.filter;
    return {
        .texts = texts,
        .list = web::list_url(grant_list, {}),
        .fields =
            [&texts, &page, &filter](Writer& field) {
                std::vector<web::Choice> states{
                    {std::string(no_word), std::string(texts("grant.view.running"_msg))},
                    {std::string(yes_word), std::string(texts("grant.view.proven"_msg))}};
                std::vector<web::Choice> programmes, owners;
                for (auto const& one : page.choices.programmes)
                    programmes.push_back({std::to_string(one.id.value), one.title});
                for (auto const& body : page.choices.district.bodies)
                    owners.push_back({body.slug, body.name});
                auto const state = !filter.is_proven ? std::string_view{}
                    : *filter.is_proven              ? yes_word
                                                     : no_word;
                field(
                    "{}{}{}{}", web::FilterWords{texts, "grant.filter.words"_msg, filter.words},
                    web::FilterChoice{texts, "nachgewiesen", "staff.state"_msg, std::move(states), state},
                    web::FilterChoice{
                        texts, "programm", "funding_programme.one"_msg, std::move(programmes),
                        filter.programme ? std::to_string(filter.programme->value) : std::string{}},
                    web::FilterChoice{
                        texts, "wer", "grant.field.owner"_msg, std::move(owners), filter.owner});
            },
        .whole = filter.narrows() ? std::optional(grants_url()) : std::nullopt};
}

void write_grant_line(
    Writer& w, web::Call const& call, Texts const& texts, GrantListPage const& page, Grant const& one)
{
    auto const& sums = page.sums.at(one.id);
    auto const mark = mark_of(one, sums.is_proven, call.local_now().date, texts);
    Attributes const content{web::content_lang(texts)};
    w(R"(<tr><th scope="row"><a href="{}" {}>{}</a>{}</th><td data-l="{}" {}>{}</td><td data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td></tr>)",
      grant_url(one.id), content, one.title,
      when(
          one.is_uncertain,
          [&](Writer& inner) {
              inner(R"( <span class="st st--warn">{}</span>)", texts("panel.uncertain"_msg));
          }),
      texts("grant.field.authority"_msg), content, page.choices.authority_of(one),
      texts("grant.field.owner"_msg), page.choices.owner(one.body), texts("grant.field.amount"_msg),
      amount_text(one.amount, one.is_approximate, texts), texts("grant.sum.received"_msg),
      texts.money(sums.received), texts("grant.sum.accounted"_msg), texts.money(sums.accounted),
      texts("grant.field.proof_due"_msg),
      one.proof_due ? texts.date(*one.proof_due, i18n::DateStyle::short_numeric) : std::string("–"),
      texts("staff.state"_msg), mark.shape, mark.text);
}

}

GrantFilter GrantFilter::read(http::Form const& query)
{
    GrantFilter filter;
    filter.words = web::words_of_filter(query);
    auto const proven = query.value("nachgewiesen");
    if (proven == yes_word || proven == no_word)
        filter.is_proven = proven == yes_word;
    filter.programme = records::typed_id<ProgrammeId>(query.value("programm"));
    filter.owner = trim(query.value("wer"));
    return filter;
}

web::ListFields GrantFilter::fields() const
{
    web::ListFields fields;
    if (!words.empty())
        fields.emplace_back("t", words);
    if (is_proven)
        fields.emplace_back("nachgewiesen", *is_proven ? yes_word : no_word);
    if (programme)
        fields.emplace_back("programm", std::to_string(programme->value));
    if (!owner.empty())
        fields.emplace_back("wer", owner);
    return fields;
}

web::StaffList const grant_list{
    .code = "funding.grants", .path = grants_path, .title = "grant.title"_msg, .read = &fields_of_grant_list};

Url grants_url(GrantFilter const& filter)
{
    return web::list_url(grant_list, filter.fields());
}

http::Response grant_list_page(web::Call const& call, GrantListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const shown = std::ssize(page.shown);
    auto frame = frame_below_grants(call, std::string(texts("grant.title"_msg)));
    frame.crumbs.clear();
    frame.state_line = page.count > shown
        ? texts("grant.list.newest"_msg, {{"shown", shown}, {"count", page.count}})
        : texts("grant.list.count"_msg, {{"count", shown}});
    frame.is_wide = true;
    frame.actions = [&](Writer& w) {
        if (page.may_add)
            w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
              web::staff_url({grants_path, "neu"}), texts("grant.new"_msg));
        if (page.may_account)
            w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
              web::staff_url({double_funding_path}), texts("double_funding.title"_msg));
    };
    return web::staff_page(frame, [&](Writer& w) {
        w("{}{}",
          web::ListViews{
              texts, views_of_grants(texts, page), web::save_view_url(grant_list, page.filter.fields())},
          grant_filter_form(texts, page));
        if (page.shown.empty()) {
            auto const text = page.filter.narrows() ? "grant.none.filter"_msg
                : page.may_add                      ? "grant.none.first"_msg
                                                    : "grant.none.text"_msg;
            w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("grant.none"_msg), texts(text));
            return;
        }
        w(R"(<div class="scroll" role="region" aria-labelledby="liste" tabindex="0"><table class="tbl tbl--stack"><caption class="vh" id="liste">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>{})",
          texts("grant.title"_msg), texts("grant.one"_msg), texts("grant.field.authority"_msg),
          texts("grant.field.owner"_msg), texts("grant.field.amount"_msg), texts("grant.sum.received"_msg),
          texts("grant.sum.accounted"_msg), texts("grant.field.proof_due"_msg), texts("staff.state"_msg),
          each(
              page.shown,
              [&](Writer& row, Grant const& one) { write_grant_line(row, call, texts, page, one); }),
          web::ExportLinks{texts, [&](std::string_view file) {
                               return web::list_url(grant_list, page.filter.fields(), file);
                           }});
    });
}

} // namespace kommin::funding
