#include "platform/web/kept_entries.hpp"

#include "platform/html/attributes.hpp"
#include "platform/web/origin.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::web {

using html::attribute;
using html::Attributes;
using html::each;
using html::when;
using html::Writer;

namespace {

struct Secret {
    std::string_view field;
    MessageKey label;
    std::string_view type;
    std::string_view autocomplete;
};
// What must not stand in a page that was asked for without a session.
constexpr std::array secrets{
    Secret{"current", "staff.field.current_password"_msg, "password", "current-password"},
    Secret{"password", "staff.field.new_password"_msg, "password", "new-password"},
    Secret{"passwort", "staff.field.password"_msg, "password", "current-password"},
    Secret{"code", "staff.field.code"_msg, "text", "one-time-code"},
};

Secret const* find_secret(std::string_view name)
{
    auto const* const found = std::ranges::find(secrets, name, &Secret::field);
    return found == secrets.end() ? nullptr : found;
}

// Names the fields that have to be given once more, while the form goes from page to page without them.
constexpr std::string_view again_field = "noch-einmal";

struct Kept {
    http::Form entries;
    std::vector<std::string> secrets; // names of the fields, in their order
    std::vector<std::string> files; // likewise
    bool has_files = false; // sent as such a form, even if none was chosen

    [[nodiscard]] bool lacks_something() const { return !secrets.empty() || !files.empty(); }
    [[nodiscard]] bool is_empty() const { return entries.empty() && !lacks_something(); }
};

void note_again(Kept& kept, std::string_view name)
{
    auto& names = find_secret(name) == nullptr ? kept.files : kept.secrets;
    if (!name.empty() && std::ranges::find(names, name) == names.end())
        names.emplace_back(name);
}

void keep(Kept& kept, http::Form const& form)
{
    for (auto const& [name, value] : form.entries()) {
        if (name == again_field || is_secret_field(name))
            note_again(kept, name == again_field ? value : name);
        else if (name != form_token_field)
            kept.entries.add(name, value);
    }
}

// The entries of a form that our own page has sent, without its token. Nothing where there are none, and
// where the browser does not say who has sent it.
std::optional<Kept> kept_form(Call const& call)
{
    if (!is_sent_from_here(call.request, call.site.base_url))
        return std::nullopt;
    Kept kept;
    auto const type = call.request.content_type();
    if (type == "multipart/form-data") {
        auto const body = call.request.multipart();
        auto const form = body ? body->form() : Result<http::Form>(body.problem());
        if (!form)
            return std::nullopt;
        kept.has_files = true;
        keep(kept, *form);
        for (auto const& part : body->parts()) {
            if (part.header.is_file)
                note_again(kept, part.header.name);
        }
    } else {
        auto const form = call.request.form();
        if (!form || type != "application/x-www-form-urlencoded")
            return std::nullopt;
        keep(kept, *form);
    }
    return kept.is_empty() ? std::nullopt : std::optional(std::move(kept));
}

// What did not go along, as people call it: "Aktuelles Passwort", "Datei".
std::vector<std::string> lacking(Kept const& kept, i18n::Texts const& texts)
{
    std::vector<std::string> names;
    for (auto const& name : kept.secrets)
        names.emplace_back(texts(find_secret(name)->label));
    if (!kept.files.empty())
        names.emplace_back(texts("staff.form_again.file"_msg));
    return names;
}

// The form once more: hidden what was typed, to be filled in what did not go along; that only where the form
// has a token and is taken, else it would be given twice.
struct KeptForm {
    Call const& call;
    Kept const& kept;
    MessageKey action;

    void operator()(Writer& w) const
    {
        bool const is_taken = call.person.has_value();
        w(
            R"(<form class="form stack" method="post" action="{}" {}>{}{}{}<p><button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">{}</span></button></p></form>)",
            page_after_login(call.request.target()),
            Attributes{attribute("enctype", "multipart/form-data", kept.has_files)},
            [&](Writer& inner) {
                if (is_taken)
                    inner("{}", FormToken{call});
            },
            each(
                kept.entries.entries(),
                [](Writer& inner, http::Form::Entry const& entry) {
                    inner(R"(<input type="hidden" name="{}" value="{}">)", entry.first, entry.second);
                }),
            [&](Writer& inner) {
                if (is_taken)
                    write_fields(inner);
                else
                    write_names(inner);
            },
            staff_texts(call)(action));
    }

private:
    void write_fields(Writer& w) const
    {
        auto const& texts = staff_texts(call);
        for (auto const& name : kept.secrets) {
            auto const* const secret = find_secret(name);
            w("{}",
              TextField{
                  .texts = texts,
                  .name = name,
                  .label = secret->label,
                  .type = secret->type,
                  .autocomplete = secret->autocomplete});
        }
        for (auto const& name : kept.files) {
            auto const id = "f-" + name;
            w(R"(<div class="fld"><label for="{}">{}</label><input class="in" id="{}" name="{}" type="file"></div>)",
              id, texts("staff.form_again.file"_msg), id, name);
        }
    }
    void write_names(Writer& w) const
    {
        for (auto const* names : {&kept.secrets, &kept.files}) {
            for (auto const& name : *names)
                w(R"(<input type="hidden" name="noch-einmal" value="{}">)", name);
        }
    }
};

// Which of it has to be given once more.
struct LackingList {
    i18n::Texts const& texts;
    Kept const& kept;
    MessageKey sentence;

    void operator()(Writer& w) const
    {
        if (kept.lacks_something())
            w(R"(<p>{}</p><ul class="bullets">{}</ul>)", texts(sentence),
              each(lacking(kept, texts), [](Writer& item, std::string const& name) {
                  item("<li>{}</li>", name);
              }));
    }
};

}

bool is_secret_field(std::string_view name)
{
    return find_secret(name) != nullptr;
}

http::Response session_has_ended(Call const& call)
{
    auto const& texts = staff_texts(call);
    auto const kept = kept_form(call);
    return entrance_page(
        {.call = call, .title = std::string(texts("staff.session_ended.title"_msg))},
        [&](Writer& w) {
            w(R"(<p>{}</p>{}<p><a class="kern-btn kern-btn--primary" href="{}" target="_blank"><span class="kern-label">{}</span></a></p>)",
              texts(kept ? "staff.session_ended.kept"_msg : "staff.session_ended.text"_msg),
              when(
                  kept.has_value(),
                  [&](Writer& inner) {
                      inner("{}", LackingList{texts, *kept, "staff.session_ended.lacking"_msg});
                  }),
              staff_url({"anmelden"}), texts("staff.log_in"_msg));
            if (kept)
                w("<p>{}</p>{}", texts("staff.session_ended.then"_msg),
                  KeptForm{call, *kept, "staff.session_ended.send"_msg});
        },
        http::Status::forbidden);
}

http::Response form_is_not_ours(Call const& call)
{
    auto const& texts = staff_texts(call);
    auto const kept = call.person ? kept_form(call) : std::nullopt;
    return entrance_page(
        {.call = call,
         .title = std::string(texts(kept ? "staff.form_again.title"_msg : "staff.foreign_form.title"_msg))},
        [&](Writer& w) {
            w("<p>{}</p>", texts(kept ? "staff.form_again.text"_msg : "staff.foreign_form.text"_msg));
            if (kept)
                w("{}{}", LackingList{texts, *kept, "staff.form_again.lacking"_msg},
                  KeptForm{call, *kept, "staff.form_again.send"_msg});
        },
        http::Status::forbidden);
}

} // namespace kommin::web
