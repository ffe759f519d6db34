#pragma once
// Page: what a browser makes of an answer – its text, its links, its forms with what stands in them.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::year_tests {

using Entries = std::vector<std::pair<std::string, std::string>>;

// A place in a form, or several of one name: buttons to choose from, boxes to tick.
struct Field {
    struct Choice {
        std::string value;
        std::string label; // of an option of a list
    };
    std::string name;
    std::string type; // as of an input; "select", "textarea"
    std::string value; // of a box: what it sends if it is ticked
    bool is_sent = true; // boxes and radio buttons: whether it is ticked
    std::vector<Choice> choices = {}; // of a list
};

struct Button {
    std::string name;
    std::string value;
    std::string label;
    std::string action; // its own, or that of the form
};

class Form {
public:
    // Throws std::runtime_error if the form has no such field, or none that can have this value: what a test
    // sends is what somebody could enter.
    Form& set(std::string_view name, std::string_view value);
    Form& set(Entries const& entries);
    // The option of a list whose label contains this.
    Form& choose(std::string_view name, std::string_view label);
    Form& tick(std::string_view name, std::string_view value = {});
    Form& untick(std::string_view name, std::string_view value = {});
    [[nodiscard]] bool has(std::string_view name) const;
    // As it stands there; of radio buttons the chosen one.
    [[nodiscard]] std::string value(std::string_view name) const;
    // Of the first one of that name, whether it is ticked or not.
    [[nodiscard]] std::string first_value(std::string_view name) const;
    // A button whose label contains this; the first one for "".
    [[nodiscard]] Button const& button(std::string_view label) const;
    // The body that is sent when it is pressed.
    [[nodiscard]] std::string body(Button const& pressed) const;

    std::string action;
    std::string method;
    std::vector<Field> fields;
    std::vector<Button> buttons;

private:
    [[nodiscard]] std::string names() const; // for whoever looks for a field in vain
};

struct Link {
    std::string url;
    std::string label;
};

class Page {
public:
    Page() = default;
    Page(int status, std::string url, std::string head, std::string body);

    [[nodiscard]] int status() const { return status_; }
    [[nodiscard]] std::string const& url() const { return url_; } // after all that led on
    [[nodiscard]] std::string const& body() const { return body_; }
    [[nodiscard]] std::string header(std::string_view name) const;
    // What is read there, blanks as one.
    [[nodiscard]] std::string const& text() const { return text_; }
    [[nodiscard]] std::string attribute_of_html(std::string_view name) const;

    // The form with a field or button of this name, or whose action ends so; throws if there is none.
    [[nodiscard]] Form form(std::string_view what) const;
    [[nodiscard]] bool has_form(std::string_view what) const;
    // The first one with a button whose label ends so; throws if there is none.
    [[nodiscard]] Form form_of_button(std::string_view label) const;
    [[nodiscard]] std::vector<Form> const& forms() const { return forms_; }
    // The address behind a link whose label contains this; throws if there is none.
    [[nodiscard]] std::string link(std::string_view label) const;
    [[nodiscard]] std::vector<Link> const& links() const { return links_; }
    // The first link whose address contains this; "" if there is none.
    [[nodiscard]] std::string link_to(std::string_view part) const;

private:
    void read();

    int status_ = 0;
    std::string url_;
    std::string head_;
    std::string body_;
    std::string text_;
    std::vector<std::pair<std::string, std::string>> html_;
    std::vector<Form> forms_;
    std::vector<Link> links_;
};

} // namespace kommin::year_tests
