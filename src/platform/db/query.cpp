#include "platform/db/query.hpp"

#include "platform/base/text.hpp"
#include "platform/db/error.hpp"

namespace kommin::db::detail {

void KeptValue::bind(ValueSink& sink) const
{
    struct Binder {
        ValueSink& sink;
        Type type;
        void operator()(std::monostate /*none*/) const { sink.null(type); }
        void operator()(bool value) const { sink.boolean(value); }
        void operator()(std::int64_t value) const { sink.integer(value); }
        void operator()(double value) const { sink.real(value); }
        void operator()(std::string const& value) const { sink.text(value, Lifetime::statement); }
        void operator()(Blob const& value) const { sink.blob(value.bytes, Lifetime::statement); }
    };
    std::visit(Binder{sink, type_}, content_);
}

void ValueKeeper::refuse(char const* why)
{
    throw Error(why);
}

} // namespace kommin::db::detail

namespace kommin::db {

std::string like_pattern(std::string_view text)
{
    std::string pattern = "%";
    for (char const c : ascii_lower(text)) {
        if (c == '%' || c == '_' || c == '!')
            pattern += '!';
        pattern += c;
    }
    return pattern + '%';
}

} // namespace kommin::db
