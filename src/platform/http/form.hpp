#pragma once
// Form: decoded names and values in the order in which they were sent (query string, urlencoded or
// multipart). Passwords come this way: the values are overwritten when the form goes.

#include "platform/base/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::http {

struct FormLimits {
    std::size_t fields = 1'000;
    std::size_t name = 256; // bytes, decoded
    std::size_t value = 1 << 20; // bytes, decoded
};

class Form {
public:
    using Entry = std::pair<std::string, std::string>;

    Form() = default;
    explicit Form(std::vector<Entry> entries)
        : entries_(std::move(entries))
    { }
    Form(Form const&) = default;
    Form(Form&&) = default;
    Form& operator=(Form const&) = default;
    Form& operator=(Form&&) = default;
    ~Form();

    // Reads application/x-www-form-urlencoded. Problems: "http.form.encoding" (a broken %-sequence, text that
    // is not UTF-8, a NUL), "http.form.too_many", "http.form.too_long" (kind too_large).
    static Result<Form> parse(std::string_view text, FormLimits limits = {});

    // The first value of that name, "" if there is none.
    [[nodiscard]] std::string_view value(std::string_view name) const;
    // All values of that name: check boxes, multiple choice.
    [[nodiscard]] std::vector<std::string_view> values(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] std::vector<Entry> const& entries() const { return entries_; }
    [[nodiscard]] bool empty() const { return entries_.empty(); }

    void add(std::string name, std::string value);
    // The form as query string, without "?": "q=kurs%20abc&lang=de".
    [[nodiscard]] std::string to_query() const;

private:
    std::vector<Entry> entries_;
};

} // namespace kommin::http
