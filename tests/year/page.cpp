#include "year/page.hpp"

#include "platform/http/uri.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <map>
#include <stdexcept>

namespace kommin::year_tests {

namespace {

using Attributes = std::vector<std::pair<std::string, std::string>>;

void append_utf8(std::string& text, std::uint32_t code)
{
    auto const put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0U | (code >> 6U));
        put(0x80U | (code & 0x3FU));
    } else {
        put(0xE0U | (code >> 12U));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    }
}

std::string decoded(std::string_view text)
{
    static std::map<std::string_view, std::string_view> const names{
        {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", " "}, {"shy", ""}};
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto const end = text[at] == '&' ? text.find(';', at) : std::string_view::npos;
        if (end == std::string_view::npos || end - at > 8) {
            plain += text[at];
            continue;
        }
        auto const name = text.substr(at + 1, end - at - 1);
        if (auto const found = names.find(name); found != names.end())
            plain += found->second;
        else if (name.starts_with("#x"))
            append_utf8(
                plain, static_cast<std::uint32_t>(std::stoul(std::string(name.substr(2)), nullptr, 16)));
        else if (name.starts_with("#"))
            append_utf8(plain, static_cast<std::uint32_t>(std::stoul(std::string(name.substr(1)))));
        else
            throw std::runtime_error("an entity that no page of ours needs: " + std::string(name));
        at = end;
    }
    return plain;
}

std::string squeezed(std::string_view text)
{
    std::string line;
    for (char const c : text) {
        bool const is_blank = std::isspace(static_cast<unsigned char>(c)) != 0;
        if (!is_blank)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    if (!line.empty() && line.back() == ' ')
        line.pop_back();
    return line;
}

struct Token {
    std::string tag; // "p", "/p"; empty: text
    Attributes attributes;
    std::string text;

    [[nodiscard]] std::string const* find(std::string_view name) const
    {
        auto const found = std::ranges::find(attributes, name, &Attributes::value_type::first);
        return found == attributes.end() ? nullptr : &found->second;
    }
    [[nodiscard]] std::string value(std::string_view name) const
    {
        auto const* const found = find(name);
        return found == nullptr ? std::string() : *found;
    }
};

Attributes read_attributes(std::string_view text)
{
    Attributes all;
    std::size_t at = 0;
    auto const skip_blanks = [&] {
        while (at < text.size()
               && (std::isspace(static_cast<unsigned char>(text[at])) != 0 || text[at] == '/'))
            ++at;
    };
    for (skip_blanks(); at < text.size(); skip_blanks()) {
        auto const end = std::min(text.find_first_of("= \t\r\n", at), text.size());
        std::string name(text.substr(at, end - at));
        std::string value;
        at = end;
        if (at < text.size() && text[at] == '=') {
            char const quote = text.at(at + 1);
            bool const is_quoted = quote == '"' || quote == '\'';
            auto const begin = at + (is_quoted ? 2 : 1);
            at = std::min(
                is_quoted ? text.find(quote, begin) : text.find_first_of(" \t\r\n", begin), text.size());
            value = decoded(text.substr(begin, at - begin));
            at += is_quoted ? 1 : 0;
        }
        all.emplace_back(std::move(name), std::move(value));
    }
    return all;
}

// A tag ends at the first '>' that stands in no quotes.
std::size_t end_of_tag(std::string_view html, std::size_t at)
{
    char quote = 0;
    for (; at < html.size(); ++at) {
        if (quote != 0)
            quote = html[at] == quote ? '\0' : quote;
        else if (html[at] == '"' || html[at] == '\'')
            quote = html[at];
        else if (html[at] == '>')
            return at;
    }
    return html.size();
}

std::vector<Token> tokens_of(std::string_view html)
{
    std::vector<Token> tokens;
    std::size_t at = 0;
    while (at < html.size()) {
        if (html[at] != '<') {
            auto const end = std::min(html.find('<', at), html.size());
            tokens.push_back({{}, {}, decoded(html.substr(at, end - at))});
            at = end;
            continue;
        }
        if (html.substr(at, 4) == "<!--") {
            at = std::min(html.find("-->", at), html.size() - 3) + 3;
            continue;
        }
        auto const end = end_of_tag(html, at);
        auto const inside = html.substr(at + 1, end - at - 1);
        auto const name_end = std::min(inside.find_first_of(" \t\r\n"), inside.size());
        std::string tag(inside.substr(0, name_end));
        at = end + 1;
        if (tag == "script" || tag == "style") { // nobody reads them
            auto const close = html.find("</" + tag, at);
            at = close == std::string_view::npos ? html.size() : end_of_tag(html, close) + 1;
            continue;
        }
        tokens.push_back({std::move(tag), read_attributes(inside.substr(name_end)), {}});
    }
    return tokens;
}

bool is_inline(std::string_view tag)
{
    constexpr std::string_view tags[]{"a", "b", "bdi", "code", "em", "span", "strong", "time"};
    return std::ranges::find(tags, tag) != std::end(tags);
}

// Goes through the tokens once; fields belong to the form that is open, or to the one they name.
class Reader {
public:
    Reader(std::vector<Form>& forms, std::vector<Link>& links)
        : forms_(forms)
        , links_(links)
    { }
    void read(Token const& token);
    [[nodiscard]] std::string take_text() const { return squeezed(text_); }
    [[nodiscard]] Attributes const& html() const { return html_; }

private:
    void open(Token const& token);
    void open_field(Token const& token);
    void close(std::string_view tag);
    Form* form_of(Token const& token);
    std::string label_since(std::size_t begin) const
    {
        return squeezed(std::string_view(text_).substr(begin));
    }

    std::vector<Form>& forms_;
    std::vector<Link>& links_;
    std::map<std::string, std::size_t> by_id_;
    std::optional<std::size_t> form_;
    Field* area_ = nullptr; // a select or textarea that is open
    Button* button_ = nullptr; // that is open
    std::optional<std::size_t> label_begin_;
    bool option_is_chosen_ = false;
    bool has_chosen_ = false;
    Attributes html_;
    std::string text_;
};

void Reader::read(Token const& token)
{
    if (token.tag.empty()) {
        if (area_ != nullptr && area_->type == "textarea")
            area_->value += token.text;
        text_ += token.text;
    } else if (token.tag.front() == '/') {
        auto const tag = std::string_view(token.tag).substr(1);
        close(tag);
        text_ += is_inline(tag) ? "" : " ";
    } else {
        text_ += is_inline(token.tag) ? "" : " ";
        open(token);
    }
}

Form* Reader::form_of(Token const& token)
{
    if (auto const* const id = token.find("form"))
        return by_id_.contains(*id) ? &forms_[by_id_.at(*id)] : nullptr;
    return form_ ? &forms_[*form_] : nullptr;
}

void Reader::open(Token const& token)
{
    if (token.tag == "html") {
        html_ = token.attributes;
    } else if (token.tag == "form") {
        form_ = forms_.size();
        Form form;
        form.action = token.value("action");
        form.method = token.value("method");
        forms_.push_back(std::move(form));
        if (auto const* const id = token.find("id"))
            by_id_[*id] = *form_;
    } else if (token.tag == "a") {
        links_.push_back({token.value("href"), {}});
        label_begin_ = text_.size();
    } else if (token.tag == "img") {
        text_ += token.value("alt");
    } else if (form_of(token) != nullptr || token.tag == "option") {
        open_field(token);
    }
}

void Reader::open_field(Token const& token)
{
    auto* const form = form_of(token);
    bool const is_off = token.find("disabled") != nullptr;
    if (token.tag == "option") {
        if (area_ == nullptr)
            return;
        area_->choices.push_back({token.value("value"), {}});
        label_begin_ = text_.size();
        option_is_chosen_ = token.find("selected") != nullptr;
        if (option_is_chosen_ || !has_chosen_)
            area_->value = has_chosen_ && !option_is_chosen_ ? area_->value : token.value("value");
        has_chosen_ = true;
    } else if (token.tag == "button") {
        form->buttons.push_back(
            {token.value("name"),
             token.value("value"),
             {},
             token.find("formaction") != nullptr ? token.value("formaction") : form->action});
        button_ = &form->buttons.back();
        label_begin_ = text_.size();
    } else if (token.tag == "select" || token.tag == "textarea") {
        form->fields.push_back({token.value("name"), token.tag, {}, !is_off});
        area_ = &form->fields.back();
        has_chosen_ = false;
    } else if (token.tag == "input") {
        auto const type = token.find("type") != nullptr ? token.value("type") : std::string("text");
        bool const is_box = type == "checkbox" || type == "radio";
        auto const value
            = is_box && token.find("value") == nullptr ? std::string("on") : token.value("value");
        if (type == "submit" || type == "button")
            form->buttons.push_back({token.value("name"), value, value, form->action});
        else
            form->fields.push_back(
                {token.value("name"), type, value, !is_off && (!is_box || token.find("checked") != nullptr)});
    }
}

void Reader::close(std::string_view tag)
{
    if (tag == "form") {
        form_.reset();
    } else if (tag == "a" && label_begin_ && !links_.empty()) {
        links_.back().label = label_since(*label_begin_);
    } else if (tag == "button" && button_ != nullptr) {
        button_->label = label_since(*label_begin_);
        button_ = nullptr;
    } else if (tag == "option" && area_ != nullptr && label_begin_) {
        area_->choices.back().label = label_since(*label_begin_);
    } else if (tag == "select" || tag == "textarea") {
        area_ = nullptr;
    }
}

bool is_box(Field const& field)
{
    return field.type == "checkbox" || field.type == "radio";
}

}

std::string Form::names() const
{
    std::string all = " in the form of " + action + ":";
    for (auto const& field : fields)
        all += ' ' + field.name + '=' + field.value;
    for (auto const& one : buttons)
        all += " [" + one.label + ']';
    return all;
}

bool Form::has(std::string_view name) const
{
    return std::ranges::find(fields, name, &Field::name) != fields.end();
}

std::string Form::value(std::string_view name) const
{
    for (auto const& field : fields)
        if (field.name == name && field.is_sent)
            return field.value;
    return {};
}

std::string Form::first_value(std::string_view name) const
{
    auto const found = std::ranges::find(fields, name, &Field::name);
    if (found == fields.end())
        throw std::runtime_error("no " + std::string(name) + names());
    return found->value;
}

Form& Form::set(std::string_view name, std::string_view value)
{
    bool is_set = false;
    for (auto& field : fields) {
        if (field.name != name)
            continue;
        if (field.type == "radio") {
            field.is_sent = field.value == value;
            is_set = is_set || field.is_sent;
        } else if (!is_box(field)) {
            is_set = field.type != "select"
                || std::ranges::find(field.choices, value, &Field::Choice::value) != field.choices.end();
            field.value = value;
        }
    }
    if (!is_set)
        throw std::runtime_error(
            "nobody can enter " + std::string(name) + '=' + std::string(value) + names());
    return *this;
}

Form& Form::set(Entries const& entries)
{
    for (auto const& [name, value] : entries)
        set(name, value);
    return *this;
}

Form& Form::choose(std::string_view name, std::string_view label)
{
    for (auto& field : fields) {
        for (auto const& choice : field.choices) {
            if (field.name == name && choice.label.find(label) != std::string::npos)
                return set(name, choice.value);
        }
    }
    throw std::runtime_error("no choice " + std::string(label) + " of " + std::string(name) + names());
}

Form& Form::tick(std::string_view name, std::string_view value)
{
    for (auto& field : fields) {
        if (field.name == name && field.type == "checkbox" && (value.empty() || field.value == value)) {
            field.is_sent = true;
            return *this;
        }
    }
    throw std::runtime_error("no box " + std::string(name) + '=' + std::string(value) + names());
}

Form& Form::untick(std::string_view name, std::string_view value)
{
    tick(name, value);
    for (auto& field : fields)
        if (field.name == name && (value.empty() || field.value == value))
            field.is_sent = false;
    return *this;
}

Button const& Form::button(std::string_view label) const
{
    auto const found = std::ranges::find_if(
        buttons, [&](Button const& one) { return one.label.find(label) != std::string::npos; });
    if (found == buttons.end())
        throw std::runtime_error("no button " + std::string(label) + names());
    return *found;
}

std::string Form::body(Button const& pressed) const
{
    std::string body;
    auto const add = [&](std::string_view name, std::string_view value) {
        body += (body.empty() ? "" : "&") + http::percent_encode(name) + '=' + http::percent_encode(value);
    };
    for (auto const& field : fields)
        if (field.is_sent && !field.name.empty())
            add(field.name, field.value);
    if (!pressed.name.empty())
        add(pressed.name, pressed.value);
    return body;
}

Page::Page(int status, std::string url, std::string head, std::string body)
    : status_(status)
    , url_(std::move(url))
    , head_(std::move(head))
    , body_(std::move(body))
{
    if (header("Content-Type").starts_with("text/html"))
        read();
}

void Page::read()
{
    Reader reader(forms_, links_);
    for (auto const& token : tokens_of(body_))
        reader.read(token);
    text_ = reader.take_text();
    html_ = reader.html();
}

std::string Page::header(std::string_view name) const
{
    auto const at = head_.find("\r\n" + std::string(name) + ": ");
    if (at == std::string::npos)
        return {};
    auto const begin = at + name.size() + 4;
    return head_.substr(begin, head_.find("\r\n", begin) - begin);
}

std::string Page::attribute_of_html(std::string_view name) const
{
    auto const found = std::ranges::find(html_, name, &Attributes::value_type::first);
    return found == html_.end() ? std::string() : found->second;
}

bool Page::has_form(std::string_view what) const
{
    return std::ranges::any_of(forms_, [&](Form const& form) {
        return form.has(what) || form.action.ends_with(what)
            || std::ranges::find(form.buttons, what, &Button::name) != form.buttons.end();
    });
}

Form Page::form(std::string_view what) const
{
    for (auto const& form : forms_) {
        if (form.has(what) || form.action.ends_with(what)
            || std::ranges::find(form.buttons, what, &Button::name) != form.buttons.end())
            return form;
    }
    throw std::runtime_error("no form with " + std::string(what) + " on " + url_ + ": " + text_);
}

Form Page::form_of_button(std::string_view label) const
{
    for (auto const& form : forms_)
        for (auto const& button : form.buttons)
            if (button.label.ends_with(label))
                return form;
    throw std::runtime_error("no button " + std::string(label) + " on " + url_ + ": " + text_);
}

std::string Page::link(std::string_view label) const
{
    for (auto const& one : links_)
        if (one.label.find(label) != std::string::npos)
            return one.url;
    throw std::runtime_error("no link " + std::string(label) + " on " + url_ + ": " + text_);
}

std::string Page::link_to(std::string_view part) const
{
    for (auto const& one : links_)
        if (one.url.find(part) != std::string::npos)
            return one.url;
    return {};
}

} // namespace kommin::year_tests
