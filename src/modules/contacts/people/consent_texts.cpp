#include "modules/contacts/people/consent_texts.hpp"

#include "modules/contacts/people/permissions.hpp"
#include "platform/base/text.hpp"
#include "platform/i18n/texts.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>
#include <utility>

namespace kommin::contacts {

using records::Fields;

namespace {

constexpr std::size_t longest_text = 2000; // code points

MessageKey text_of(Purpose purpose)
{
    switch (purpose) {
    case Purpose::news:
        return "consent.text.news"_msg;
    case Purpose::public_name:
        return "consent.text.public_name"_msg;
    case Purpose::member_list:
        return "consent.text.member_list"_msg;
    case Purpose::photos:
        return "consent.text.photos"_msg;
    case Purpose::invitations:
        break;
    }
    return "consent.text.invitations"_msg;
}

std::vector<ConsentText> program_texts(Purpose purpose)
{
    std::vector<ConsentText> texts;
    for (auto const language : i18n::interface_languages()) {
        auto const& words = i18n::Texts::of(language);
        texts.push_back(
            {.purpose = purpose,
             .number = 1,
             .language = std::string(language.tag()),
             .content
             = std::string(words(text_of(purpose))) + ' ' + std::string(words("consent.text.voluntary"_msg)),
             .written_by = Actor::system().code(),
             .written_at = {}});
    }
    return texts;
}

std::string plain(std::string_view typed)
{
    std::string text(trim(typed));
    std::erase(text, '\r');
    return text;
}

}

std::int64_t ConsentTexts::newest(Purpose purpose) const
{
    auto const found = std::ranges::find(all, purpose, &ConsentText::purpose);
    return found == all.end() ? 0 : found->number;
}

ConsentText const* ConsentTexts::find(Purpose purpose, std::int64_t number, std::string_view language) const
{
    auto const found = std::ranges::find_if(all, [&](ConsentText const& text) {
        return text.purpose == purpose && text.number == number && text.language == language;
    });
    return found == all.end() ? nullptr : &*found;
}

ConsentTexts consent_texts(db::Connection& db, TenantId tenant)
{
    ConsentTexts texts{list_consent_texts(db, tenant)};
    for (auto const purpose : all_purposes) {
        if (texts.newest(purpose) == 0)
            std::ranges::move(program_texts(purpose), std::back_inserter(texts.all));
    }
    std::ranges::stable_sort(texts.all, {}, &ConsentText::purpose);
    return texts;
}

void keep_program_texts(Work& work, Purpose purpose)
{
    ConsentTexts const stored{list_consent_texts(work.db(), work.tenant())};
    if (stored.newest(purpose) != 0)
        return;
    for (auto text : program_texts(purpose)) {
        text.written_at = work.now();
        insert_consent_text(work.db(), work.tenant(), text);
    }
}

std::string text_field(i18n::Language language)
{
    return "text-" + std::string(language.tag());
}

Fields form_of(ConsentTexts const& texts, Purpose purpose, std::int64_t number)
{
    Fields fields;
    for (auto const language : i18n::interface_languages()) {
        if (auto const* text = texts.find(purpose, number, language.tag()))
            fields.set(text_field(language), text->content);
    }
    return fields;
}

std::vector<Problem> problems_of_consent_text(Fields const& fields)
{
    std::vector<Problem> problems;
    auto const german = text_field(i18n::Language::german());
    if (plain(fields.value(german)).empty())
        problems.push_back(Problem::invalid(german, "consent.texts.problem.german"_msg));
    for (auto const language : i18n::interface_languages()) {
        auto const field = text_field(language);
        if (count_code_points(fields.value(field)) > longest_text)
            problems.push_back(Problem::invalid(
                field, "import.problem.too_long"_msg, {{"limit", std::to_string(longest_text)}}));
    }
    return problems;
}

Result<void> write_consent_text(Work& work, Purpose purpose, std::int64_t seen, Fields const& typed)
{
    if (!work.actor().may(edit_consent_texts, Scope::whole_tenant()))
        return Problem::not_found("consent.texts.problem.right"_msg);
    if (auto problems = problems_of_consent_text(typed); !problems.empty())
        return std::move(problems.front());
    keep_program_texts(work, purpose);
    ConsentTexts const stored{list_consent_texts(work.db(), work.tenant())};
    auto const newest = stored.newest(purpose);
    Fields wanted;
    for (auto const language : i18n::interface_languages())
        wanted.set(text_field(language), plain(typed.value(text_field(language))));
    if (wanted == form_of(stored, purpose, newest))
        return {}; // also the same form sent twice
    if (seen != newest)
        return Problem::conflict({}, "consent.texts.problem.meanwhile"_msg);
    for (auto const language : i18n::interface_languages()) {
        auto const content = wanted.value(text_field(language));
        if (!content.empty())
            insert_consent_text(
                work.db(), work.tenant(),
                {.purpose = purpose,
                 .number = newest + 1,
                 .language = std::string(language.tag()),
                 .content = std::string(content),
                 .written_by = work.actor().code(),
                 .written_at = work.now()});
    }
    work.audit(
        "contacts.consent_text.written", "tenant", work.tenant(), {},
        {{"purpose", std::string(to_text(purpose))}, {"text_number", newest + 1}});
    return {};
}

} // namespace kommin::contacts
