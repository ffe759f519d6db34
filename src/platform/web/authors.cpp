#include "platform/web/authors.hpp"

#include "platform/identity/account_store.hpp"

namespace kommin::web {

Authors list_authors(db::Connection& db, TenantId tenant)
{
    Authors authors;
    for (auto const& account : identity::list_accounts(db, tenant))
        authors.emplace("account:" + std::to_string(account.id.value), account.name);
    return authors;
}

std::string name_of(Authors const& authors, std::string const& code)
{
    auto const found = authors.find(code);
    return found == authors.end() ? code : found->second;
}

std::string name_of(Authors const& authors, std::string const& code, i18n::Texts const& texts)
{
    return code == Actor::system().code() ? std::string(texts("record.history.system"_msg))
                                          : name_of(authors, code);
}

} // namespace kommin::web
