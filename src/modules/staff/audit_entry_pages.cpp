// One entry of the audit trail: what it notes, and what its record said then, to be read and not to be
// changed.

#include "modules/staff/audit_pages.hpp"
#include "modules/staff/audit_words.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_frame.hpp"

#include <string>

namespace kommin::staff {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

void write_head(Writer& w, web::Call const& call, Texts const& texts, ShownEntry const& shown)
{
    auto const& entry = shown.entry;
    AuditQuery all_of_record;
    all_of_record.subject_kind = entry.subject_kind;
    all_of_record.subject_id = entry.subject_id;
    w(R"(<dl class="terms"><dt>{}</dt><dd><time datetime="{}">{}</time></dd><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{} <code class="small mute">{}</code></dd><dt>{}</dt><dd><a href="{}">{} {}</a>{}</dd></dl>)",
      texts("staff.audit.when"_msg), to_iso(entry.at), texts.date_time(call.site.zone->to_local(entry.at)),
      texts("staff.audit.who"_msg), ActorName{call, texts, shown.authors, entry.actor},
      texts("staff.audit.what"_msg), action_word(entry.action, texts), entry.action,
      texts("staff.audit.record"_msg), web::list_url(audit_list, all_of_record.fields()),
      kind_word(entry.subject_kind, texts), entry.subject_id,
      when(shown.page.has_value(), [&](Writer& inner) {
          inner(R"(<br><a href="{}">{}</a>)", shown.page->url, texts(shown.page->label));
      }));
}

// Everything that it said then; what it left empty is not listed.
void write_version(Writer& w, Texts const& texts, ShownEntry const& shown)
{
    auto const& form = *shown.form;
    auto const& fields = shown.version->fields;
    auto const number = std::to_string(shown.version->head.number);
    auto const compared
        = [&](records::Fields const& one) { return shown.compared == nullptr ? one : shown.compared(one); };
    auto const before = shown.origin ? compared(shown.origin->fields) : records::Fields{};
    auto const after = compared(fields);
    w(R"(<section aria-labelledby="geaendert" class="stack-top"><h2 id="geaendert">{}</h2>{}{}</section>)",
      texts("staff.audit.changed"_msg, {{"number", number}}),
      when(
          !shown.origin,
          [&](Writer& inner) { inner(R"(<p class="note">{}</p>)", texts("record.version.first"_msg)); }),
      web::ChangedFields{texts, form, before, after});
    w(R"(<section aria-labelledby="stand" class="stack-top"><h2 id="stand">{}</h2><dl class="terms">{}</dl></section>)",
      texts("staff.audit.said"_msg, {{"number", number}}),
      each(form.fields, [&](Writer& item, web::RecordForm::Field const& field) {
          if (auto const said = form.shown(fields, field.name); !said.empty())
              item(R"(<dt>{}</dt><dd><span class="pre" dir="auto">{}</span></dd>)", field.label, said);
      }));
}

void write_withheld(Writer& w, Texts const& texts, ShownEntry const& shown)
{
    std::string fields;
    for (auto const& label : shown.withheld) {
        fields += fields.empty() ? "" : ", ";
        fields += label;
    }
    if (!fields.empty())
        w(R"(<p class="note stack-top">{}</p>)", texts("staff.audit.withheld"_msg, {{"fields", fields}}));
}

// Why nothing of a version is to be seen here.
void write_missing_version(Writer& w, Texts const& texts, ShownEntry const& shown)
{
    if (!shown.facts.version || shown.has_versions)
        return; // LeftOutNote says that it is gone
    w(R"(<p class="note">{}</p>)", texts("staff.audit.no_versions"_msg));
}

}

http::Response audit_entry_page(web::Call const& call, ShownEntry const& shown)
{
    auto const& texts = web::staff_texts(call);
    auto const& entry = shown.entry;
    auto const number = std::to_string(entry.sequence);
    auto const& facts = shown.facts;
    return web::staff_page(
        {.call = call,
         .title
         = texts("staff.audit.entry"_msg, {{"number", number}, {"action", action_word(entry.action, texts)}}),
         .section = "pruefpfad",
         .crumbs = {{web::list_url(audit_list, {}), std::string(texts("staff.audit.title"_msg))}},
         .is_wide = true},
        [&](Writer& w) {
            write_head(w, call, texts, shown);
            if (!facts.lines.empty() || facts.version || !facts.content_hash.empty())
                w(R"(<section aria-labelledby="notiert" class="stack-top"><h2 id="notiert">{}</h2>{}{}{}</section>)",
                  texts("staff.audit.noted"_msg), when(!facts.lines.empty(), FactTable{texts, facts}),
                  LeftOutNote{texts, facts, shown.version.has_value() || !shown.has_versions},
                  [&](Writer& inner) { write_missing_version(inner, texts, shown); });
            if (shown.version)
                write_version(w, texts, shown);
            write_withheld(w, texts, shown);
            auto const& print = facts.fingerprint.empty() ? facts.content_hash : facts.fingerprint;
            if (!print.empty())
                w(R"(<p class="small mute stack-top measure">{}<br><code class="wrap">{}</code></p>)",
                  texts("staff.audit.print"_msg), print);
        });
}

} // namespace kommin::staff
