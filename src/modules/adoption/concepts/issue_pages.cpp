#include "modules/adoption/concepts/package_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"

#include <array>
#include <utility>

namespace kommin::adoption {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using web::Choice;
using web::FieldWidth;

namespace {

std::vector<Choice> field_choices(std::vector<meetings::Panel> const& fields)
{
    std::vector<Choice> choices;
    for (auto const& panel : fields)
        choices.push_back({std::to_string(panel.id.value), panel.name});
    return choices;
}

std::vector<Choice> part_choices(Texts const& texts)
{
    return {
        {std::string(part_name::goals), std::string(texts(label_of(ItemKind::goal)))},
        {std::string(part_name::measures), std::string(texts("package.part.measures"_msg))},
        {std::string(part_name::checklists), std::string(texts(label_of(ItemKind::checklist)))},
        {std::string(part_name::letters), std::string(texts(label_of(ItemKind::letter)))}};
}

std::vector<Choice> version_choices(std::vector<StoredPackage> const& own, Texts const& texts)
{
    std::vector<Choice> choices{{std::string{}, std::string(texts("package.issue.new"_msg))}};
    for (auto const& one : own)
        choices.push_back(
            {one.code,
             texts(
                 "package.issue.version_of"_msg,
                 {{"number", std::to_string(one.number + 1)}, {"name", one.name}})});
    return choices;
}

std::array<Choice, 1> yes_choice(Texts const& texts, MessageKey label)
{
    return {Choice{std::string(said), std::string(texts(label))}};
}

// What the first form said goes along with the question whether it shall leave.
void write_hidden(Writer& w, records::Fields const& typed)
{
    for (auto const& [name, values] : typed.all()) {
        if (name == issue_field::read)
            continue;
        for (auto const& value : values)
            w(R"(<input type="hidden" name="{}" value="{}">)", name, value);
    }
}

void write_fields(Writer& w, Texts const& texts, IssuePage const& page)
{
    web::FormFields const form(texts, page.typed, page.problems);
    w(
        R"({}<div class="sec">{}{}</div><div class="sec">{}{}{}</div><div class="sec">{}{}</div>)",
        web::RequiredNote{texts},
        when(
            !page.own.empty(),
            [&](Writer& inner) {
                inner(
                    "{}",
                    form.choice(
                        issue_field::code, "package.field.code"_msg, version_choices(page.own, texts)));
            }),
        form.text(
            issue_field::name, "package.field.name"_msg, FieldWidth::whole, "package.hint.name"_msg, true),
        [&](Writer& inner) {
            form.write_choices(
                inner, issue_field::fields, "package.field.fields"_msg, field_choices(page.fields), true,
                "package.hint.fields"_msg);
        },
        [&](Writer& inner) {
            form.write_choices(
                inner, issue_field::parts, "package.field.parts"_msg, part_choices(texts), true,
                "package.hint.parts"_msg);
        },
        [&](Writer& inner) {
            form.write_choices(
                inner, issue_field::serves, "package.field.serves"_msg,
                yes_choice(texts, "package.serves.yes"_msg), true);
        },
        form.text(issue_field::source, "form.source"_msg, FieldWidth::whole),
        form.text(
            issue_field::licence, "package.field.licence"_msg, FieldWidth::whole,
            "package.hint.licence"_msg));
}

}

http::Response issue_page(web::Call const& call, IssuePage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_packages(call, std::string(texts("package.issue"_msg)));
    frame.problems = page.problems;
    return web::staff_page(frame, [&](Writer& w) {
        if (page.fields.empty()) {
            w(R"(<p class="mute">{}</p>)", texts("package.issue.nothing"_msg));
            return;
        }
        w(
            R"(<div class="stack measure"><p>{}</p><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="schluessel" value="{}">{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form></div>)",
            texts("package.issue.lead"_msg), packages_url("neu"), web::FormToken{call}, page.form_key,
            [&](Writer& inner) { write_fields(inner, texts, page); },
            web::SubmitButton{texts("package.issue.look"_msg)}, packages_url(), texts("form.back"_msg));
    });
}

http::Response draft_page(web::Call const& call, PackageDraft const& draft, IssuePage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_packages(call, std::string(texts("package.draft.title"_msg)));
    frame.problems = page.problems;
    frame.state_line = texts(
        "package.draft.line"_msg,
        {{"name", draft.package.name}, {"number", std::to_string(draft.package.number)}});
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack"><div class="note"><p>{}</p>{}</div>{}<form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="schluessel" value="{}"><input type="hidden" name="stand" value="{}">{}{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form></div>)",
            texts("package.draft.lead"_msg),
            when(
                draft.stripped > 0,
                [&](Writer& inner) {
                    inner(
                        "<p>{}</p>",
                        texts(
                            "package.draft.stripped"_msg,
                            {{"count", static_cast<std::int64_t>(draft.stripped)}}));
                }),
            [&](Writer& inner) { write_parts(inner, call, draft.package); }, packages_url("neu"),
            web::FormToken{call}, page.form_key, draft.digest,
            [&](Writer& inner) { write_hidden(inner, page.typed); },
            web::ChoiceGroup{
                .texts = texts,
                .name = issue_field::read,
                .legend = "package.draft.question"_msg,
                .choices = yes_choice(texts, "package.draft.read"_msg),
                .is_multiple = true,
                .problems = page.problems},
            web::SubmitButton{texts("package.issue.do"_msg), "primary grave"}, packages_url("neu"),
            texts("form.back"_msg));
    });
}

} // namespace kommin::adoption
