#include "platform/web/shown_text.hpp"

#include "platform/base/text.hpp"

namespace kommin::web {

using html::when;
using html::Writer;

namespace {

void write_note(Writer& w, Visit const& visit, ToldTexts const& told)
{
    if (!told.missing && !told.is_outdated && !told.is_machine_made)
        return;
    if (told.is_machine_made)
        visit.say_machine_made();
    auto const& say = visit.texts;
    w(R"(<p class="km-langnote">{}<span>{}{}{}</span></p>)", Icon{"globe"},
      when(
          told.missing.has_value(),
          [&](Writer& note) {
              note("{} ", say("note.missing"_msg, {{"language", say.language_name(*told.missing)}}));
          }),
      when(told.is_outdated, [&](Writer& note) { note("{} ", say("note.outdated"_msg)); }),
      when(told.is_machine_made, [&](Writer& note) { note("{}", say("note.machine"_msg)); }));
}

}

void ShownText::operator()(Writer& w) const
{
    w("{}", InLanguage{shown.text, shown.language, visit.language()});
}

void ShownParagraphs::operator()(Writer& w) const
{
    for (auto const line : split(shown.text, '\n')) {
        if (!trim(line).empty())
            w("<p>{}</p>", InLanguage{line, shown.language, visit.language()});
    }
}

std::string in_sentence(i18n::Texts const& texts, content::Shown const& shown)
{
    return shown.language == texts.language() ? std::string(shown.text) : texts.foreign(shown.text);
}

void TranslationNote::operator()(Writer& w) const
{
    ToldTexts told;
    for (auto const& text : texts)
        told.add(text);
    write_note(w, visit, told);
}

void NoteOfPage::operator()(Writer& w) const
{
    write_note(w, visit, visit.told_so_far());
}

html::Safe written(Body const& body)
{
    Writer writer;
    body(writer);
    return html::Safe(writer.take());
}

void MachineNote::operator()(Writer& w) const
{
    w(R"(<p class="km-langnote">{}<span>{}</span></p>)", Icon{"globe"}, visit.texts("note.machine"_msg));
}

} // namespace kommin::web
