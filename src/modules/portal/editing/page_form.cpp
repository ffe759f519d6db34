#include "modules/portal/editing/page_form.hpp"

#include "modules/portal/directory/offer_filter.hpp"
#include "modules/portal/editing/record_images.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/markdown/markdown.hpp"
#include "platform/records/drafting.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace kommin::portal {

using records::Fields;

namespace {

constexpr std::array fields_of_page{
    PageField{"title", "page.field.title"_msg},
    PageField{"summary", "page.field.summary"_msg},
    PageField{"content", "page.field.content"_msg},
    PageField{"image", "desk.field.image"_msg},
    PageField{"image_alt", "desk.field.image_alt"_msg},
    PageField{"image_credit", "desk.field.image_credit"_msg},
    PageField{"municipality", "page.field.municipality"_msg},
    PageField{"parent", "page.field.parent"_msg},
    PageField{"position", "page.field.position"_msg},
    PageField{"situation", "page.field.situation"_msg}};

constexpr std::size_t longest_title = 200; // code points
constexpr std::size_t longest_summary = 500;
constexpr std::int64_t last_position = 999;

InfoPage const* page_called(std::vector<InfoPage> const& pages, std::string_view slug)
{
    auto const found = std::ranges::find(pages, slug, &InfoPage::slug);
    return found == pages.end() ? nullptr : &*found;
}

// The page itself, or one that stands below it.
bool stands_below(InfoPage const& page, InfoPage const& above, std::vector<InfoPage> const& pages)
{
    std::set<std::string_view> seen; // a ring in the records would not end
    for (auto const* step = &page; step != nullptr && seen.insert(step->slug).second;
         step = page_called(pages, step->parent)) {
        if (step->slug == above.slug)
            return true;
    }
    return false;
}

// Links of the editors to pages that do not exist: "seite:anmeldung".
std::vector<std::string> broken_links(std::string const& content, std::vector<InfoPage> const& pages)
{
    std::vector<std::string> broken;
    static_cast<void>(markdown::to_html(
        content, {.resolve_link = [&](std::string_view link) -> std::optional<std::string> {
            constexpr std::string_view scheme = "seite:";
            if (link.starts_with(scheme) && page_called(pages, link.substr(scheme.size())) == nullptr)
                broken.emplace_back(link);
            return std::nullopt;
        }}));
    return broken;
}

std::string posted_text(http::Form const& posted, std::string_view name)
{
    std::string text(trim(posted.value(name)));
    std::erase(text, '\r');
    return text;
}

class PageReader {
public:
    PageReader(Fields const& fields, InfoPage const& before, PageContext const& context)
        : fields_(fields)
        , context_(context)
        , before_images_(before.images)
        , entered_{before, {}}
    { }
    EnteredPage read()
    {
        text("title", entered_.page.title, longest_title);
        require(!fields_.value("title").empty(), "title", "page.problem.title"_msg);
        text("summary", entered_.page.summary, longest_summary);
        read_content();
        if (has("image"))
            entered_.page.images
                = read_image_fields(fields_, before_images_, context_.images, entered_.problems);
        if (has("municipality"))
            read_place();
        if (has("parent"))
            read_parent();
        if (has("position"))
            read_position();
        if (has("situation"))
            read_situation();
        return std::move(entered_);
    }

private:
    [[nodiscard]] bool has(std::string_view name) const { return has_field(entered_.page, name); }
    void require(bool ok, std::string_view field, MessageKey message, MessageArguments arguments = {})
    {
        if (!ok)
            entered_.problems.push_back(Problem::invalid(std::string(field), message, std::move(arguments)));
    }
    void text(std::string_view name, LocalisedText& text, std::size_t limit)
    {
        text.source = fields_.value(name);
        require(
            count_code_points(text.source) <= limit, name, "import.problem.too_long"_msg,
            {{"limit", std::to_string(limit)}});
    }
    void read_content()
    {
        auto& content = entered_.page.content.source;
        content = fields_.value("content");
        require(!content.empty(), "content", "page.problem.content"_msg);
        if (content.size() > markdown::max_bytes) {
            require(
                false, "content", "import.problem.too_long"_msg,
                {{"limit", std::to_string(markdown::max_bytes)}});
            return;
        }
        for (auto const& link : broken_links(content, context_.pages))
            require(false, "content", "page.problem.link"_msg, {{"link", link}});
    }
    void read_place()
    {
        auto& page = entered_.page;
        page.municipality = fields_.value("municipality");
        bool const is_known = std::ranges::any_of(context_.bodies, [&](tenants::Body const& body) {
            return body.kind == tenants::BodyKind::municipality && body.slug == page.municipality;
        });
        require(is_known, "municipality", "page.problem.municipality"_msg);
    }
    void read_parent()
    {
        auto& page = entered_.page;
        page.parent = fields_.value("parent");
        if (page.parent.empty())
            return;
        auto const parents = possible_parents(page, context_.pages);
        bool const is_possible = std::ranges::any_of(
            parents, [&](InfoPage const* parent) { return parent->slug == page.parent; });
        require(is_possible, "parent", "page.problem.parent"_msg);
    }
    void read_position()
    {
        auto const typed = fields_.value("position");
        auto const number = parse_number(typed.empty() ? "0" : typed);
        bool const is_number = number && *number >= 0 && *number <= last_position;
        require(is_number, "position", "page.problem.position"_msg);
        if (is_number)
            entered_.page.position = static_cast<int>(*number);
    }
    void read_situation()
    {
        auto const typed = fields_.value("situation");
        auto& situation = entered_.page.situation;
        situation = enum_from<Situation>(typed);
        if (situation && !context_.categories.has(*situation))
            situation.reset();
        require(typed.empty() || situation.has_value(), "situation", "page.problem.situation"_msg);
    }

    Fields const& fields_;
    PageContext const& context_;
    std::vector<ShownImage> const& before_images_;
    EnteredPage entered_;
};

}

std::span<PageField const> page_fields()
{
    return fields_of_page;
}

bool has_field(InfoPage const& page, std::string_view name)
{
    if (name == "title" || name == "summary" || name == "content")
        return true;
    if (is_required(page))
        return false; // stands by itself
    if (name.starts_with("image"))
        return true;
    if (!page.stands_for.empty())
        return false; // stands where the other one stands
    return name != "municipality" || page.kind == PageKind::place;
}

Fields form_of(InfoPage const& page)
{
    Fields fields;
    auto const set = [&](std::string_view name, std::string text) {
        if (has_field(page, name))
            fields.set(name, std::move(text));
    };
    set("title", page.title.source);
    set("summary", page.summary.source);
    set("content", page.content.source);
    if (has_field(page, "image"))
        set_image_fields(fields, page.images);
    set("municipality", page.municipality);
    set("parent", page.parent);
    set("position", page.position == 0 ? std::string{} : std::to_string(page.position));
    set("situation", page.situation ? std::string(to_text(*page.situation)) : std::string{});
    return fields;
}

Fields posted_page_form(http::Form const& posted, InfoPage const& page)
{
    Fields fields;
    for (auto const& field : page_fields()) {
        if (has_field(page, field.name))
            fields.set(field.name, posted_text(posted, field.name));
    }
    return fields;
}

Fields posted_new_page(http::Form const& posted)
{
    Fields fields;
    for (auto const* name : {"title", "municipality"})
        fields.set(name, posted_text(posted, name));
    return fields;
}

EnteredPage read_page_form(Fields const& fields, InfoPage const& before, PageContext const& context)
{
    return PageReader(fields, before, context).read();
}

Fields spelled_page(Fields const& fields, InfoPage const& before, PageContext const& context)
{
    auto const entered = read_page_form(fields, before, context);
    return records::with_wrong_as_typed(fields, form_of(entered.page), entered.problems);
}

std::string name_or_archived(Categories const& categories, Situation situation, i18n::Texts const& texts)
{
    auto const name = categories.name(situation, texts);
    return categories.is_in_use(situation) ? std::string(name)
                                           : texts("category.archived_name"_msg, {{"name", name}});
}

std::vector<InfoPage const*> possible_parents(InfoPage const& page, std::vector<InfoPage> const& pages)
{
    std::vector<InfoPage const*> parents;
    for (auto const& other : pages) {
        bool const is_alike
            = other.kind == page.kind && other.municipality == page.municipality && other.stands_for.empty();
        if (is_alike && !other.is_archived && !stands_below(other, page, pages))
            parents.push_back(&other);
    }
    return parents;
}

std::string shown_page_value(
    Fields const& fields, std::string_view name, PageContext const& context, i18n::Texts const& texts)
{
    auto const value = fields.value(name);
    if (name == "image") // enough to tell two of them apart
        return std::string(truncate_utf8(value, 6));
    if (name == "parent") {
        auto const* page = page_called(context.pages, value);
        return page == nullptr ? std::string(value) : page->title.source;
    }
    if (name == "municipality") {
        auto const body = std::ranges::find(context.bodies, value, &tenants::Body::slug);
        return body == context.bodies.end() ? std::string(value) : body->name;
    }
    if (name == "situation") {
        if (auto const situation = enum_from<Situation>(value))
            return name_or_archived(context.categories, *situation, texts);
    }
    return std::string(value);
}

} // namespace kommin::portal
