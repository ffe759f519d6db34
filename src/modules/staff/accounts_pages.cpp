#include "modules/staff/accounts_pages.hpp"

#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::staff {

using html::attribute;
using html::Attributes;
using html::each;
using html::flag;
using html::Url;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

constexpr int accounts_per_page = 50;

struct StandingWord {
    AccountStanding standing;
    std::string_view shape;
    MessageKey label;
};
constexpr std::array standing_words{
    StandingWord{AccountStanding::invited, "st st--draft", "staff.state.invited"_msg},
    StandingWord{AccountStanding::active, "st st--ok", "staff.state.active"_msg},
    StandingWord{AccountStanding::blocked, "st st--bad", "staff.state.blocked"_msg},
    StandingWord{AccountStanding::erased, "st st--none", "staff.state.erased"_msg}};

StandingWord const& word_of(identity::Account const& account)
{
    return *std::ranges::find(standing_words, standing_of(account), &StandingWord::standing);
}

std::string text_of_grants(
    std::vector<Grant> const& grants, std::vector<tenants::Body> const& bodies, Texts const& texts)
{
    std::string text;
    for (auto const& grant : grants)
        text += (text.empty() ? "" : ", ") + text_of(grant, bodies, texts);
    return text;
}

Url accounts_url(AccountsQuery const& query, std::initializer_list<std::string_view> segments = {"konten"})
{
    auto url = staff_url(segments);
    for (auto const& [name, value] : query.fields())
        url = url.with_query({{name, value}});
    return url;
}

web::SortHead sort_head(Texts const& texts, AccountsQuery const& query, MessageKey label, AccountOrder order)
{
    return web::sort_head(
        texts, query, label, order, [](AccountsQuery const& wanted) { return accounts_url(wanted); });
}

void write_account_views(
    Writer& w, Texts const& texts, AccountsQuery const& query, std::vector<web::ListView> const& saved_views)
{
    auto shown = query;
    shown.order = AccountOrder::name;
    shown.descending = false;
    auto const view = [&](std::string label, std::optional<AccountStanding> standing) {
        AccountsQuery wanted;
        wanted.standing = standing;
        return web::ListView{std::move(label), accounts_url(wanted), shown.fields() == wanted.fields()};
    };
    std::vector views{view(std::string(texts("desk.view.all"_msg)), {})};
    for (auto const& word : standing_words)
        views.push_back(view(web::as_choice(texts(word.label)), word.standing));
    AccountsQuery refused;
    refused.only_refused = true;
    views.push_back(
        {std::string(texts("staff.accounts.refused"_msg)), accounts_url(refused),
         shown.fields() == refused.fields()});
    web::add_saved_views(views, saved_views);
    w("{}",
      web::ListViews{
          texts, views, web::save_view_url(account_list, account_list.read(http::Form(query.fields())))});
}

void write_accounts_filter(
    Writer& w, Texts const& texts, AccountsQuery const& query, std::vector<tenants::Body> const& bodies)
{
    std::array const orders{
        web::SortChoice::Option{word_of(AccountOrder::name), "staff.field.name"_msg},
        web::SortChoice::Option{word_of(AccountOrder::last_login), "staff.last_login"_msg}};
    std::vector<web::Choice> roles;
    for (auto const& role : tenants::all_roles)
        roles.push_back({std::string(role.role.code), std::string(texts(role.label))});
    std::vector<web::Choice> standings;
    for (auto const& word : standing_words)
        standings.push_back({std::string(code_of(word.standing)), web::as_choice(texts(word.label))});
    std::vector<web::Choice> towns;
    for (auto const& body : bodies) {
        if (body.kind == tenants::BodyKind::municipality)
            towns.push_back({body.slug, body.name});
    }
    w("{}",
      web::FilterForm{
          .texts = texts,
          .list = staff_url({"konten"}),
          .fields =
              [&](Writer& field) {
                  field(
                      "{}{}{}{}{}", web::FilterWords{texts, "staff.accounts.filter"_msg, query.words},
                      web::FilterChoice{
                          texts, "rolle", "staff.accounts.role"_msg, std::move(roles), query.role},
                      web::FilterChoice{
                          texts, "zustand", "staff.state"_msg, std::move(standings),
                          query.standing ? code_of(*query.standing) : std::string_view{},
                          "staff.accounts.not_erased"_msg},
                      web::FilterChoice{
                          texts, "gemeinde", "desk.field.municipality"_msg, std::move(towns),
                          query.municipality},
                      web::SortChoice{texts, orders, word_of(query.order), query.descending});
                  if (query.only_refused)
                      field(R"(<input type="hidden" name="mail" value="abgewiesen">)");
              },
          .whole = query.count_filters() > 0 ? std::optional(staff_url({"konten"})) : std::nullopt});
}

void write_account_line(
    Writer& w, web::Call const& call, Texts const& texts, ListedAccount const& listed,
    std::vector<tenants::Body> const& bodies)
{
    auto const& account = listed.account;
    auto const& standing = word_of(account);
    auto const roles = text_of_grants(listed.grants, bodies, texts);
    w(R"(<tr><th scope="row"><a href="{}" {}>{}</a><br><span class="mute small">{}</span>{}</th><td data-l="{}"><span class="{}">{}</span>{}</td><td data-l="{}">{}</td><td class="rest" data-l="{}">{}</td><td class="rest" data-l="{}">{}</td></tr>)",
      staff_url({"konten", account.public_id}),
      Attributes{attribute(
          "data-edit", staff_url({"konten", account.public_id, "aendern"}).text(), !account.is_erased())},
      account.name, account.email, web::RowFold{texts, account.name}, texts("staff.state"_msg),
      standing.shape, texts(standing.label),
      when(
          listed.refused.has_value(),
          [&](Writer& mark) {
              mark(R"(<br><span class="st st--bad">{}</span>)", texts("staff.accounts.refused"_msg));
          }),
      texts("staff.roles.title"_msg), roles.empty() ? texts("staff.roles.none"_msg) : std::string_view(roles),
      texts("staff.second_factor.title"_msg),
      texts(account.has_second_factor() ? "staff.yes"_msg : "staff.no"_msg), texts("staff.last_login"_msg),
      account.last_login_at ? texts.date_time(call.site.zone->to_local(*account.last_login_at))
                            : std::string("–"));
}

void write_accounts(
    Writer& w, web::Call const& call, Texts const& texts, std::span<ListedAccount const> shown,
    std::vector<tenants::Body> const& bodies, AccountsQuery const& query)
{
    w(R"(<div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr>{}<th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
      texts("staff.accounts.title"_msg), sort_head(texts, query, "staff.field.name"_msg, AccountOrder::name),
      texts("staff.state"_msg), texts("staff.roles.title"_msg), texts("staff.second_factor.title"_msg),
      sort_head(texts, query, "staff.last_login"_msg, AccountOrder::last_login),
      each(shown, [&](Writer& row, ListedAccount const& listed) {
          write_account_line(row, call, texts, listed, bodies);
      }));
}

}

void RoleBoxes::operator()(Writer& w) const
{
    auto const box = [&](Writer& inner, Grant const& grant, std::string const& label) {
        auto const code = code_of(grant);
        inner(
            R"(<label class="check"><input type="checkbox" name="rolle" value="{}" {}> <span>{}</span></label>)",
            code, Attributes{flag("checked", std::ranges::find(held, grant) != held.end())}, label);
    };
    w(R"(<fieldset id="f-roles"><legend>{}</legend>{}</fieldset>)", texts("staff.roles.title"_msg),
      each(tenants::all_roles, [&](Writer& inner, tenants::RoleDescription const& role) {
          auto const code = std::string(role.role.code);
          inner(
              R"(<div class="role"><p><strong>{}</strong><br><span class="mute small">{}</span></p><div class="row">{}{}</div></div>)",
              texts(role.label), texts(role.hint),
              [&](Writer& boxes) {
                  if (role.reach != tenants::RoleReach::municipality)
                      box(boxes, {code, Scope::whole_tenant()},
                          std::string(texts("staff.roles.district"_msg)));
              },
              [&](Writer& boxes) {
                  if (role.reach == tenants::RoleReach::district)
                      return;
                  for (auto const& body : bodies) {
                      if (body.kind == tenants::BodyKind::municipality)
                          box(boxes, {code, Scope::of_owner(body.id.value)}, body.name);
                  }
              });
      }));
}

std::vector<web::Choice> account_languages()
{
    return {{"de", "Deutsch"}, {"en", "English"}};
}

web::StaffMark mark_of(identity::Account const& account, Texts const& texts)
{
    auto const& word = word_of(account);
    return {word.shape, std::string(texts(word.label))};
}

http::Response accounts_page(
    web::Call const& call, std::vector<ListedAccount> const& accounts,
    std::vector<tenants::Body> const& bodies, AccountsQuery const& query,
    std::vector<web::ListView> const& saved_views)
{
    auto const& texts = web::staff_texts(call);
    if (auto last = web::way_to_last_page(
            call, query.page, accounts_per_page, std::ssize(accounts), std::ssize(accounts)))
        return *std::move(last);
    constexpr auto per_page = static_cast<std::size_t>(accounts_per_page);
    auto const first = std::min(accounts.size(), static_cast<std::size_t>(query.page - 1) * per_page);
    auto const shown = std::span(accounts).subspan(first, std::min(per_page, accounts.size() - first));
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("staff.accounts.title"_msg)),
         .section = "konten",
         .state_line = texts("staff.accounts.count"_msg, {{"count", accounts.size()}}),
         .actions =
             [&](Writer& w) {
                 w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
                   staff_url({"konten", "neu"}), texts("staff.accounts.invite"_msg));
             },
         .is_wide = true},
        [&](Writer& w) {
            write_account_views(w, texts, query, saved_views);
            write_accounts_filter(w, texts, query, bodies);
            if (accounts.empty()) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("staff.accounts.none"_msg),
                  texts("list.words.none"_msg));
                return;
            }
            write_accounts(w, call, texts, shown, bodies, query);
            w("{}{}",
              web::Pager{
                  .texts = texts,
                  .page = query.page,
                  .per_page = accounts_per_page,
                  .count = std::ssize(accounts),
                  .most_counted = std::ssize(accounts),
                  .url_of =
                      [&](int page) {
                          return accounts_url(query).with_query({{"seite", std::to_string(page)}});
                      }},
              web::ExportLinks{
                  texts, [&](std::string_view file) { return accounts_url(query, {"konten", file}); }});
        });
}

http::Response accounts_file(
    web::Call const& call, std::vector<ListedAccount> const& accounts,
    std::vector<tenants::Body> const& bodies, table::Format format)
{
    auto const& texts = web::staff_texts(call);
    using table::Cell;
    auto const day
        = [&](std::optional<Instant> at) { return at ? Cell(call.site.zone->to_local(*at).date) : Cell(); };
    web::ListExport<ListedAccount> file(
        call, format, "konten", "staff.accounts.title"_msg,
        {{"staff.field.name"_msg, 28, [](ListedAccount const& one) { return Cell(one.account.name); }},
         {"staff.field.email"_msg, 32, [](ListedAccount const& one) { return Cell(one.account.email); }},
         {"staff.state"_msg, 12,
          [&](ListedAccount const& one) { return Cell(std::string(texts(word_of(one.account).label))); }},
         {"staff.roles.title"_msg, 50,
          [&](ListedAccount const& one) { return Cell(text_of_grants(one.grants, bodies, texts)); }},
         {"staff.second_factor.title"_msg, 14,
          [&](ListedAccount const& one) {
              return Cell(
                  std::string(texts(one.account.has_second_factor() ? "staff.yes"_msg : "staff.no"_msg)));
          }},
         {"staff.accounts.since"_msg, 12,
          [&](ListedAccount const& one) { return day(one.account.created_at); }},
         {"staff.last_login"_msg, 12,
          [&](ListedAccount const& one) { return day(one.account.last_login_at); }}});
    for (auto const& one : accounts) {
        if (!file.add(one))
            break;
    }
    return file.answer();
}

http::Response new_account_page(
    web::Call const& call, identity::NewAccount const& entered, std::vector<tenants::Body> const& bodies,
    std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    auto const languages = account_languages();
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("staff.accounts.invite"_msg)),
         .section = "konten",
         .crumbs = {{staff_url({"konten"}), std::string(texts("staff.accounts.title"_msg))}},
         .problems = problems},
        [&](Writer& w) {
            w(R"(<form class="form" method="post" action="{}" novalidate>{}{}{}{}{}<div class="row">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>)",
              staff_url({"konten", "neu"}), web::FormToken{call},
              web::TextField{
                  .texts = texts,
                  .name = "name",
                  .label = "staff.field.name"_msg,
                  .value = entered.name,
                  .problems = problems,
                  .autocomplete = "off"},
              web::TextField{
                  .texts = texts,
                  .name = "email",
                  .label = "staff.field.email"_msg,
                  .value = entered.email,
                  .problems = problems,
                  .hint = "staff.accounts.email.hint"_msg,
                  .type = "email",
                  .autocomplete = "off"},
              web::SelectField{
                  .texts = texts,
                  .name = "sprache",
                  .label = "staff.field.language"_msg,
                  .choices = languages,
                  .value = entered.language},
              RoleBoxes{texts, entered.grants, bodies},
              web::SubmitButton{texts("staff.accounts.invite.send"_msg)}, staff_url({"konten"}),
              texts("staff.cancel"_msg));
        });
}

} // namespace kommin::staff
