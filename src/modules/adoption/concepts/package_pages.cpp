#include "modules/adoption/concepts/package_pages.hpp"

#include "modules/adoption/package/package_file.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::adoption {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::staff_url;

namespace {

std::string shown_key(std::string_view value, ConceptPackage const& package, Texts const& texts)
{
    auto const* item = package.find(value.substr(0, value.find(':')));
    return item == nullptr ? std::string(value) : title_of(*item, texts);
}

std::string shown_word(ItemKind kind, std::string_view name, std::string_view value, Texts const& texts)
{
    if (kind == ItemKind::panel)
        return web::word_of_value<meetings::PanelKind>(value, texts);
    if (kind == ItemKind::goal)
        return web::word_of_value<goals::GoalKind>(value, texts);
    if (kind == ItemKind::checklist)
        return web::word_of_value<steering::StepKind>(value, texts);
    if (kind == ItemKind::letter && name == item_field::kind)
        return letters::name_of_kind(value, texts);
    if (kind == ItemKind::letter) {
        auto const language = i18n::Language::find(value);
        return language ? texts.language_name(*language) : std::string(value);
    }
    return name == item_field::aim ? web::word_of_value<goals::Aim>(value, texts)
                                   : web::word_of_value<goals::TargetKind>(value, texts);
}

std::string shown_field(
    ItemKind kind, Fields const& fields, std::string_view name, ConceptPackage const& package,
    Texts const& texts)
{
    auto const rules = fields_of(kind);
    auto const rule = std::ranges::find(rules, name, &FieldRule::name);
    if (rule == rules.end())
        return {};
    std::string shown;
    for (auto const& value : fields.values(name)) {
        auto const word = rule->shape == FieldShape::key || rule->shape == FieldShape::keys
            ? shown_key(value, package, texts)
            : rule->shape == FieldShape::word ? shown_word(kind, name, value, texts)
            : rule->shape == FieldShape::flag ? std::string(texts("package.yes"_msg))
                                              : value;
        shown += (shown.empty() ? "" : "\n") + word;
    }
    return shown;
}

void write_part(Writer& w, Texts const& texts, ConceptPackage const& package, Item const& item)
{
    auto const form = part_form(item.kind, package, texts);
    html::Attributes const content{web::content_lang(texts)};
    w(R"(<li><details><summary><span {}>{}</span></summary><dl class="facts">{}</dl></details></li>)",
      content, title_of(item, texts),
      each(form.fields, [&](Writer& inner, web::RecordForm::Field const& field) {
          web::write_fact(inner, field.label, form.shown(item.fields, field.name));
      }));
}

void write_row(Writer& w, Texts const& texts, StoredPackage const& package, std::string const& target)
{
    html::Attributes const content{web::content_lang(texts)};
    w(R"(<tr><th scope="row"><a href="{}" {}>{}</a></th><td data-l="{}">{}</td><td data-l="{}"><span {}>{}</span></td><td data-l="{}">{}</td></tr>)",
      target.empty() ? package_url(package.id) : linking_url(package.id, target), content, package.name,
      texts("package.column.version"_msg), version_text(texts, package), texts("package.column.issuer"_msg),
      content, package.issuer, texts("package.column.origin"_msg),
      texts(package.is_own ? "package.origin.own"_msg : "package.origin.read"_msg));
}

void write_list_actions(Writer& w, Texts const& texts, PackageListPage const& page)
{
    if (page.may_issue)
        w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
          packages_url("neu"), texts("package.issue"_msg));
    if (page.may_take_in)
        w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
          packages_url("einlesen"), texts("package.take_in"_msg));
}

void write_key(Writer& w, Texts const& texts, PackagePage const& page)
{
    w(R"(<section class="card" aria-labelledby="schluessel"><h2 id="schluessel">{}</h2>{}<p>{}</p><p><code>{}</code></p><p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p></section>)",
      texts("package.key.title"_msg),
      when(
          has_other_key(page.stored, page.versions),
          [&](Writer& note) {
              note(R"(<div class="note"><p>{}</p></div>)", texts("package.key.changed"_msg));
          }),
      texts("package.key.lead"_msg), fingerprint_of(page.stored.public_key),
      package_url(page.stored.id, "datei"), texts("package.download"_msg));
}

void write_adoptions(Writer& w, Texts const& texts, PackagePage const& page)
{
    if (page.adoptions.empty())
        return;
    w(R"(<section class="stack" aria-labelledby="gemeinden"><h2 id="gemeinden">{}</h2><p>{}</p><ul class="stack">{}</ul></section>)",
      texts("package.adoptions.title"_msg), texts("package.adoptions.lead"_msg),
      each(page.adoptions, [&](Writer& row, SeenAdoption const& one) {
          auto const state = one.adoption
              ? texts("package.adoptions.at"_msg, {{"number", std::to_string(one.adoption->number)}})
              : std::string(texts("package.adoptions.none"_msg));
          if (one.may_adopt)
              row(R"(<li><a href="{}">{}</a>: {}</li>)", adopting_url(page.stored.id, one.body.slug),
                  one.body.name, state);
          else
              row("<li>{}: {}</li>", one.body.name, state);
      }));
}

void write_link_form(Writer& w, web::Call const& call, Texts const& texts, PackagePage const& page)
{
    std::vector<web::Choice> choices{{std::string{}, std::string(texts("package.links.choose"_msg))}};
    for (auto const& one : page.choices)
        choices.push_back({one.value, one.title});
    w(R"(<form class="form" method="post" action="{}" novalidate>{}{}<div class="save">{}</div></form>)",
      package_url(page.stored.id, "verweise"), web::FormToken{call},
      web::SelectField{
          .texts = texts,
          .name = "verweis",
          .label = "package.links.field"_msg,
          .choices = choices,
          .value = page.target,
          .problems = page.problems},
      web::SubmitButton{texts("package.links.add"_msg), "secondary"});
}

void write_link(Writer& w, web::Call const& call, PackagePage const& page, LinkedTarget const& link)
{
    auto const& texts = web::staff_texts(call);
    html::Attributes const content{web::content_lang(texts)};
    w(R"(<li><a href="{}" {}>{}</a>{}</li>)", link.url, content, link.title,
      when(page.may_link, [&](Writer& inner) {
          inner(
              R"(<form method="post" action="{}">{}<input type="hidden" name="verweis" value="{}">{}</form>)",
              package_url(page.stored.id, "entfernen"), web::FormToken{call}, link.id.value,
              web::SubmitButton{texts("package.links.remove"_msg), "tertiary"});
      }));
}

void write_links(Writer& w, web::Call const& call, Texts const& texts, PackagePage const& page)
{
    bool const has_form = page.may_link && !page.choices.empty();
    if (page.links.empty() && !has_form)
        return;
    w(R"(<section class="stack" aria-labelledby="verweise"><h2 id="verweise">{}</h2><ul class="stack">{}</ul>{}</section>)",
      texts("package.links.title"_msg),
      each(page.links, [&](Writer& row, LinkedTarget const& link) { write_link(row, call, page, link); }),
      when(has_form, [&](Writer& inner) { write_link_form(inner, call, texts, page); }));
}

void write_versions(Writer& w, Texts const& texts, PackagePage const& page)
{
    if (page.versions.size() < 2)
        return;
    w(R"(<section class="card" aria-labelledby="fassungen"><h2 id="fassungen">{}</h2><ul class="stack">{}</ul></section>)",
      texts("package.versions.title"_msg), each(page.versions, [&](Writer& row, StoredPackage const& one) {
          row(R"(<li><a href="{}">{}</a></li>)", package_url(one.id), version_text(texts, one));
      }));
}

}

std::string version_text(Texts const& texts, StoredPackage const& package)
{
    return texts(
        "package.version"_msg,
        {{"number", std::to_string(package.number)},
         {"day", texts.date(package.day, i18n::DateStyle::long_)}});
}

Url packages_url()
{
    return staff_url({packages_path});
}

Url packages_url(std::string_view page)
{
    return staff_url({packages_path, page});
}

Url package_url(PackageId id)
{
    return staff_url({packages_path, std::to_string(id.value)});
}

Url package_url(PackageId id, std::string_view page)
{
    return staff_url({packages_path, std::to_string(id.value), page});
}

Url adopting_url(PackageId id, std::string_view body)
{
    return staff_url({packages_path, std::to_string(id.value), "uebernehmen", body});
}

Url package_history_url(PackageId id)
{
    return package_url(id, "verlauf");
}

Url linking_url(PackageId id, std::string_view target)
{
    return package_url(id).with_query({{link_query, target}}).with_fragment("verweise");
}

std::string title_of(Item const& item, Texts const& texts)
{
    if (item.kind == ItemKind::checklist)
        return shown_word(item.kind, item_field::step, item.title(), texts);
    if (item.kind == ItemKind::letter)
        return letters::title_of(item.title(), item.fields.value(item_field::language), texts);
    auto const number = item.fields.value(item_field::number);
    return (number.empty() ? std::string{} : std::string(number) + ' ') + std::string(item.title());
}

web::RecordForm part_form(ItemKind kind, ConceptPackage const& package, Texts const& texts)
{
    web::RecordForm form;
    form.has_drafts = false;
    for (auto const& rule : fields_of(kind))
        form.fields.push_back({std::string(rule.name), std::string(texts(rule.label))});
    form.shown = [kind, &package, &texts](Fields const& fields, std::string_view name) {
        return shown_field(kind, fields, name, package, texts);
    };
    return form;
}

void write_parts(Writer& w, web::Call const& call, ConceptPackage const& package)
{
    auto const& texts = web::staff_texts(call);
    for (auto const kind : all_item_kinds) {
        std::vector<Item const*> items;
        for (auto const& item : package.items) {
            if (item.kind == kind)
                items.push_back(&item);
        }
        if (!items.empty())
            w(R"(<section class="stack"><h2>{}</h2><ul class="stack">{}</ul></section>)",
              texts("package.parts"_msg, {{"kind", texts(label_of(kind))}, {"count", std::ssize(items)}}),
              each(items, [&](Writer& row, Item const* item) { write_part(row, texts, package, *item); }));
    }
}

web::StaffFrame frame_below_packages(web::Call const& call, std::string title)
{
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(packages_path),
        .crumbs = {{packages_url(), std::string(web::staff_texts(call)("package.title"_msg))}}};
}

http::Response package_list_page(web::Call const& call, PackageListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    web::StaffFrame frame{
        .call = call,
        .title = std::string(texts("package.title"_msg)),
        .section = std::string(packages_path),
        .state_line = page.is_cut ? texts("package.list.newest"_msg, {{"count", std::ssize(page.packages)}})
                                  : texts("package.list.count"_msg, {{"count", std::ssize(page.packages)}})};
    frame.actions = [&](Writer& w) { write_list_actions(w, texts, page); };
    return web::staff_page(frame, [&](Writer& w) {
        if (!page.packages.empty() || !page.words.empty()) {
            std::array<std::pair<std::string_view, std::string_view>, 1> const kept{
                {{link_query, page.target}}};
            w("{}", web::WordsFilter{texts, packages_url(), page.words, "package.list.words"_msg, kept});
        }
        if (page.packages.empty()) {
            w(R"(<p class="mute">{}</p>)",
              texts(
                  !page.words.empty()  ? "package.list.none_with"_msg
                      : page.may_issue ? "package.list.none"_msg
                                       : "package.list.empty"_msg));
            return;
        }
        if (!page.target.empty())
            w("<p>{}</p>", texts("package.links.which"_msg));
        w(R"(<div class="scroll" role="region" aria-labelledby="liste" tabindex="0"><table class="tbl tbl--stack"><caption class="vh" id="liste">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
          texts("package.title"_msg), texts("package.column.name"_msg), texts("package.column.version"_msg),
          texts("package.column.issuer"_msg), texts("package.column.origin"_msg),
          each(page.packages, [&](Writer& row, StoredPackage const& one) {
              write_row(row, texts, one, page.target);
          }));
    });
}

http::Response package_page(web::Call const& call, PackagePage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_packages(call, page.stored.name);
    frame.is_named_by_content = true;
    frame.state_line = version_text(texts, page.stored) + " · " + page.stored.issuer;
    frame.problems = page.problems;
    bool const is_newest = page.versions.front().id == page.stored.id;
    if (page.may_issue && page.stored.is_own && is_newest)
        frame.actions = [&](Writer& w) {
            w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
              packages_url("neu").with_query({{"paket", std::to_string(page.stored.id.value)}}),
              texts("package.issue.next"_msg));
        };
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack">{}{}{}{}{}{}<dl class="facts">{}{}{}</dl></div>)",
            when(
                !is_newest,
                [&](Writer& inner) {
                    inner(
                        R"(<div class="note"><p>{} <a href="{}">{}</a></p></div>)",
                        texts("package.old.note"_msg), package_url(page.versions.front().id),
                        version_text(texts, page.versions.front()));
                }),
            when(is_newest, [&](Writer& inner) { write_adoptions(inner, texts, page); }),
            [&](Writer& inner) { write_parts(inner, call, page.package); },
            [&](Writer& inner) { write_links(inner, call, texts, page); },
            [&](Writer& inner) { write_key(inner, texts, page); },
            [&](Writer& inner) {
                write_versions(inner, texts, page);
                web::write_history_card(inner, texts, package_history_url(page.stored.id));
            },
            [&](Writer& inner) { web::write_fact(inner, texts("form.source"_msg), page.package.source); },
            [&](Writer& inner) {
                web::write_fact(inner, texts("package.field.licence"_msg), page.package.licence);
            },
            [&](Writer& inner) { web::write_fact(inner, texts("package.code"_msg), page.stored.code); });
    });
}

http::Response take_in_page(web::Call const& call, TakeInPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_packages(call, std::string(texts("package.take_in"_msg)));
    frame.problems = page.problems;
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack stack-top measure"><p>{}</p><form class="form stack" method="post" action="{}" enctype="multipart/form-data" novalidate>{}{}{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form></div>)",
          texts("package.take_in.lead"_msg), packages_url("einlesen"), web::FormToken{call},
          web::FileField{
              .texts = texts,
              .label = "package.file"_msg,
              .accept = ".json,application/json",
              .problems = page.problems,
              .hint = "package.file.hint"_msg,
              .limit = "2",
              .is_required = true},
          when(
              !page.asked_key.empty(),
              [&](Writer& inner) {
                  std::array const choices{
                      web::Choice{page.asked_key, std::string(texts("package.key.compared"_msg))}};
                  inner(
                      "{}",
                      web::ChoiceGroup{
                          .texts = texts,
                          .name = "schluessel",
                          .legend = "package.key.question"_msg,
                          .choices = choices,
                          .is_multiple = true});
              }),
          web::SubmitButton{texts("package.take_in"_msg)}, packages_url(), texts("form.back"_msg));
    });
}

} // namespace kommin::adoption
