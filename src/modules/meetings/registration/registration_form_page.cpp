// The form for a party: one group of fields for each person, and how they can be reached.

#include "modules/meetings/invitations/fact_lines.hpp"
#include "modules/meetings/meetings/meeting_texts.hpp"
#include "modules/meetings/registration/part_panels.hpp"
#include "modules/meetings/registration/registration_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/public_form.hpp"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::attribute;
using html::Attributes;
using html::each;
using html::flag;
using html::when;
using html::Writer;
using web::Visit;

namespace {

struct Option {
    std::string value;
    std::string label;
    std::string group = {}; // those that follow one another are shown under it
};

void write_options(Writer& w, std::vector<Option> const& options, std::string_view chosen)
{
    auto const write = [&](Writer& inner, Option const& option) {
        inner(
            R"(<option value="{}" {}>{}</option>)", option.value,
            Attributes{flag("selected", option.value == chosen)}, option.label);
    };
    for (auto option = options.begin(); option != options.end();) {
        auto const& group = option->group;
        auto const end
            = std::find_if(option, options.end(), [&](Option const& other) { return other.group != group; });
        if (group.empty())
            w("{}", each(std::ranges::subrange(option, end), write));
        else
            w(R"(<optgroup label="{}">{}</optgroup>)", group,
              each(std::ranges::subrange(option, end), write));
        option = end;
    }
}

class PartyForm {
public:
    PartyForm(Visit const& visit, RegistrationFormPage const& page)
        : visit_(visit)
        , texts_(visit.texts)
        , page_(page)
    { }

    void write(Writer& w) const
    {
        bool const is_new = page_.token.empty();
        auto const& people = page_.form.people;
        w(
            R"(<form class="km-form km-stack" method="post" action="{}" novalidate>{}<input type="hidden" name="{}" value="{}">{}{}{}{}<div class="km-actions"><button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">{}</span></button></div></form>)",
            is_new ? registration_form_url(visit_, page_.programme.slug)
                   : registration_url(visit_, page_.token, "aendern"),
            web::PublicFormFields{page_.key}, lines_field, people.size(),
            when(
                !is_new,
                [&](Writer& inner) {
                    inner(
                        R"(<input type="hidden" name="{}" value="{}">)", seen_version_field,
                        page_.seen_version);
                }),
            // Enter in a field presses the first button of a form, which must send it and add nobody.
            [&](Writer& inner) {
                inner(
                    R"(<button class="km-hide" type="submit" tabindex="-1" aria-hidden="true"></button>{}{})",
                    [&](Writer& other_way) { write_waiting(other_way, is_new); },
                    each(people, [&](Writer& each_person, ParticipantEntry const& person, std::size_t index) {
                        write_person(each_person, person, index + 1);
                    }));
            },
            when(
                people.size() < largest_party,
                [&](Writer& inner) {
                    inner(
                        R"(<p><button class="kern-btn kern-btn--secondary" type="submit" name="{}" value="1"><span class="kern-label">{}</span></button></p>)",
                        add_person_button, texts_("registration.add_person"_msg));
                }),
            when(
                is_new,
                [&](Writer& inner) {
                    write_contact(inner);
                    write_consent(inner);
                }),
            texts_(is_new ? "registration.send"_msg : "registration.save"_msg));
    }

private:
    [[nodiscard]] bool has_problem(std::initializer_list<MessageKey> messages) const
    {
        return std::ranges::any_of(page_.problems, [&](Problem const& problem) {
            return std::ranges::find(messages, problem.message) != messages.end();
        });
    }
    // Where it is full: the same form, sent the other way.
    void write_waiting(Writer& w, bool is_new) const
    {
        bool const may_wait = is_new
            && has_problem(
                                  {"registration.problem.full"_msg, "registration.problem.part_full"_msg,
                                   "registration.problem.queue"_msg});
        if (!may_wait && !has_problem({"registration.problem.to_the_end"_msg}))
            return;
        w(R"(<div class="km-box km-stack km-stack--s"><p>{}</p><p><button class="kern-btn kern-btn--secondary" type="submit" name="{}" value="1"><span class="kern-label">{}</span></button></p></div>)",
          texts_(may_wait ? "registration.wait.hint"_msg : "registration.waiting.change"_msg), waiting_button,
          texts_(may_wait ? "registration.wait.button"_msg : "registration.to_the_end.button"_msg));
    }
    [[nodiscard]] std::string problem_at(std::string_view field) const
    {
        auto const found = std::ranges::find(page_.problems, field, &Problem::field);
        return found == page_.problems.end() ? std::string{} : i18n::text_of(*found, texts_);
    }

    // Label, hint, problem and control, tied together.
    template<class Control>
    void write_field(
        Writer& w, std::string const& name, MessageKey label, MessageKey hint, Control control) const
    {
        auto const id = "f-" + name;
        auto const problem = problem_at(name);
        bool const has_hint = !(hint == MessageKey{});
        auto described = has_hint ? id + "-hinweis" : std::string{};
        if (!problem.empty())
            described = id + "-fehler" + (has_hint ? ' ' + described : std::string{});
        w(R"(<div class="{}"><label class="kern-label" for="{}">{}</label>{}{}{}</div>)",
          problem.empty() ? "kern-form-input" : "kern-form-input km-field--error", id, texts_(label),
          when(
              has_hint,
              [&](Writer& inner) {
                  inner(R"(<p class="km-hint" id="{}">{}</p>)", id + "-hinweis", texts_(hint));
              }),
          when(
              !problem.empty(),
              [&](Writer& inner) {
                  inner(R"(<p class="km-error" id="{}">{}</p>)", id + "-fehler", problem);
              }),
          [&](Writer& inner) {
              control(
                  inner, id,
                  Attributes{
                      attribute("aria-describedby", described, !described.empty()),
                      attribute("aria-invalid", "true", !problem.empty())});
          });
    }
    void write_line(
        Writer& w, std::string const& name, MessageKey label, std::string_view value, MessageKey hint = {},
        std::string_view autocomplete = "off", bool takes_focus = false) const
    {
        write_field(
            w, name, label, hint, [&](Writer& control, std::string const& id, Attributes const& attributes) {
                control(
                    R"(<input class="kern-form-input__input" id="{}" name="{}" type="text" dir="auto" autocomplete="{}" value="{}" {} {}>)",
                    id, name, autocomplete, value, attributes, Attributes{flag("autofocus", takes_focus)});
            });
    }
    void write_choice(
        Writer& w, std::string const& name, MessageKey label, std::string_view value,
        std::vector<Option> const& options, MessageKey hint = {}) const
    {
        write_field(
            w, name, label, hint, [&](Writer& control, std::string const& id, Attributes const& attributes) {
                control(
                    R"(<div class="kern-form-input__select-wrapper"><select class="kern-form-input__select" id="{}" name="{}" {}>{}</select></div>)",
                    id, name, attributes, [&](Writer& inner) { write_options(inner, options, value); });
            });
    }
    void write_box(Writer& w, std::string const& name, MessageKey label, bool is_ticked) const
    {
        w(R"(<div class="km-check"><input type="checkbox" id="{}" name="{}" value="1" {}><label for="{}">{}</label></div>)",
          "f-" + name, name, Attributes{flag("checked", is_ticked)}, "f-" + name, texts_(label));
    }

    [[nodiscard]] std::vector<Option> part_options() const
    {
        std::vector<Option> options{{"", std::string(texts_("registration.choose"_msg))}};
        for (auto const& [top, below] : with_groups(page_.parts)) {
            auto const group = below.empty() ? std::string{} : told_in_sentence(visit_, name_text(*top));
            options.push_back(part_option(*top, group));
            for (auto const* part : below)
                options.push_back(part_option(*part, group));
        }
        return options;
    }
    [[nodiscard]] Option part_option(ProgrammePart const& part, std::string const& group) const
    {
        auto const name = told_in_sentence(visit_, name_text(part));
        return {
            std::to_string(part.id.value),
            part.left() > 0 ? texts_("registration.part.option"_msg, {{"part", name}, {"count", part.left()}})
                            : texts_("registration.part.option_full"_msg, {{"part", name}}),
            group};
    }
    [[nodiscard]] std::vector<Option> role_options() const
    {
        std::vector<Option> options{{"", std::string(texts_("registration.choose"_msg))}};
        for (auto const role : all_participant_roles)
            options.push_back({std::string(to_text(role)), std::string(texts_(label_of(role)))});
        return options;
    }
    [[nodiscard]] std::vector<Option> municipality_options() const
    {
        std::vector<Option> options{{"", std::string(texts_("registration.municipality.none"_msg))}};
        for (auto const& body : page_.bodies) {
            if (body.kind == tenants::BodyKind::municipality)
                options.push_back({body.slug, texts_.foreign(body.name)});
        }
        return options;
    }

    void write_person(Writer& w, ParticipantEntry const& person, std::size_t index) const
    {
        auto const number = '_' + std::to_string(index);
        auto const count = page_.form.people.size();
        bool const is_news = page_.has_new_line && index == count;
        w(
            R"(<fieldset class="km-fieldset km-stack"><legend>{}</legend>{}{}{}</fieldset>)",
            texts_("registration.person"_msg, {{"number", index}}),
            when(
                !person.id.empty(),
                [&](Writer& inner) {
                    inner(R"(<input type="hidden" name="{}" value="{}">)", "id" + number, person.id);
                }),
            [&](Writer& inner) {
                write_line(
                    inner, "name" + number, "registration.name"_msg, person.name,
                    "registration.name.hint"_msg, index == 1 ? "name" : "off", is_news);
                write_choice(inner, "part" + number, "registration.part"_msg, person.part, part_options());
                write_choice(inner, "role" + number, "registration.role"_msg, person.role, role_options());
                write_choice(
                    inner, "municipality" + number, "registration.municipality"_msg, person.municipality,
                    municipality_options());
                write_line(
                    inner, "organisation" + number, "registration.organisation"_msg, person.organisation,
                    "registration.organisation.hint"_msg);
            },
            [&](Writer& inner) {
                write_needs(inner, person, number);
                if (count > 1)
                    write_box(inner, "remove" + number, "registration.remove"_msg, false);
            });
    }
    void write_needs(Writer& w, ParticipantEntry const& person, std::string const& number) const
    {
        bool const has_problem = std::ranges::any_of(page_.problems, [&](Problem const& problem) {
            return problem.field.ends_with(number)
                && (problem.field.starts_with("interpreter") || problem.field.starts_with("children")
                    || problem.field.starts_with("food") || problem.field.starts_with("remark"));
        });
        w(R"(<details class="km-fold" {}><summary>{}</summary><div class="km-stack"><p class="km-hint">{}</p>{}</div></details>)",
          Attributes{flag("open", person.has_needs() || has_problem)}, texts_("registration.needs"_msg),
          texts_("registration.needs.hint"_msg), [&](Writer& inner) {
              write_line(
                  inner, "interpreter" + number, "registration.interpreter"_msg, person.interpreter,
                  "registration.interpreter.hint"_msg);
              write_line(
                  inner, "children" + number, "registration.children"_msg, person.children,
                  "registration.children.hint"_msg);
              write_line(inner, "food" + number, "registration.food"_msg, person.food);
              write_box(inner, "wheelchair" + number, "registration.wheelchair"_msg, person.wheelchair);
              write_box(
                  inner, "sign_language" + number, "registration.sign_language"_msg, person.sign_language);
              write_line(inner, "remark" + number, "registration.remark"_msg, person.remark);
          });
    }
    void write_contact(Writer& w) const
    {
        auto const& contact = page_.form.contact;
        w(R"(<fieldset class="km-fieldset km-stack"><legend>{}</legend><p class="km-hint">{}</p>{}</fieldset>)",
          texts_("registration.contact"_msg), texts_("registration.contact.hint"_msg), [&](Writer& inner) {
              write_line(
                  inner, "mail", "registration.mail"_msg, contact.mail, "registration.mail.hint"_msg,
                  "email");
              write_line(
                  inner, "telephone", "registration.telephone"_msg, contact.telephone,
                  "registration.telephone.hint"_msg, "tel");
          });
    }
    void write_consent(Writer& w) const
    {
        auto const problem = problem_at("consent");
        w(R"(<fieldset class="{}" {}><legend>{}</legend>{}<div class="km-check"><input type="checkbox" id="f-consent" name="consent" value="{}" {}><label for="f-consent">{}</label></div></fieldset>)",
          problem.empty() ? "km-fieldset" : "km-fieldset km-field--error",
          Attributes{attribute("aria-describedby", "f-consent-fehler", !problem.empty())},
          texts_("registration.consent"_msg),
          when(
              !problem.empty(),
              [&](Writer& inner) { inner(R"(<p class="km-error" id="f-consent-fehler">{}</p>)", problem); }),
          consent_version,
          Attributes{
              flag("checked", page_.form.consent == consent_version),
              attribute("aria-describedby", "f-consent-fehler", !problem.empty()),
              attribute("aria-invalid", "true", !problem.empty())},
          texts_("registration.consent.text"_msg));
    }

    Visit const& visit_;
    i18n::Texts const& texts_;
    RegistrationFormPage const& page_;
};

// Without the link of the room: it is told to whoever has registered.
void write_facts(Writer& w, Visit const& visit, Meeting meeting)
{
    meeting.online_link.clear();
    w(R"(<dl class="km-facts">{}</dl>)",
      each(told_facts(visit, meeting), [&](Writer& inner, MeetingFactLine const& line) {
          write_fact_line(inner, visit, line);
      }));
}

web::PublicFrame form_frame(Visit const& visit, std::string title, std::string path)
{
    auto frame = visit.frame(std::move(title), std::move(path), "");
    frame.is_indexable = false;
    frame.foot = {};
    return frame;
}

std::string form_path(std::string_view slug)
{
    return std::string(conference_path) + '/' + std::string(slug) + '/' + std::string(registration_path);
}

std::string moment(Visit const& visit, Instant instant)
{
    return visit.texts.date_time(visit.call.site.zone->to_local(instant));
}

// Of which a problem says that it is full; null where it says something else.
ProgrammePart const* full_part(RegistrationFormPage const& page, Problem const& problem)
{
    if (problem.message != "registration.problem.part_full"_msg)
        return nullptr;
    auto const& people = page.form.people;
    for (auto const& part : page.parts) {
        auto const number = std::to_string(part.id.value);
        if (problem.field == full_part_field(number))
            return &part;
        for (std::size_t index = 0; index < people.size(); ++index) {
            if (people[index].part == number && problem.field == "part_" + std::to_string(index + 1))
                return &part;
        }
    }
    return nullptr;
}

// Problems call a part as the page does.
std::vector<Problem> told_problems(Visit const& visit, RegistrationFormPage const& page)
{
    auto problems = page.problems;
    for (auto& problem : problems) {
        auto const* part = full_part(page, problem);
        for (auto& [name, value] : problem.arguments) {
            if (part != nullptr && name == "part")
                value = told_in_sentence(visit, name_text(*part));
        }
    }
    return problems;
}

}

html::Url registration_form_url(Visit const& visit, std::string_view slug)
{
    return visit.url({conference_path, slug, registration_path});
}

http::Response registration_form_page(
    Visit const& visit, http::Status status, RegistrationFormPage const& asked)
{
    auto page = asked;
    page.problems = told_problems(visit, asked);
    auto const& texts = visit.texts;
    bool const is_new = page.token.empty();
    auto const title = texts(
        is_new ? "registration.title"_msg : "registration.change.title"_msg,
        {{"title", told_in_sentence(visit, title_text(page.meeting))}});
    auto const path = is_new
        ? form_path(page.programme.slug)
        : std::string(conference_path) + '/' + std::string(registration_path) + '/' + page.token + "/aendern";
    auto answer = visit.page(form_frame(visit, title, path), [&](Writer& w) {
        auto const about = web::written([&](Writer& inner) {
            if (is_new)
                write_facts(inner, visit, page.meeting);
        });
        auto const form = web::written([&](Writer& inner) { PartyForm(visit, page).write(inner); });
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1>{}{}{}{}{}{}</div>)", title,
          web::FormTrouble{texts, page.problems}, web::NoteOfPage{visit}, about,
          when(
              is_new,
              [&](Writer& inner) {
                  inner(
                      R"(<p>{} {} {}</p>)", texts("registration.lead"_msg),
                      texts("registration.closes"_msg, {{"when", moment(visit, page.programme.closes_at)}}),
                      texts("registration.left"_msg, {{"count", page.programme.left()}}));
              }),
          when(
              page.waits && page.problems.empty(),
              [&](Writer& inner) {
                  inner(R"(<p class="km-note">{}</p>)", texts("registration.waiting.change"_msg));
              }),
          form);
    });
    answer.set_status(status);
    return std::move(answer).no_store();
}

http::Response no_registration_page(
    Visit const& visit, Meeting const& meeting, Programme const& programme, RegistrationPhase phase)
{
    auto const& texts = visit.texts;
    auto const title
        = texts("registration.title"_msg, {{"title", told_in_sentence(visit, title_text(meeting))}});
    auto const why = phase == RegistrationPhase::early
        ? texts("registration.early.text"_msg, {{"when", moment(visit, programme.opens_at)}})
        : std::string(texts(
              phase == RegistrationPhase::over ? "registration.over.text"_msg
                                               : "registration.closed.text"_msg));
    auto answer = visit.page(form_frame(visit, title, form_path(programme.slug)), [&](Writer& w) {
        auto const about = web::written([&](Writer& inner) { write_facts(inner, visit, meeting); });
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p>{}{}</div>)",
          title, why, web::NoteOfPage{visit}, about);
    });
    return std::move(answer).no_store();
}

} // namespace kommin::meetings
