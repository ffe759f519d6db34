#include "modules/letters/template_demo.hpp"

#include "modules/letters/template_editing.hpp"
#include "platform/demo/parts.hpp"
#include "platform/demo/shape.hpp"

#include <string>
#include <string_view>

namespace kommin::letters {

using demo::text_at;

namespace {

constexpr std::string_view letters_file = "letters.json";

}

void load_templates(demo::Demo& demo, LetterKinds const& kinds)
{
    auto& work = demo.work;
    auto const file = demo.files.json(std::string(letters_file));
    demo::check_shape(file, {.lists = {"letters"}}, letters_file, {});
    for (auto const& object : demo::list_at(file, "letters")) {
        auto const kind = text_at(object, "kind");
        auto const language = text_at(object, "language");
        demo::check_shape(
            object, {.texts = {"kind", "language", template_field::opening, template_field::closing}},
            letters_file, kind);
        OwnWords const words{
            text_at(object, template_field::opening), text_at(object, template_field::closing)};
        auto mark = kind;
        mark.append(" ").append(language);
        demo::loaded(
            add_letter_template(work, kinds, {std::nullopt, kind, language}, form_of(words), mark),
            letters_file, kind);
        ++demo.counts["letter templates"];
    }
}

} // namespace kommin::letters
