#include "platform/web/module.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace kommin::web {
namespace {

constexpr content::SubjectKind offer{"offer"};
constexpr content::SubjectKind choir{"choir"};

TEST(Modules, are_refused_where_two_have_the_same_kind_of_subject)
{
    std::vector<Module> modules{
        {.name = "portal", .routes = {}, .subjects = {offer}},
        {.name = "choirs", .routes = {}, .subjects = {choir}}};
    EXPECT_NO_THROW(check_modules(modules));
    modules[1].subjects.push_back(offer);
    EXPECT_THROW(check_modules(modules), std::logic_error);
    modules[1] = {.name = "portal", .routes = {}};
    EXPECT_THROW(check_modules(modules), std::logic_error) << "and where two have the same name";
}

}
} // namespace kommin::web
