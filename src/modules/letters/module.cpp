// The module's only registration point.

#include "modules/letters/module.hpp"

#include "modules/letters/permissions.hpp"
#include "modules/letters/template_demo.hpp"
#include "modules/letters/template_desk.hpp"

#include <cstddef>
#include <string>
#include <utility>

namespace kommin::letters {

namespace {

// The longest words in a script of which a form makes nine bytes of each letter, twice: whoever compares two
// versions sends both.
constexpr std::size_t largest_template_form = std::size_t{128} << 10U;
constexpr std::size_t largest_button = std::size_t{16} << 10U;

using Handler = http::Response (*)(web::Call&, LetterKinds const&);

std::vector<web::Route> template_routes(LetterKinds const& kinds)
{
    using enum http::Method;
    using web::needs;
    auto const of = [&kinds](Handler handler) {
        return [kinds, handler](web::Call& call) { return handler(call, kinds); };
    };
    return {
        {get, "/verwaltung/briefe", needs(edit_templates), of(&list_templates_at_desk)},
        {get, "/verwaltung/briefe/neu/{gemeinde}/{briefart}", needs(edit_templates), of(&show_new_template)},
        {post, "/verwaltung/briefe/neu/{gemeinde}/{briefart}", needs(edit_templates),
         of(&add_template_at_desk), largest_template_form},
        {post, "/verwaltung/briefe/neu/{gemeinde}/{briefart}/vorschau", needs(edit_templates),
         of(&preview_new_template), largest_template_form},
        {get, "/verwaltung/briefe/{brief}", needs(edit_templates), of(&show_template_form)},
        {post, "/verwaltung/briefe/{brief}", needs(edit_templates), of(&save_template_form),
         largest_template_form},
        {post, "/verwaltung/briefe/{brief}/vorschau", needs(edit_templates), of(&preview_template),
         largest_template_form},
        {post, "/verwaltung/briefe/{brief}/zuruecksetzen", needs(edit_templates), of(&reset_template_at_desk),
         largest_button},
        {get, "/verwaltung/briefe/{brief}/verlauf", needs(edit_templates), of(&show_template_history)},
    };
}

}

web::Module letters_module(LetterKinds const& kinds)
{
    return {
        .name = "letters",
        .routes = template_routes(kinds),
        .subjects = {template_subject},
        .load_demo = [kinds](demo::Demo& demo) { load_templates(demo, kinds); },
        .demo_files = {"letters.json"},
        .permissions = permission_rules(),
        .staff_links
        = {{.area = web::StaffArea::steering,
            .rank = 88, // behind what is steered, before what others take over of it
            .label = "letters.title"_msg,
            .path = std::string(templates_path),
            .permission = edit_templates,
            .purpose = "letters.purpose"_msg}},
        .searchers
        = {{"letters.title"_msg, "letters.search"_msg, edit_templates,
            [kinds](web::Call const& call, std::string_view words, int most_hits) {
                return find_templates_at_desk(call, words, most_hits, kinds);
            }}},
        .records = recorded_templates(),
        .forms = noted_templates(),
        .recents = recent_templates(kinds),
        .topics = {{"letters.title"_msg, "help.letters.text"_msg, edit_templates}}};
}

} // namespace kommin::letters
