#include "modules/funding/money/budget_group_pages.hpp"

#include "modules/funding/programmes/permissions.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/record_form.hpp"

#include <array>
#include <utility>

namespace kommin::funding {

using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::FieldWidth;

namespace {

constexpr std::string_view path_of_groups = "deckungskreise";

std::string owner_name(BudgetGroupsPage const& page, BudgetGroup const& group)
{
    auto const* body = group.body ? page.district.find_body(*group.body) : nullptr;
    return body != nullptr ? body->name : page.district.tenant.name;
}

void write_member(Writer& w, Texts const& texts, BudgetGroupsPage const& page, BudgetLine const& line)
{
    auto const counted = line.counted();
    auto const measure = page.measures.find(line.measure);
    auto const cells = std::to_array<std::pair<MessageKey, std::string>>(
        {{"budget.field.planned"_msg, optional_money(counted.planned, texts)},
         {"budget.field.secured"_msg, optional_money(counted.secured, texts)},
         {"budget.group.gap"_msg, optional_money(gap_of(counted), texts)},
         {"budget.field.covered"_msg, texts.money(line.cover.covered)},
         {"budget.group.given"_msg, texts.money(line.cover.given)},
         {"budget.gap"_msg, optional_money(line.open_gap(), texts)}});
    w(
        R"(<tr><th scope="row">{}<br><span class="small">{}</span></th>{}</tr>)",
        [&](Writer& name) {
            if (measure == page.measures.end())
                name("{}", texts("finance.other_measures"_msg));
            else
                name(
                    R"(<a href="{}" {}>{}</a>)", money_url(line.measure),
                    Attributes{web::content_lang(texts)}, measure->second.title);
        },
        title_of(line, texts), each(cells, [&](Writer& cell, std::pair<MessageKey, std::string> const& one) {
            cell(R"(<td class="num" data-l="{}">{}</td>)", texts(one.first), one.second);
        }));
}

void write_group(Writer& w, Texts const& texts, BudgetGroupsPage const& page, BudgetGroup const& group)
{
    auto const id = "kreis-" + std::to_string(group.id.value);
    std::vector<BudgetLine const*> members;
    for (auto const& line : page.lines) {
        if (line.group == group.id)
            members.push_back(&line);
    }
    w(
        R"(<section class="card"><h2 id="{}">{}: {}</h2><p class="small">{} · {}</p>{}{}{}</section>)", id,
        std::to_string(group.year), group.name, owner_name(page, group),
        texts(group.across_earmarks ? "budget.group.across.yes"_msg : "budget.group.across.no"_msg),
        when(
            !group.reason.empty(),
            [&](Writer& inner) {
                inner("<p {}>{}</p>", Attributes{web::content_lang(texts)}, group.reason);
            }),
        [&](Writer& inner) {
            if (members.empty()) {
                inner(R"(<p class="mute small">{}</p>)", texts("budget.group.empty"_msg));
                return;
            }
            inner(
                R"(<div class="scroll" role="region" aria-labelledby="{}" tabindex="0"><table class="tbl tbl--stack"><thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
                id, texts("finance.measure"_msg),
                [&](Writer& heads) {
                    for (auto const label :
                         {"budget.field.planned"_msg, "budget.field.secured"_msg, "budget.group.gap"_msg,
                          "budget.field.covered"_msg, "budget.group.given"_msg, "budget.gap"_msg})
                        heads(R"(<th scope="col" class="num">{}</th>)", texts(label));
                },
                each(members, [&](Writer& row, BudgetLine const* line) {
                    write_member(row, texts, page, *line);
                }));
        },
        when(page.call.actor().may(edit_money, group.owner()), [&](Writer& inner) {
            inner(
                R"(<p class="small"><a href="{}">{}<span class="vh">: {}</span></a></p>)",
                budget_group_url(group.id), texts("budget.group.edit"_msg), group.name);
        }));
}

}

Url budget_groups_url()
{
    return web::staff_url({finances_path, path_of_groups});
}

Url budget_group_url(BudgetGroupId id, std::string_view page)
{
    auto const number = std::to_string(id.value);
    return page.empty() ? web::staff_url({finances_path, path_of_groups, number})
                        : web::staff_url({finances_path, path_of_groups, number, page});
}

web::StaffFrame frame_below_groups(web::Call const& call, std::string title)
{
    auto const& texts = web::staff_texts(call);
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(finances_path),
        .crumbs
        = {{finances_url(), std::string(texts("finance.title"_msg))},
           {budget_groups_url(), std::string(texts("budget.groups"_msg))}}};
}

http::Response budget_groups_page(BudgetGroupsPage const& page)
{
    auto const& call = page.call;
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_groups(call, std::string(texts("budget.groups"_msg)));
    frame.crumbs.pop_back();
    frame.is_wide = true;
    if (page.may_add)
        frame.actions = [&](Writer& w) {
            w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
              web::staff_url({finances_path, path_of_groups, "neu"}), texts("budget.group.new"_msg));
        };
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack"><p class="measure small">{}</p>{}{}{}</div>)", texts("budget.group.rule"_msg),
          when(
              page.groups.empty(),
              [&](Writer& inner) {
                  inner(
                      R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("budget.groups.none"_msg),
                      texts(page.may_add ? "budget.groups.none.first"_msg : "budget.groups.none.text"_msg));
              }),
          when(
              page.is_cut,
              [&](Writer& inner) {
                  inner(
                      R"(<p class="note">{}</p>)",
                      texts("budget.groups.cut"_msg, {{"count", page.groups.size()}}));
              }),
          each(page.groups, [&](Writer& inner, BudgetGroup const& group) {
              write_group(inner, texts, page, group);
          }));
    });
}

web::RecordForm budget_group_record_form(Texts const& texts)
{
    auto form = web::record_form(all_group_fields, texts);
    form.shown = [&texts](Fields const& fields, std::string_view name) {
        std::string value(fields.value(name));
        if (name == group_field::across)
            return std::string(
                texts(value == across_value ? "budget.group.across.yes"_msg : "budget.group.across.no"_msg));
        return value;
    };
    return form;
}

http::Response budget_group_form_page(web::Call const& call, BudgetGroupFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* one = page.group;
    auto frame
        = frame_below_groups(call, one == nullptr ? std::string(texts("budget.group.new"_msg)) : one->name);
    frame.problems = page.problems;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url
        = one == nullptr ? web::staff_url({finances_path, path_of_groups, "neu"}) : budget_group_url(one->id),
        .version = one == nullptr ? std::nullopt : std::optional(one->version),
        .form_key = page.form_key,
        .back = budget_groups_url(),
        .shown_version = page.shown_version};
    std::vector<web::Choice> const across{
        {"", std::string(texts("budget.group.across.no"_msg))},
        {std::string(across_value), std::string(texts("budget.group.across.yes"_msg))}};
    return shell.page(
        frame,
        [&](Writer& w) {
            web::FormFields const form(texts, page.fields, page.problems);
            auto const label = [](std::string_view name) { return web::label_in(all_group_fields, name); };
            w(R"({}<div class="sec">{}{}{}{}{}</div>)", web::RequiredNote{texts},
              when(
                  page.owners.size() > 1,
                  [&](Writer& inner) {
                      inner("{}", form.choice(group_field::body, "budget.group.field.body"_msg, page.owners));
                  }),
              form.text(group_field::year, label(group_field::year), FieldWidth::narrow, {}, true),
              form.text(
                  group_field::name, label(group_field::name), FieldWidth::whole,
                  "budget.group.hint.name"_msg, true),
              form.choice(
                  group_field::across, label(group_field::across), across, "budget.group.hint.across"_msg),
              form.text(
                  group_field::reason, label(group_field::reason), FieldWidth::whole,
                  "budget.group.hint.reason"_msg));
            if (page.owners.size() == 1)
                w(R"(<input type="hidden" name="{}" value="{}">)", group_field::body,
                  page.owners.front().value);
        },
        [&](Writer& w) {
            web::write_effect(w, texts, "budget.effect"_msg);
            if (one == nullptr)
                return;
            web::write_history_card(w, texts, budget_group_url(one->id, "verlauf"));
            w("{}",
              web::ButtonForm{
                  call, budget_group_url(one->id, "loeschen"), one->version,
                  texts("budget.group.erase"_msg)});
        });
}

} // namespace kommin::funding
