#include "platform/post/letter.hpp"

#include "platform/base/text.hpp"
#include "platform/html/writer.hpp"
#include "platform/i18n/texts.hpp"

#include <string_view>
#include <vector>

namespace kommin::post {

namespace {

using html::each;
using html::when;
using html::Writer;

std::vector<std::string_view> paragraphs_of(std::string_view text)
{
    std::vector<std::string_view> paragraphs;
    while (!text.empty()) {
        auto const end = text.find("\n\n");
        if (auto const paragraph = trim(text.substr(0, end)); !paragraph.empty())
            paragraphs.push_back(paragraph);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
    }
    return paragraphs;
}

void write_lines(Writer& w, std::string_view paragraph)
{
    bool is_first = true;
    for (auto const line : split(paragraph, '\n')) {
        if (!is_first)
            w("<br>");
        is_first = false;
        w("{}", line);
    }
}

void write_paragraphs(Writer& w, std::string_view text)
{
    for (auto const paragraph : paragraphs_of(text))
        w(R"(<p style="margin:0 0 16px">{}</p>)", [&](Writer& inner) { write_lines(inner, paragraph); });
}

void write_quote(Writer& w, Letter::Quote const& quote)
{
    write_paragraphs(w, quote.lead);
    w(R"(<blockquote lang="{}" dir="{}" style="margin:0 0 16px;padding-inline-start:16px;border-inline-start:4px solid #c5d4d8;text-align:start">{}</blockquote>)",
      quote.language.tag(), quote.language.direction(),
      [&](Writer& inner) { write_paragraphs(inner, quote.words); });
}

// On white, also where all else is dark: otherwise no telephone could read a code.
void write_picture(Writer& w, Letter const& letter, std::string const& from)
{
    if (letter.picture)
        w(R"(<p style="margin:0 0 8px">{}</p><p style="margin:0 0 24px"><img src="{}" alt="{}" width="{}" height="{}" style="display:block;background:#ffffff"></p>)",
          letter.picture->about, html::Url::content_id(mail::picture_id(letter.id, from)),
          letter.picture->about, letter.picture->side, letter.picture->side);
}

// For whoever wants to see where the button leads, or cannot press it.
void write_address(Writer& w, Letter const& letter, i18n::Texts const& texts)
{
    if (letter.button)
        w(R"(<p style="margin:0 0 8px;font-size:14px;color:#47606a;overflow-wrap:anywhere">{}<br><bdi dir="ltr">{}</bdi></p>)",
          texts("post.address_of_button"_msg), letter.button->url);
}

void write_letter(Writer& w, Letter const& letter, std::string const& from, i18n::Texts const& texts)
{
    w(
        R"(<div role="main"><p style="margin:0 0 24px;font-weight:600;color:#00566b">{}</p><h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">{}</h1>{}{}{}{}{}{}<div style="margin-top:32px;padding-top:12px;border-top:1px solid #c5d4d8">{}<p style="margin:0;font-size:14px;color:#47606a">{}</p></div></div>)",
        letter.from_name, letter.subject, [&](Writer& inner) { write_paragraphs(inner, letter.text); },
        when(letter.quote.has_value(), [&](Writer& inner) { write_quote(inner, *letter.quote); }),
        when(
            letter.button.has_value(),
            [&](Writer& inner) {
                inner(
                    R"(<p style="margin:24px 0"><a href="{}" style="display:inline-block;padding:12px 20px;border-radius:4px;background:#00566b;color:#ffffff;font-weight:600;text-decoration:none">{}</a></p>)",
                    letter.button->url, letter.button->label);
            }),
        when(
            !letter.links.empty(),
            [&](Writer& inner) {
                inner(
                    R"(<ul style="margin:24px 0;padding:0 0 0 20px">{}</ul>)",
                    each(letter.links, [](Writer& item, Letter::Button const& link) {
                        item(
                            R"(<li style="margin:0 0 12px"><a href="{}" style="color:#00566b;font-weight:600">{}</a></li>)",
                            link.url, link.label);
                    }));
            }),
        [&](Writer& inner) { write_picture(inner, letter, from); },
        [&](Writer& inner) { write_paragraphs(inner, letter.note); },
        [&](Writer& inner) { write_address(inner, letter, texts); },
        texts("post.sent_by_program"_msg, {{"sender", letter.from_name}}));
}

// Styles stand at the elements, because some readers drop the head; only the dark colours need it.
std::string page_of(Letter const& letter, std::string const& from, i18n::Texts const& texts)
{
    auto const language = letter.language.tag();
    auto const direction = letter.language.direction();
    Writer w(4096);
    w(R"(<!doctype html><html lang="{}" dir="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>{}</title><style>@media (prefers-color-scheme:dark){{body,table,td{{background:#0d1c22!important;color:#e6eff1!important}}td>div>p:first-child{{color:#7cc7dc!important}}td div div,blockquote{{border-color:#3b525b!important}}td div div p{{color:#a9bcc3!important}}}}</style></head><body style="margin:0;padding:0;background:#ffffff;color:#10262d"><table role="presentation" lang="{}" dir="{}" style="width:100%;border-collapse:collapse"><tr><td style="padding:24px 16px"><table role="presentation" dir="{}" style="width:100%;max-width:560px;margin:0 auto;border-collapse:collapse"><tr><td style="text-align:start;font:16px/1.5 'Fira Sans','Segoe UI',Arial,sans-serif">{}</td></tr></table></td></tr></table></body></html>)",
      language, direction, letter.subject, language, direction, direction,
      [&](Writer& inner) { write_letter(inner, letter, from, texts); });
    return w.take() + '\n';
}

std::string text_of(Letter const& letter, i18n::Texts const& texts)
{
    std::string text;
    auto const add = [&](std::string_view paragraph) {
        text += text.empty() ? "" : "\n\n";
        text += paragraph;
    };
    for (auto const paragraph : paragraphs_of(letter.text))
        add(paragraph);
    if (letter.quote)
        add(letter.quote->lead + '\n'
            + (letter.quote->language.direction() == letter.language.direction()
                   ? letter.quote->words
                   : i18n::isolated(letter.quote->words)));
    if (letter.button)
        add(letter.button->url.text());
    for (auto const& link : letter.links)
        add(link.label + '\n' + std::string(link.url.text()));
    if (letter.picture)
        add(letter.picture->about);
    for (auto const paragraph : paragraphs_of(letter.note))
        add(paragraph);
    add("-- \n" + texts("post.sent_by_program"_msg, {{"sender", letter.from_name}}));
    return text + '\n';
}

}

mail::Message message_of(Letter const& letter, std::string const& from, Instant date)
{
    auto const& texts = i18n::Texts::of(letter.language);
    return {
        .id = letter.id,
        .date = date,
        .from = from,
        .from_name = letter.from_name,
        .to = letter.to.empty() ? std::vector<std::string>{} : std::vector{letter.to},
        .subject = letter.subject,
        .text = text_of(letter, texts),
        .html = page_of(letter, from, texts),
        .language = std::string(letter.language.tag()),
        .calendar = letter.calendar,
        .picture = letter.picture ? std::optional(letter.picture->file) : std::nullopt};
}

} // namespace kommin::post
