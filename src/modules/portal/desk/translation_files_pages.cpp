#include "modules/portal/desk/translation_files_pages.hpp"

#include "modules/portal/desk/translation_desk_pages.hpp"
#include "modules/portal/editing/translation_files.hpp"
#include "platform/web/staff_frame.hpp"

#include <array>
#include <utility>

namespace kommin::portal {

using html::each;
using html::when;
using html::Writer;
using web::staff_url;

namespace {

constexpr std::array refusals_of_texts{
    Taken::changed_meanwhile,
    Taken::by_person_already,
    Taken::too_long,
    Taken::forbidden_characters,
    Taken::unfit,
    Taken::unknown,
};

bool is_refusal(Taken outcome)
{
    return std::ranges::find(refusals_of_texts, outcome) != refusals_of_texts.end();
}

MessageKey reason_of(Taken outcome)
{
    switch (outcome) {
    case Taken::changed_meanwhile:
        return "translate.xliff.refused.changed_meanwhile"_msg;
    case Taken::by_person_already:
        return "translate.xliff.refused.by_person_already"_msg;
    case Taken::too_long:
        return "translate.problem.too_long"_msg;
    case Taken::forbidden_characters:
        return "translate.xliff.refused.forbidden_characters"_msg;
    case Taken::unfit:
        return "translate.xliff.refused.unfit"_msg;
    default:
        return "translate.problem.unknown"_msg;
    }
}

web::StaffFrame frame_in_language(web::Call const& call, Language language, MessageKey title)
{
    auto const& texts = web::staff_texts(call);
    return {
        .call = call,
        .title = std::string(texts(title)),
        .section = "uebersetzungen",
        .crumbs
        = {{staff_url({"uebersetzungen"}), std::string(texts("translate.title"_msg))},
           {staff_url({"uebersetzungen", language.tag()}), texts.language_name(language)}}};
}

void write_refusal(
    Writer& w, i18n::Texts const& texts, Language language, FileOutcome::Refusal const& refusal)
{
    w(
        "<li>{}: {}</li>",
        [&](Writer& name) {
            if (refusal.kind.empty())
                name("{}", refusal.unit);
            else
                name(
                    R"(<a href="{}">{}</a> <span class="mute small">{}</span>)",
                    translation_url(language, refusal.kind, refusal.id).with_query({{"alle", "1"}}),
                    refusal.title.empty() ? texts("desk.unnamed"_msg) : std::string_view(refusal.title),
                    refusal.unit);
        },
        texts(reason_of(refusal.reason)));
}

}

void FileOutcome::add(Taken outcome, Refusal refusal)
{
    ++texts[outcome];
    if (is_refusal(outcome) && refusals.size() < most_refusals)
        refusals.push_back(std::move(refusal));
}

std::int64_t FileOutcome::count(Taken outcome) const
{
    auto const found = texts.find(outcome);
    return found == texts.end() ? 0 : found->second;
}

std::int64_t FileOutcome::refused() const
{
    std::int64_t sum = 0;
    for (auto const outcome : refusals_of_texts)
        sum += count(outcome);
    return sum;
}

http::Response file_outcome_page(web::Call const& call, FileOutcome const& outcome)
{
    auto const& texts = web::staff_texts(call);
    auto const line = [&](MessageKey message, std::int64_t count) {
        return when(count > 0, [&texts, message, count](Writer& inner) {
            inner("<li>{}</li>", texts(message, {{"count", count}}));
        });
    };
    return web::staff_page(frame_in_language(call, outcome.language, "translate.xliff.result"_msg), [&](Writer& w) {
        w(R"(<div class="stack measure"><div role="status"><p><strong>{}</strong></p><ul>{}{}{}</ul></div>{}{}<p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p></div>)",
          texts("translate.xliff.taken"_msg, {{"count", outcome.count(Taken::stored)}}),
          line("translate.xliff.outdated"_msg, outcome.count(Taken::outdated)),
          line("translate.xliff.unchecked"_msg, outcome.count(Taken::unchecked)),
          line("translate.xliff.unchanged"_msg, outcome.count(Taken::unchanged)),
          when(
              outcome.left > 0,
              [&](Writer& inner) {
                  inner(
                      R"(<p class="note">{}</p>)",
                      texts("translate.xliff.left"_msg, {{"count", outcome.left}}));
              }),
          when(
              outcome.refused() > 0,
              [&](Writer& inner) {
                  inner(
                      R"(<section aria-labelledby="nicht"><h2 id="nicht">{}</h2><ul class="failures">{}</ul></section>)",
                      texts("translate.xliff.refused"_msg, {{"count", outcome.refused()}}),
                      each(outcome.refusals, [&](Writer& item, FileOutcome::Refusal const& refusal) {
                          write_refusal(item, texts, outcome.language, refusal);
                      }));
              }),
          staff_url({"uebersetzungen", outcome.language.tag()}), texts("translate.xliff.back"_msg));
    });
}

http::Response too_many_texts_page(web::Call const& call, Language language)
{
    auto const& texts = web::staff_texts(call);
    return web::staff_page(
        frame_in_language(call, language, "list.export.too_many"_msg),
        [&](Writer& w) {
            w(R"(<p class="measure">{}</p>)",
              texts("translate.xliff.too_many"_msg, {{"count", most_records_of_a_file}}));
        },
        http::Status::payload_too_large);
}

} // namespace kommin::portal
