#include "modules/funding/grants/voucher_pages.hpp"

#include "modules/funding/grants/grant_named.hpp"
#include "platform/html/attributes.hpp"
#include "platform/pdf/pdf.hpp"
#include "platform/records/typed_ids.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/staff_export.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kommin::funding {

using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::Choice;
using web::FieldWidth;

namespace {

MessageKey voucher_label(std::string_view name)
{
    return web::label_in(form_voucher_fields, name);
}

std::string payee_of(Voucher const& one, Texts const& texts)
{
    return one.erased_on ? std::string(texts("voucher.erased"_msg)) : one.payee;
}

std::string short_day(Texts const& texts, std::optional<Date> day)
{
    return day ? texts.date(*day, i18n::DateStyle::short_numeric) : std::string("–");
}

void write_voucher_line(Writer& w, Texts const& texts, VoucherListPage const& page, Voucher const& one)
{
    auto const* share = one.share_of(page.grant.id);
    auto const recipient = one.passed_on ? page.recipients.find(*one.passed_on) : page.recipients.end();
    Attributes const content{web::content_lang(texts)};
    w(R"(<tr><th scope="row"><a href="{}">{}</a></th><td data-l="{}">{}</td><td data-l="{}" {}>{}{}</td><td data-l="{}" {}>{}</td><td data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
      voucher_url(page.grant.id, one.id), texts.number(share->serial), texts("voucher.field.day"_msg),
      short_day(texts, one.day), texts("voucher.field.payee"_msg), content, payee_of(one, texts),
      when(
          recipient != page.recipients.end(),
          [&](Writer& inner) {
              inner(
                  R"(<br><span class="small">{}</span>)",
                  texts("voucher.of_association"_msg, {{"name", recipient->second}}));
          }),
      texts("voucher.field.purpose"_msg), content, one.purpose, texts("cost.kind"_msg),
      texts(label_of(one.kind)), texts("voucher.field.amount"_msg), texts.money(one.amount),
      texts("voucher.share"_msg), texts.money(share->amount), texts("voucher.field.paid_on"_msg),
      short_day(texts, one.paid_on), texts("staff.state"_msg), [&](Writer& cell) {
          if (!one.counts())
              cell(R"(<span class="st st--none">{}</span>)", texts("voucher.state.cancelled"_msg));
          else if (!one.paid_on)
              cell(R"(<span class="st st--warn">{}</span>)", texts("voucher.state.unpaid"_msg));
          else
              cell(R"(<span class="st st--ok">{}</span>)", texts("voucher.state.paid"_msg));
          if (!one.file.empty())
              cell(
                  R"(<br><a class="small" href="{}">{}</a>)",
                  voucher_url(page.grant.id, one.id, "datei-lesen"), texts("voucher.file.read"_msg));
      });
}

// The grant from whose list it is entered stands open, others of its owner below a fold.
void write_shares(Writer& w, Texts const& texts, VoucherFormPage const& page)
{
    if (page.voucher != nullptr && page.voucher->passed_on) {
        w(R"(<p class="note">{}</p>)", texts("voucher.hint.association"_msg));
        return;
    }
    auto const typed_of = [&](GrantId grant) {
        for (auto const& value : page.fields.values(voucher_field::shares)) {
            auto const typed = read_share_value(value);
            if (records::typed_id<GrantId>(typed.grant) == grant)
                return typed.amount;
        }
        return std::string{};
    };
    auto const field = [&](Writer& inner, GrantId grant, std::string_view title, MessageKey hint) {
        auto const name = share_field(grant);
        auto const value = typed_of(grant);
        inner(
            "{}",
            web::TextField{
                .texts = texts,
                .name = name,
                .label = "voucher.share"_msg,
                .value = value,
                .problems = page.problems,
                .hint = hint,
                .width = FieldWidth::narrow,
                .input_mode = "decimal",
                .caption = title});
    };
    auto const own_caption = texts("voucher.share.of"_msg, {{"title", page.grant.title}});
    std::vector<NamedGrant> others;
    for (auto const& one : page.choices.grants) {
        if (one.id != page.grant.id)
            others.push_back(one);
    }
    bool const is_shared
        = std::ranges::any_of(others, [&](NamedGrant const& one) { return !typed_of(one.id).empty(); });
    field(w, page.grant.id, own_caption, "voucher.hint.share"_msg);
    if (others.empty())
        return;
    w(R"(<details {}><summary>{}</summary>{}</details>)", Attributes{html::flag("open", is_shared)},
      texts("voucher.shares.others"_msg), each(others, [&](Writer& inner, NamedGrant const& one) {
          field(inner, one.id, texts("voucher.share.of"_msg, {{"title", one.title}}), {});
      }));
}

void write_voucher_fields(Writer& w, Texts const& texts, VoucherFormPage const& page)
{
    web::FormFields const form(texts, page.fields, page.problems);
    auto const kinds = web::choices_among<CostKind>(all_cost_kinds, texts);
    std::vector<Choice> measures{{"", std::string(texts("cost.measure.none"_msg))}};
    for (auto const& one : page.choices.measures)
        measures.push_back({std::to_string(one.id.value), one.title});
    auto const chosen = page.fields.value(voucher_field::measure);
    if (!chosen.empty() && std::ranges::find(measures, chosen, &Choice::value) == measures.end())
        measures.push_back({std::string(chosen), std::string(texts("cost.measure.other"_msg))});
    w(R"({}<div class="sec">{}{}{}{}{}</div><div class="sec">{}{}{}</div><div class="sec">{}</div>)",
      web::RequiredNote{texts},
      form.day(voucher_field::day, voucher_label(voucher_field::day), "voucher.hint.day"_msg, false),
      form.text(
          voucher_field::payee, voucher_label(voucher_field::payee), FieldWidth::whole,
          "voucher.hint.payee"_msg, true),
      form.text(
          voucher_field::purpose, voucher_label(voucher_field::purpose), FieldWidth::whole,
          "voucher.hint.purpose"_msg, true),
      form.text(
          voucher_field::amount, voucher_label(voucher_field::amount), FieldWidth::narrow,
          "voucher.hint.amount"_msg, true),
      form.choice(voucher_field::kind, voucher_label(voucher_field::kind), kinds),
      form.day(
          voucher_field::paid_on, voucher_label(voucher_field::paid_on), "voucher.hint.paid_on"_msg, false),
      form.text(
          voucher_field::number, voucher_label(voucher_field::number), FieldWidth::medium,
          "voucher.hint.number"_msg),
      form.choice(voucher_field::measure, voucher_label(voucher_field::measure), measures),
      [&](Writer& inner) { write_shares(inner, texts, page); });
}

// "Deutschkurse 2010: 250,00 €"
std::string share_text(Texts const& texts, VoucherChoices const& choices, std::string_view value)
{
    auto const typed = read_share_value(value);
    auto const title = choices.grant(typed.grant);
    auto const amount = read_typed_money(typed.amount);
    return (title.empty() ? std::string(texts("voucher.share.other"_msg)) : title) + ": "
        + (amount ? texts.money(*amount) : typed.amount);
}

void write_voucher_side(Writer& w, Texts const& texts, VoucherFormPage const& page)
{
    web::write_effect(w, texts, "voucher.effect"_msg);
    if (page.voucher == nullptr)
        return;
    auto const& one = *page.voucher;
    auto const id = page.grant.id;
    w(
        R"(<section class="card" aria-labelledby="beleg-datei"><h2 id="beleg-datei">{}</h2>{}<p><a href="{}">{}</a></p><p><a href="{}">{}</a></p></section>)",
        texts("voucher.file"_msg),
        [&](Writer& inner) {
            if (one.file.empty())
                inner(R"(<p class="mute">{}</p>)", texts("voucher.file.none"_msg));
            else
                inner(
                    R"(<p><a href="{}">{}</a></p>)", voucher_url(id, one.id, "datei-lesen"),
                    texts("voucher.file.read"_msg));
        },
        voucher_url(id, one.id, "datei"), texts("voucher.file.add"_msg), voucher_url(id, one.id, "storno"),
        texts("voucher.cancel"_msg));
    web::write_history_card(w, texts, voucher_url(id, one.id, "verlauf"));
}

// One that is cancelled or erased is read, not edited.
http::Response closed_page(web::Call const& call, VoucherFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& one = *page.voucher;
    auto frame = frame_below_grant(call, page.grant, std::string(texts("voucher.one"_msg)));
    frame.problems = page.problems;
    return web::staff_page(frame, [&](Writer& w) {
        auto const fact = [&](MessageKey label, std::string value) {
            return [&texts, label, value = std::move(value)](Writer& inner) {
                web::write_fact(inner, texts(label), value);
            };
        };
        w(
            R"(<div class="cols stack-top"><div class="stack">{}<p class="note">{} {}</p><dl class="dl">{}{}{}{}</dl></div><div class="stack">{}</div></div>)",
            [&](Writer& inner) {
                std::vector<std::string> typed;
                if (!page.problems.empty()) {
                    for (auto const& field : form_voucher_fields) {
                        if (auto const value = page.fields.value(field.name); !value.empty())
                            typed.emplace_back(value);
                    }
                }
                web::write_not_stored(inner, texts, typed);
            },
            one.erased_on ? texts("voucher.problem.erased"_msg) : texts("voucher.state.cancelled"_msg),
            one.erased_on ? std::string_view{} : std::string_view(one.cancel_reason),
            fact("voucher.field.day"_msg, short_day(texts, one.day)),
            fact("voucher.field.payee"_msg, payee_of(one, texts)),
            fact("voucher.field.purpose"_msg, one.purpose),
            fact("voucher.field.amount"_msg, texts.money(one.amount)),
            [&](Writer& inner) {
                web::write_history_card(inner, texts, voucher_url(page.grant.id, one.id, "verlauf"));
            });
    });
}

}

Url voucher_url(GrantId grant, VoucherId id)
{
    return grant_url(grant, {vouchers_path, std::to_string(id.value)});
}

Url voucher_url(GrantId grant, VoucherId id, std::string_view page)
{
    return grant_url(grant, {vouchers_path, std::to_string(id.value), page});
}

Money accounted_of(std::vector<Voucher> const& vouchers, GrantId grant)
{
    Money sum;
    for (auto const& one : vouchers) {
        auto const* share = one.counts() ? one.share_of(grant) : nullptr;
        if (share != nullptr)
            sum += share->amount;
    }
    return sum;
}

http::Response voucher_list_page(web::Call const& call, VoucherListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_grant(call, page.grant, std::string(texts("voucher.title"_msg)));
    frame.is_wide = true;
    frame.state_line = texts("voucher.list.count"_msg, {{"count", std::ssize(page.vouchers)}});
    frame.actions = [&](Writer& w) {
        w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
          grant_url(page.grant.id, {vouchers_path, "neu"}), texts("voucher.new"_msg));
    };
    return web::staff_page(frame, [&](Writer& w) {
        if (page.vouchers.empty()) {
            w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("voucher.none"_msg),
              texts("voucher.none.text"_msg));
            return;
        }
        w(R"(<div class="scroll" role="region" aria-labelledby="liste" tabindex="0"><table class="tbl tbl--stack"><caption class="vh" id="liste">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody><tfoot><tr><th scope="row" colspan="6">{}</th><td class="num" data-l="{}">{}</td><td></td><td></td></tr></tfoot></table></div>{})",
          texts("voucher.title"_msg), texts("voucher.serial"_msg), texts("voucher.field.day"_msg),
          texts("voucher.field.payee"_msg), texts("voucher.field.purpose"_msg), texts("cost.kind"_msg),
          texts("voucher.field.amount"_msg), texts("voucher.share"_msg), texts("voucher.field.paid_on"_msg),
          texts("staff.state"_msg),
          each(
              page.vouchers,
              [&](Writer& row, Voucher const& one) { write_voucher_line(row, texts, page, one); }),
          texts("voucher.sum"_msg), texts("voucher.share"_msg),
          texts.money(accounted_of(page.vouchers, page.grant.id)),
          web::ExportLinks{
              texts, [&](std::string_view file) { return grant_url(page.grant.id, {vouchers_path, file}); }});
    });
}

web::RecordForm voucher_record_form(Texts const& texts, VoucherChoices choices)
{
    auto form = web::record_form(form_voucher_fields, texts);
    form.fields.push_back({std::string(voucher_field::shares), std::string(texts("voucher.shares"_msg))});
    form.fields.push_back({std::string(voucher_field::file), std::string(texts("voucher.file"_msg))});
    form.fields.push_back(
        {std::string(voucher_field::cancelled), std::string(texts("voucher.field.cancelled"_msg))});
    form.shown = [&texts, choices = std::move(choices)](Fields const& fields, std::string_view name) {
        std::string value(fields.value(name));
        if (name == voucher_field::shares) {
            std::string lines;
            for (auto const& line : fields.values(name))
                lines += (lines.empty() ? "" : "\n") + share_text(texts, choices, line);
            return lines;
        }
        if (value.empty())
            return value;
        if (name == voucher_field::kind)
            return web::word_of_value<CostKind>(value, texts);
        if (name == voucher_field::measure) {
            auto title = choices.measure(value);
            return title.empty() ? std::string(texts("cost.measure.other"_msg)) : title;
        }
        // The digest tells people nothing but whether it is another file.
        if (name == voucher_field::file)
            return texts("voucher.file.of_version"_msg, {{"mark", value.substr(0, 8)}});
        return value;
    };
    return form;
}

http::Response voucher_form_page(web::Call const& call, VoucherFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* one = page.voucher;
    if (one != nullptr && (!one->counts() || one->erased_on))
        return closed_page(call, page);
    auto frame = frame_below_grant(
        call, page.grant, std::string(texts(one == nullptr ? "voucher.new"_msg : "voucher.one"_msg)));
    frame.crumbs.push_back(
        {grant_url(page.grant.id, {vouchers_path}), std::string(texts("voucher.title"_msg))});
    frame.problems = page.problems;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url = one == nullptr ? grant_url(page.grant.id, {vouchers_path, "neu"})
                              : voucher_url(page.grant.id, one->id),
        .version = one == nullptr ? std::nullopt : std::optional(one->version),
        .form_key = page.form_key,
        .back = grant_url(page.grant.id, {vouchers_path}),
        .shown_version = page.shown_version,
        .is_about_person = true};
    return shell.page(
        frame, [&](Writer& w) { write_voucher_fields(w, texts, page); },
        [&](Writer& w) { write_voucher_side(w, texts, page); });
}

http::Response voucher_file_page(
    web::Call const& call, Grant const& grant, Voucher const& voucher, std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_grant(call, grant, std::string(texts("voucher.file.add"_msg)));
    frame.problems = problems;
    auto const back = voucher_url(grant.id, voucher.id);
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack stack-top measure"><form class="form stack" method="post" action="{}" enctype="multipart/form-data" novalidate>{}<input type="hidden" name="fassung" value="{}">{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form></div>)",
          voucher_url(grant.id, voucher.id, "datei"), web::FormToken{call}, voucher.version,
          web::FileField{
              .texts = texts,
              .label = "voucher.file"_msg,
              .accept = grant_file_types,
              .problems = problems,
              .hint = "voucher.file.hint"_msg,
              .limit = std::to_string(pdf::largest_document >> 20U),
              .is_required = true},
          web::SubmitButton{texts("voucher.file.save"_msg)}, back, texts("form.back"_msg));
    });
}

http::Response voucher_cancel_page(
    web::Call const& call, Grant const& grant, Voucher const& voucher, std::string_view reason,
    std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_grant(call, grant, std::string(texts("voucher.cancel"_msg)));
    frame.problems = problems;
    auto const back = voucher_url(grant.id, voucher.id);
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack stack-top measure"><p>{}</p><form class="form stack" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}">{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form></div>)",
          texts(
              "voucher.cancel.lead"_msg,
              {{"day", short_day(texts, voucher.day)},
               {"payee", voucher.payee},
               {"amount", texts.money(voucher.amount)}}),
          voucher_url(grant.id, voucher.id, "storno"), web::FormToken{call}, voucher.version,
          web::TextField{
              .texts = texts,
              .name = "reason",
              .label = "voucher.field.cancelled"_msg,
              .value = reason,
              .problems = problems,
              .hint = "voucher.hint.reason"_msg,
              .width = FieldWidth::whole,
              .is_required = true},
          web::SubmitButton{texts("voucher.cancel"_msg), "primary grave"}, back, texts("form.back"_msg));
    });
}

} // namespace kommin::funding
